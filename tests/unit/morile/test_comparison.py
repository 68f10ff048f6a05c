"""The request to compare assessors, as it is sent."""

import json
from typing import Any

import pytest

import morile
from morile._bulk import Submission, Wish
from morile._comparison import comparison
from morile_api.language.faults import Fault
from morile_api.sheets.unreadable import Unreadable

THREAT = {"ref": "T1", "organisation": "NCA", "assessor": "A", "levels": {"impact": "3"}}


def sent(*submissions: Submission, wish: Wish | None = None, **more: Any) -> Any:
    settled = {"compare": "assessors", "draws": None, "seed": None} | more
    return json.loads(comparison(submissions, wish or Wish("grid@1.0.0"), **settled))


def test_what_is_left_out_is_not_sent() -> None:
    """The engine decides, so that there is one place where it is decided."""
    assert sent(THREAT) == {"submissions": [THREAT], "matrix": "grid@1.0.0"}


def test_what_is_said_is_sent() -> None:
    """Periods, draws and seed."""
    request = sent(THREAT, compare="periods", draws=200, seed=7)

    assert (request["compare"], request["draws"], request["seed"]) == ("periods", 200, 7)


def test_the_matrix_is_the_one_asked_for_else_the_first_submission_s_else_the_client_s() -> None:
    """A vector and a form's draft name theirs."""
    vector = {"ref": "T1", "vector": "own@1.0.0/IM:3"}
    draft = morile.Draft("drafted@1.0.0", THREAT)

    assert sent(vector)["matrix"] == "grid@1.0.0"
    assert sent(vector, THREAT, wish=Wish(fallback="usual@1.0.0"))["matrix"] == "own@1.0.0"
    assert sent(draft, wish=Wish())["matrix"] == "drafted@1.0.0"
    assert sent(THREAT, wish=Wish(fallback="usual@1.0.0"))["matrix"] == "usual@1.0.0"
    assert "matrix" not in sent(THREAT, wish=Wish())
    assert sent(wish=Wish(fallback="usual@1.0.0")) == {"submissions": [], "matrix": "usual@1.0.0"}


def test_every_submission_that_json_cannot_hold_is_named_before_anything_is_sent() -> None:
    """With what else was found unreadable."""
    unreadable = Unreadable(None, [Fault("/ref", "not-a-table", "cut off")])

    with pytest.raises(morile.BadSubmission) as refused:
        sent(THREAT, {"ref": object()}, unreadable)

    assert [(fault.pointer, fault.code) for fault in refused.value.faults] == [
        ("/submissions/1", "wrong-type"),
        ("/submissions/2/ref", "not-a-table"),
    ]
