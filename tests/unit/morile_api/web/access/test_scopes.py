"""A scope widens what a token covers: to the forces of a unit, or to everybody."""

from datetime import date

import pytest

from morile_api.language.claims import EVERYBODY, FORCES
from morile_api.language.reach import Reach
from morile_api.language.vocabulary import ORGANISATIONS, as_vocabulary
from morile_api.web.access.scopes import Territories, territories_of
from tests.builders import shipped_catalogue

TODAY = date(2026, 11, 23)
LATE, EARLY = date(2030, 1, 1), date(2000, 1, 1)

SHIPPED = territories_of(shipped_catalogue().vocabularies[ORGANISATIONS])
SOUTH_EAST = {"E23000029", "E23000030", "E23000031", "E23000033"}
"""HMICFRS, regional report on the South East, 30 August 2024: four forces."""


def a_term(key: str, kind: str) -> dict[str, object]:
    return {"key": key, "title": key, "means": "Made up.", "source": "us", "kind": kind}


def made_up() -> Territories:
    """Force A is in unit ONE until the end of 2019 and in TWO from then on; B stays in ONE."""
    rows: list[dict[str, object]] = [
        {"member": "A", "of": "ONE", "until": date(2019, 12, 31)},
        {"member": "A", "of": "TWO", "since": date(2020, 1, 1)},
        {"member": "B", "of": "ONE"},
    ]
    kinds = {"A": "territorial-force", "B": "territorial-force", "ONE": "rocu", "TWO": "rocu"}
    tables: dict[str, object] = {
        "vocabulary": "organisations",
        "version": "1.0.0",
        "title": "Made up",
        "about": "Made up.",
        "sources": [{"key": "us", "title": "Us", "where": "here"}],
        "terms": [a_term(key, kind) for key, kind in {**kinds, "N": "national-agency"}.items()],
        "memberships": [{**row, "source": "us", "as_of": date(2021, 6, 1)} for row in rows],
    }
    return territories_of(as_vocabulary(tables, "made up"))


def reach(territories: Territories, *organisations: str, scope: str = "") -> Reach:
    found = territories.reach(organisations, scope, TODAY)
    assert found is not None
    return found


def covered(found: Reach, day: date | None, territories: Territories = SHIPPED) -> set[str]:
    return {each for each in territories.everybody if found.covers(each, day)}


@pytest.mark.parametrize("organisation", ["E23000029", "SEROCU", "NCA", "HMRC"])
def test_without_a_scope_a_token_covers_its_own_organisation(organisation: str) -> None:
    for day in (None, EARLY, LATE):
        assert covered(reach(SHIPPED, organisation), day) == {organisation}


def test_a_unit_may_speak_for_its_forces() -> None:
    found = reach(SHIPPED, "SEROCU", scope=f"openid {FORCES}")

    assert covered(found, None) == {"SEROCU", *SOUTH_EAST}
    assert found.always == {"SEROCU", *SOUTH_EAST}


def test_london_has_two_forces_and_the_transport_police() -> None:
    assert covered(reach(SHIPPED, "LONDON", scope=FORCES), TODAY) == {
        "LONDON",
        "E23000001",
        "E23000034",
        "BTP",
    }


def test_a_national_agency_may_speak_for_all() -> None:
    assert covered(reach(SHIPPED, "NCA", scope=EVERYBODY), None) == SHIPPED.everybody


@pytest.mark.parametrize(
    ("organisation", "scope"),
    [
        ("E23000029", EVERYBODY),
        ("SEROCU", EVERYBODY),
        ("HMRC", EVERYBODY),
        ("E23000029", FORCES),
        ("NCA", FORCES),
        ("SEROCU", "morile:force"),
        ("SEROCU", "morile:forces2"),
        ("SEROCU", "MORILE:FORCES"),
        ("NCA", "morile:all,x"),
    ],
)
def test_a_scope_gives_no_more_than_the_organisation_can_have(
    organisation: str, scope: str
) -> None:
    """An issuer that grants the wrong one opens nothing with it."""
    assert covered(reach(SHIPPED, organisation, scope=scope), None) == {organisation}


def test_several_organisations_share_a_token() -> None:
    """Forces that run one system together."""
    found = reach(SHIPPED, "E23000026", "E23000023", scope=FORCES)

    assert covered(found, None) == {"E23000026", "E23000023"}


def test_a_token_for_nobody_we_know_covers_nothing() -> None:
    assert SHIPPED.reach(["ATLANTIS"], "", TODAY) is None
    assert SHIPPED.reach(["NCA", "ATLANTIS"], EVERYBODY, TODAY) is None


@pytest.mark.parametrize(
    ("unit", "day", "forces"),
    [
        ("ONE", date(2019, 12, 31), {"A", "B"}),
        ("ONE", date(2020, 1, 1), {"B"}),
        ("ONE", None, {"B"}),
        ("TWO", date(2019, 12, 31), set()),
        ("TWO", date(2020, 1, 1), {"A"}),
        ("TWO", None, {"A"}),
    ],
)
def test_membership_is_that_of_the_date(unit: str, day: date | None, forces: set[str]) -> None:
    """A unit may send what a force knew while it belonged to it; without a date today counts."""
    territories = made_up()

    assert covered(reach(territories, unit, scope=FORCES), day, territories) == {unit, *forces}


def test_what_counts_as_today_decides_for_what_has_no_date() -> None:
    territories = made_up()
    before = territories.reach(["ONE"], FORCES, date(2019, 6, 1))

    assert before is not None
    assert covered(before, None, territories) == {"ONE", "A", "B"}
    assert before.always == {"ONE", "B"}
