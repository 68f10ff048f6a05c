"""The types of requests for replay."""

from typing import Any

import msgspec
import pytest

from morile_api.language.replay import replay_requests
from morile_api.language.submission import shared_words
from tests.builders import a_matrix, a_threat, as_json, shipped_catalogue
from tests.replays import a_replay, a_version

TYPES = replay_requests(
    [a_matrix(), a_version()], shared_words(shipped_catalogue().vocabularies), limit=2
)


def decoded(request: object) -> Any:
    return msgspec.json.decode(as_json(request), type=TYPES["example@1.0.0"])


def test_submissions_may_be_replayed_with_any_definition_there_is() -> None:
    """Their own included."""
    assert list(TYPES) == ["example@1.0.0", "example@1.1.0"]
    for to in TYPES:
        assert decoded(a_replay(to=to))


@pytest.mark.parametrize(
    "request_",
    [
        a_replay(to="example@3.0.0"),
        a_replay(a_threat(physical_harm="awful")),
        a_replay(a_threat(), a_threat(), a_threat()),
        a_replay() | {"submissions": []},
        a_replay(crosswalk=[{"from": "nothing", "to": "physical_harm"}]),
        a_replay(crosswalk=[{"from": "physical_harm"}]),
        a_replay(crosswalk=[{"from": "physical_harm", "to": "x", "levels": [{"from": "none"}]}]),
    ],
)
def test_what_does_not_fit_is_refused(request_: object) -> None:
    """Definitions, levels and criteria that are not there, and too many submissions or none."""
    with pytest.raises(msgspec.ValidationError):
        decoded(request_)


def test_a_level_may_become_one_several_or_unknown() -> None:
    """As an answer may be."""
    levels = [{"from": "none", "to": to} for to in ("none", ["none", "moderate"], "unknown")]

    assert decoded(
        a_replay(crosswalk=[{"from": "physical_harm", "to": "physical_harm", "levels": levels}])
    )
