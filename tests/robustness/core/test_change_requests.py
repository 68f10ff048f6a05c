"""What broken or hostile callers send to moderation and replay: every fault named, no crash."""

from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from morile_api.language.faults import Code, UnknownMatrix
from tests.builders import CANARY, a_threat, as_json, codes
from tests.moderations import a_change, a_moderation, a_panel
from tests.replays import a_replay, a_version, an_archive

PANEL = a_panel()
ARCHIVE = an_archive(a_version())
CHANGE = a_change("physical_harm", "none", "severe")
CROSSING = {"from": "physical_harm", "to": "physical_harm"}

ANYTHING = st.recursive(
    st.none() | st.booleans() | st.integers() | st.floats(allow_nan=False) | st.text(max_size=8),
    lambda inner: st.lists(inner, max_size=3) | st.dictionaries(st.text(max_size=8), inner),
    max_leaves=8,
)
"""Any JSON; half of the time a part of a sound request is put in its place."""

PARTS = st.sampled_from(
    ["physical_harm", "none", "unknown", CHANGE, CROSSING, [CHANGE, CHANGE], [CROSSING], a_threat()]
)


@pytest.mark.parametrize(
    ("request_", "pointer", "code"),
    [
        (a_moderation(CHANGE | {"from": CANARY}), "/changes/0/from", Code.NO_SUCH_LEVEL),
        (a_moderation(CHANGE | {"to": [CANARY]}), "/changes/0/to/0", Code.NO_SUCH_LEVEL),
        (a_moderation(CHANGE | {"to": []}), "/changes/0/to", Code.TOO_SHORT),
        (
            a_moderation(CHANGE | {"to": {"level": "severe", "confidence": CANARY}}),
            "/changes/0/to/confidence",
            Code.NOT_A_CHOICE,
        ),
        (a_moderation(CHANGE | {"date": CANARY}), "/changes/0/date", Code.WRONG_FORM),
        (a_moderation(CHANGE | {"role": f"a\n{CANARY}"}), "/changes/0/role", Code.WRONG_FORM),
        (a_moderation(CHANGE | {"reason": "x" * 2001}), "/changes/0/reason", Code.TOO_LONG),
        (a_moderation(CHANGE | {CANARY: 1}), "/changes/0", Code.UNKNOWN_MEMBER),
        (a_moderation(prompt=CANARY), "/prompt", Code.WRONG_TYPE),
        (a_moderation(prompt={}), "/prompt/kind", Code.MISSING_MEMBER),
        (a_moderation() | {"changes": CANARY}, "/changes", Code.WRONG_TYPE),
        (a_moderation() | {"submission": None}, "/submission", Code.WRONG_TYPE),
        ({"matrix": "example@1.0.0"}, "/submission", Code.MISSING_MEMBER),
    ],
)
def test_each_mistake_of_a_moderation_is_named_with_its_place(
    request_: dict[str, Any], pointer: str, code: str
) -> None:
    """And what was written is not repeated."""
    faults = PANEL.faults(request_)

    assert (pointer, code) in codes(faults)
    assert CANARY not in repr(faults)


@pytest.mark.parametrize(
    ("request_", "pointer", "code"),
    [
        (a_replay(crosswalk=CANARY), "/crosswalk", Code.WRONG_TYPE),
        (a_replay(crosswalk=[CANARY]), "/crosswalk/0", Code.WRONG_TYPE),
        (a_replay(crosswalk=[CROSSING | {"to": 3}]), "/crosswalk/0/to", Code.WRONG_TYPE),
        (
            a_replay(crosswalk=[CROSSING | {"to": f"{CANARY} "}]),
            "/crosswalk/0/to",
            Code.WRONG_FORM,
        ),
        (
            a_replay(crosswalk=[CROSSING | {"levels": [{"from": "none", "to": []}]}]),
            "/crosswalk/0/levels/0/to",
            Code.TOO_SHORT,
        ),
        (a_replay(crosswalk=[CROSSING] * 65), "/crosswalk", Code.TOO_LONG),
        (a_replay() | {"to": 3}, "/to", Code.WRONG_TYPE),
        (a_replay(a_threat({CANARY: "none"})), "/submissions/0/levels", Code.NO_SUCH_CRITERION),
        ({"matrix": "example@1.0.0", "to": "example@1.1.0"}, "/submissions", Code.MISSING_MEMBER),
    ],
)
def test_each_mistake_of_a_replay_is_named_with_its_place(
    request_: dict[str, Any], pointer: str, code: str
) -> None:
    """And what was written is not repeated."""
    faults = ARCHIVE.faults(request_)

    assert (pointer, code) in codes(faults)
    assert CANARY not in repr(faults)


@settings(max_examples=300, deadline=None)
@given(st.dictionaries(st.sampled_from(["submission", "changes", "prompt"]), ANYTHING | PARTS))
def test_whatever_is_sent_to_moderation_is_answered_or_refused(members: dict[str, Any]) -> None:
    """Never anything else."""
    request = a_moderation(CHANGE) | members

    if not PANEL.faults(request):
        assert PANEL.answer(request)["after"]["status"] == "assessed"


@settings(max_examples=300, deadline=None)
@given(st.dictionaries(st.sampled_from(["to", "submissions", "crosswalk"]), ANYTHING | PARTS))
def test_whatever_is_sent_to_replay_is_answered_or_refused(members: dict[str, Any]) -> None:
    """Never anything else."""
    request = a_replay() | members
    try:
        faults = ARCHIVE.faults(request)
    except UnknownMatrix as error:
        faults = error.faults

    if not faults:
        answer = ARCHIVE.answer(request)
        assert answer["summary"]["total"] == len(answer["results"])


@pytest.mark.parametrize("body", [b"", b"[]", b"\xff", b"[" * 100_000, b'{"matrix": 3}', b"{}"])
def test_bodies_that_are_no_request_are_refused_by_both(body: bytes) -> None:
    """With the codes that assessments have for them."""
    found = PANEL.faults(body)

    assert found
    assert codes(found) == codes(ARCHIVE.faults(body))


def test_a_moderation_may_not_hide_a_member_behind_another() -> None:
    """Written with an escape it would be one twice all the same."""
    body = as_json(a_moderation(CHANGE)).replace(b'"role"', b'"rol\\u0065": "x", "role"')

    assert codes(PANEL.faults(body)) == [("", Code.DUPLICATE_MEMBER)]
