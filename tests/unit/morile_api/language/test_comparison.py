"""What a request for agreement may hold."""

from typing import Any

import msgspec
import pytest

from morile_api.language.comparison import DRAWS, agreement_requests
from morile_api.language.submission import shared_words
from tests.builders import a_matrix, a_request, as_json, shipped_catalogue
from tests.panels import THREE_THREATS, a_said


def requests(**more: Any) -> dict[str, type[msgspec.Struct]]:
    words = shared_words(shipped_catalogue().vocabularies)
    return agreement_requests([a_matrix(), a_matrix(name="other")], words, **more)


def decoded(request: object) -> Any:
    return msgspec.json.decode(as_json(request), type=requests()["example@1.0.0"])


def test_there_is_a_type_for_every_matrix_named_by_its_id() -> None:
    """The contract knows which levels each matrix has."""
    types = requests()

    assert list(types) == ["example@1.0.0", "other@1.0.0"]
    assert [each.__struct_config__.tag for each in types.values()] == list(types)
    assert types["example@1.0.0"].__name__ == "Example_1_0_0_AgreementRequest"


def test_what_is_left_out_has_its_stated_value() -> None:
    """Assessors, a thousand draws, seed 1, no reference, no period."""
    request = decoded(a_request(*THREE_THREATS))

    assert (request.compare, request.draws, request.seed) == ("assessors", DRAWS, 1)
    assert (request.submissions[0].reference, request.submissions[0].period) == (False, None)


def test_a_criterion_may_be_missing_and_the_assessor_may_not() -> None:
    """Alpha can do without an answer, and not without knowing whose it is."""
    said = a_said("T1", "A", "PHn")
    assert decoded(a_request(said)).submissions[0].levels.community_harm is None

    del said["assessor"]
    with pytest.raises(msgspec.ValidationError):
        decoded(a_request(said))


@pytest.mark.parametrize(
    "period", ["2026", "2026-01", "2026-12", "2026-Q1", "2026-Q4", "2026-H1", "2026-H2"]
)
def test_a_period_is_a_year_or_a_part_of_one(period: str) -> None:
    """Written so that later sorts after earlier."""
    said = a_said("T1", "A", "PHn", period=period)

    assert decoded(a_request(said)).submissions[0].period == period


@pytest.mark.parametrize(
    "period", ["", "26", "2026-00", "2026-13", "2026-Q5", "2026-H3", "2026-1", "2026Q1", "2026\n"]
)
def test_anything_else_is_no_period(period: str) -> None:
    """A trailing newline neither."""
    with pytest.raises(msgspec.ValidationError):
        decoded(a_request(a_said("T1", "A", "PHn", period=period)))


@pytest.mark.parametrize(
    "more", [{"draws": 99}, {"draws": 2001}, {"draws": 100.5}, {"seed": -1}, {"seed": 2**53}]
)
def test_draws_and_seed_have_their_bounds(more: dict[str, Any]) -> None:
    """100 to 2,000 draws bound the work; a seed is a number that every reader keeps whole."""
    with pytest.raises(msgspec.ValidationError):
        decoded(a_request(*THREE_THREATS, **more))


def test_the_most_submissions_can_be_set() -> None:
    """By whoever runs the service."""
    with pytest.raises(msgspec.ValidationError):
        msgspec.json.decode(
            as_json(a_request(*THREE_THREATS)), type=requests(limit=5)["example@1.0.0"]
        )
