"""Headings: columns found by their keys, and what is missing named with what comes nearest."""

from morile_api.sheets.headings import Headings
from tests.builders import a_matrix

KEYS = ["ref", "organisation", "threat_type", "physical_harm", "community_harm"]


def details(*keys: str) -> list[str]:
    found = Headings("Threats", 1, dict(enumerate(keys, start=1)))
    return [fault.detail for fault in found.faults_for(a_matrix())]


def test_columns_in_any_order_with_others_between_them_are_right() -> None:
    assert details("my sum", *reversed(KEYS), "note", "status") == []


def test_a_renamed_column_is_named_with_its_cell() -> None:
    [detail] = details(*KEYS[:3], "fysical_harm", "community_harm")

    assert detail == (
        "Threats, row 1: column physical_harm is missing; is it Threats!D1? "
        "Its second line must say physical_harm"
    )


def test_a_heading_that_lost_its_second_line_is_known_by_its_title() -> None:
    [detail] = details(*KEYS[:3], "Physical harm", "community_harm")

    assert "is it Threats!D1?" in detail


def test_every_missing_column_is_listed() -> None:
    assert details("ref") == [
        "Threats, row 1: column organisation is missing",
        "Threats, row 1: column threat_type is missing",
        "Threats, row 1: column physical_harm is missing",
        "Threats, row 1: column community_harm is missing",
    ]


def test_a_heading_that_stands_twice_is_refused_with_both_places() -> None:
    """Which of two answers counts is not for a program to say. Others may stand twice."""
    [detail] = details(*KEYS, "physical_harm", "mine", "mine")

    assert detail == "Threats!F1: the same heading as Threats!D1; leave one of them out"


def test_a_unit_needs_no_threat_type() -> None:
    found = Headings("Threats", 1, dict(enumerate([k for k in KEYS if k != "threat_type"], 1)))

    assert found.faults_for(a_matrix(applies_to="unit")) == []


def test_columns_of_an_earlier_scoring_are_no_guess_for_a_missing_one() -> None:
    [detail] = details(*KEYS[:4], "morile.community_harm")

    assert detail.endswith("column community_harm is missing")
