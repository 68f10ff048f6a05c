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


def test_without_a_rule_nothing_is_said_of_age() -> None:
    """The matrix does not say what is fresh."""
    unruled = a_desk(a_matrix()).results(a_request(a_threat(more=DATED), as_of="2026-01-02"))
    assert "age" not in unruled[0]


def test_without_a_date_the_age_is_said_to_be_unknown() -> None:
    """Silence would pass for freshness."""
    [undated] = a_desk(dated_matrix()).results(a_request(as_of=str(date(2026, 1, 1))))
    reason = "the submission has no information_date"
    assert undated["age"] == {"days": None, "fresh_days": 30, "stale": None, "reason": reason}


def test_without_a_day_asked_about_nothing_is_said_of_age() -> None:
    """No clock is read, so there is nothing to say."""
    [result] = a_desk(dated_matrix()).results(a_request(a_threat(more=DATED), sentence=True))
    assert "age" not in result
    assert "old" not in result["sentence"]


def test_what_is_too_much_to_work_out_is_left_out_with_the_reason(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    """Two unknown answers of three levels take nine steps."""
    monkeypatch.setattr("morile_api.engine.spreads.MOST_STEPS", 8)
    monkeypatch.setattr("morile_api.engine.likely_band.MOST_STEPS", 8)
    unknown = a_threat(physical_harm="unknown", community_harm="unknown")
    known = a_threat(more={"ref": "T-2"})
    [open_one, known_one] = a_desk().results(a_request(unknown, known, distribution=True))
    assert "distribution" not in open_one
    assert [each["what"] for each in open_one["not_given"]] == [
        "distribution",
        "likely-band-changes",
    ]
    assert "too long" in open_one["not_given"][0]["why"]
    # What is known has a distribution whatever the matrix is.
    assert known_one["distribution"]["band_probabilities"] == {"low": 1}
    assert "not_given" not in known_one


def test_nothing_is_added_that_was_not_asked_for() -> None:
    """The plain answer stays small, and its bytes stay the same."""
    [plain] = a_desk().results(a_request())
    assert not {"sentence", "distribution", "open_questions", "flips", "age", "not_given"} & set(
        plain
    )


def test_flips_are_counted_as_whole_numbers_however_they_are_spelt() -> None:
    """A data frame turns 2 into 2.0 as soon as a column has a gap."""
    desk = a_desk()
    assert desk.bytes_of(a_request(flips=2)) == desk.bytes_of(a_request(flips=2.0))
