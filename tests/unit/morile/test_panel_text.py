"""The report of agreement that the command prints."""

from typing import Any

import morile
from morile._panel_text import report

GRID = "priority-grid-4x4@1.0.0"
STEP = "disruption@1.0.0"


def a_said(ref: str, assessor: str, level: str | None, **more: Any) -> dict[str, Any]:
    levels = {} if level is None else {"outcome": level}
    threat = {"ref": ref, "organisation": "NCA", "threat_type": "fraud", "assessor": assessor}
    return {**threat, "levels": levels, **more}


def shown(*submissions: dict[str, Any], **more: Any) -> list[str]:
    return report(morile.Offline().agreement(submissions, STEP, **more)).splitlines()


TWO = [
    a_said("T1", "A", "none"),
    a_said("T1", "B", "minor"),
    a_said("T2", "A", "major"),
    a_said("T2", "B", "major"),
]


def test_it_says_who_was_compared_on_what_and_what_the_figures_are() -> None:
    """The last line stands wherever a score is shown."""
    lines = shown(*TWO, a_said("T3", "A", "none"))

    assert lines[0] == "2 assessors on 2 of 3 threats, disruption@1.0.0"
    assert "illustrative" in lines[-1]


def test_alpha_stands_with_its_reading_and_the_plain_share() -> None:
    """Ranks 1, 3, 6 doubled: 1 - 3 * 4 / (1*4 + 2*25 + 2*9) = 0.8333; one pair of two is equal."""
    lines = shown(*TWO)

    assert lines[3].split() == ["overall", "0.8333", "50", "2", "reliable"]
    assert lines[5].split() == ["outcome", "0.8333", "50", "2", "reliable", "0"]


def test_an_alpha_that_is_not_there_says_why() -> None:
    said = [a_said("T1", who, "none") for who in "AB"]

    assert "none: the answers never vary, so nothing is shown" in "\n".join(shown(*said))


def test_without_two_submissions_of_a_threat_there_is_nothing_to_compare() -> None:
    assert shown(a_said("T1", "A", "none"))[-1].startswith("No threat has two submissions")


def test_what_moves_bands_and_which_threats_are_apart_is_listed() -> None:
    """Both swaps on T1 change the step."""
    lines = [line.split() for line in shown(*TWO)]

    assert ["outcome", "2", "4", "1"] in lines
    assert ["T1", "none", "to", "minor", "0", "to", "1", "outcome"] in lines


def test_organisations_are_listed_where_any_has_several_assessors() -> None:
    """An organisation of one assessor stands where that one does."""
    there = [{**each, "organisation": "BTP"} for each in TWO if each["assessor"] == "B"]
    third = [a_said("T1", "C", "none")]

    single, several = shown(*TWO[::2], *there), shown(*TWO[::2], *there, *third)

    assert [line.split()[:2] for line in _of(single)] == [["NCA", "A"], ["BTP", "B"]]
    assert len(_of(several)) == 5


def _of(lines: list[str]) -> list[str]:
    return [line for line in lines if line.startswith(("BTP", "NCA"))]


def test_whoever_stands_apart_is_said_to() -> None:
    """Seven threats, always one step above."""
    said = [
        a_said(f"T{n}", who, level)
        for n in range(7)
        for who, level in (("A", "minor"), ("B", "none"))
    ]

    lines = shown(*said)

    assert any(line.startswith("NCA A") and "stands apart: higher" in line for line in lines)


def test_the_reference_has_a_table_of_its_own() -> None:
    """A is a step below, B is there."""
    lines = [line.split() for line in shown(*TWO, a_said("T1", "panel", "minor", reference=True))]

    assert ["all", "50", "-0.5", "0.5", "2", "of", "2", "1", "of", "2"] in lines
    assert ["NCA", "A", "0", "-1", "1", "1", "of", "1", "0", "of", "1"] in lines


def test_drift_has_a_line_for_each_step_in_time() -> None:
    said = [
        a_said("T1", "A", level, period=year)
        for year, level in (("2025", "none"), ("2026", "major"))
    ]

    lines = [line.split() for line in shown(*said, compare="periods")]

    assert lines[0][:2] == ["2", "periods"]
    assert ["2025", "to", "2026", "1", "1", "0", "0", "3"] in lines


def test_a_matrix_without_bands_has_no_line_for_them() -> None:
    said = [{**a_said("T1", who, None), "levels": {"impact": "1"}} for who in "AB"]

    text = report(morile.Offline().agreement(said, GRID))

    assert "\nband" not in text
    assert "discuss first" not in text
