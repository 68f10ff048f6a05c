"""What is asked for beside the score."""

from datetime import date

import msgspec
import pytest

from morile_api.language.faults import Code
from morile_api.language.matrix import Matrix
from tests.builders import a_desk, a_matrix, a_request, a_threat, codes, only_refused

DATED = {"information_date": "2026-01-01"}


def dated_matrix() -> Matrix:
    """Its assessments stay fresh for thirty days."""
    return msgspec.structs.replace(a_matrix(), fresh_days=30)


@pytest.mark.parametrize(
    ("as_of", "days", "stale"),
    [("2026-01-01", 0, False), ("2026-01-31", 30, False), ("2026-02-01", 31, True)],
)
def test_information_is_stale_the_day_after_it_stops_being_fresh(
    as_of: str, days: int, stale: bool
) -> None:
    """January has 31 days, so the 31st is thirty days after the first."""
    request = a_request(a_threat(more=DATED), as_of=as_of)
    [result] = a_desk(dated_matrix()).results(request)
    assert result["age"] == {"days": days, "fresh_days": 30, "stale": stale}


def test_information_dated_after_the_day_asked_about_is_refused() -> None:
    """One of the two dates is wrong, and guessing which would hide it."""
    request = a_request(a_threat(more=DATED), as_of="2025-12-31")
    [result] = a_desk(dated_matrix()).results(request)
    assert codes(only_refused(result)) == [("/submissions/0/information_date", Code.FUTURE_DATE)]


def test_without_a_date_or_a_rule_nothing_is_said_of_age() -> None:
    """No clock is read, so there is nothing to say."""
    undated = a_desk(dated_matrix()).results(a_request(as_of=str(date(2026, 1, 1))))
    unruled = a_desk(a_matrix()).results(a_request(a_threat(more=DATED), as_of="2026-01-02"))
    assert "age" not in undated[0]
    assert "age" not in unruled[0]


def test_nothing_is_added_that_was_not_asked_for() -> None:
    """The plain answer stays small, and its bytes stay the same."""
    [plain] = a_desk().results(a_request())
    assert not {"sentence", "distribution", "open_questions", "flips", "age"} & set(plain)


def test_flips_are_counted_as_whole_numbers_however_they_are_spelt() -> None:
    """A data frame turns 2 into 2.0 as soon as a column has a gap."""
    desk = a_desk()
    assert desk.bytes_of(a_request(flips=2)) == desk.bytes_of(a_request(flips=2.0))
