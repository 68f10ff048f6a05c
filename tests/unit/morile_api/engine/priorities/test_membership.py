"""Dated membership of regional units."""

from datetime import date
from typing import Any

from msgspec.structs import replace

from morile_api.engine.priorities.membership import Region, regions
from morile_api.language.vocabulary import ORGANISATIONS, Membership
from tests.builders import shipped_catalogue
from tests.priorities import CUMBRIA


def found(day: date, *rows: Membership) -> Region | None:
    organisations = shipped_catalogue().vocabularies[ORGANISATIONS]
    return regions(replace(organisations, memberships=list(rows)), day).get(CUMBRIA)


def a_row(of: str, as_of: date, **more: Any) -> Membership:
    return Membership(CUMBRIA, of, "unit-pages", as_of, **more)


OLD, NEW = a_row("NWROCU", date(2015, 11, 1)), a_row("NEROCU", date(2024, 1, 1))


def test_the_latest_source_that_speaks_of_the_date_counts() -> None:
    assert found(date(2020, 1, 1), OLD, NEW) == Region(OLD, later=False)
    assert found(date(2026, 1, 1), OLD, NEW) == Region(NEW, later=False)
    assert found(date(2024, 1, 1), NEW, OLD) == Region(NEW, later=False)


def test_before_any_source_the_earliest_counts_and_is_marked() -> None:
    """Nobody says that it was so then; the answer says that nobody does."""
    assert found(date(2010, 1, 1), NEW, OLD) == Region(OLD, later=True)
    assert found(date(2010, 1, 1), OLD, NEW) == Region(OLD, later=True)


def test_rows_that_had_ended_or_had_not_begun_do_not_count() -> None:
    ended = replace(OLD, until=date(2019, 12, 31))
    begun = replace(NEW, since=date(2020, 1, 1))

    assert found(date(2019, 12, 31), ended, begun) == Region(ended, later=False)
    assert found(date(2020, 1, 1), ended, begun) == Region(begun, later=True)
    assert found(date(2020, 1, 1), ended) is None
