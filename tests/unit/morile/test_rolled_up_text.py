"""What the command shows of threats rolled up."""

from functools import cache
from typing import Any

import morile
from morile._rolled_up_text import rolled_up

CUMBRIA, MERSEYSIDE, MANCHESTER, NORTH_WALES = "E23000002", "E23000004", "E23000005", "W15000001"
GRID = "priority-grid-4x4@1.0.0"


@cache
def offline() -> morile.Offline:
    return morile.Offline()


def a_threat(ref: str, impact: str, organisation: str, threat_type: str = "fraud") -> Any:
    levels = {"impact": impact, "likelihood": "2"}
    return {"ref": ref, "organisation": organisation, "threat_type": threat_type, "levels": levels}


THREATS = (
    a_threat("C1", "1", CUMBRIA),
    a_threat("M1", "4", MERSEYSIDE, "county-lines"),
    a_threat("M2", "3", MERSEYSIDE),
    a_threat("G1", "3", MANCHESTER),
    a_threat("W1", "2", NORTH_WALES),
)


def shown(**rules: Any) -> list[str]:
    return rolled_up(offline().priorities(THREATS, GRID, rules).roll_up)


def rows(table: str) -> list[str]:
    return [" ".join(line.split()) for line in table.splitlines()]


def test_every_roll_up_there_is_is_shown_and_its_order_said() -> None:
    """Without a date there are no regional units. Impact times 2 is the score."""
    force, nation, threat_type, notes = shown(slots=1)

    assert rows(force) == [
        "force threats highest chosen",
        "Merseyside Police 2 8 1",
        "Greater Manchester Police 1 6 0",
        "North Wales Police 1 4 0",
        "Cumbria Constabulary 1 2 0",
    ]
    assert rows(nation)[1:] == ["England 4 8 1", "Wales 1 4 0"]
    assert rows(threat_type)[1:] == ["County lines 1 8 1", "Fraud 4 6 0"]
    assert notes == "Each list: highest score first, then A to Z.\n"


def test_with_a_date_regional_units_come_first() -> None:
    assert rows(shown(as_of="2026-11-22")[0])[1].startswith("North West Regional Organised Crime")


def test_of_equal_scores_the_title_decides() -> None:
    threats = [a_threat("M", "2", MERSEYSIDE), a_threat("C", "2", CUMBRIA)]

    force = rolled_up(offline().priorities(threats, GRID).roll_up)[0]

    assert [row.split()[0] for row in rows(force)[1:]] == ["Cumbria", "Merseyside"]


def test_a_threat_without_a_single_score_stands_last() -> None:
    threats = [a_threat("M", "unknown", MERSEYSIDE), a_threat("N", "2", NORTH_WALES)]

    force = rolled_up(offline().priorities(threats, GRID).roll_up)[0]

    assert rows(force)[-1] == "Merseyside Police 1 - 0"


def test_figures_per_million_say_of_whom_and_who_is_left_out_and_why() -> None:
    """Merseyside's two for two million; North Wales is left out; of others nothing is given."""
    populations = [
        {"organisation": MERSEYSIDE, "population": 2_000_000},
        {"organisation": NORTH_WALES, "excluded": "an example."},
    ]

    force, *_, notes = shown(populations=populations)

    assert rows(force)[0].endswith("chosen threats per million residents")
    assert rows(force)[1] == "Merseyside Police 2 8 0 1"
    assert rows(force)[2].endswith(" -")
    said = notes.splitlines()
    assert "Left out of the figures per million residents: North Wales Police: an example." in said
    assert (
        "No figure per million residents: Cumbria Constabulary: no population is given for "
        "Cumbria Constabulary." in said
    )


def test_many_lines_without_a_figure_are_not_all_named() -> None:
    """Cumbria, Greater Manchester, North Wales, both nations and both types have none: seven."""
    populations = [{"organisation": MERSEYSIDE, "population": 2_000_000}]

    assert shown(populations=populations)[-1].endswith(
        "No figure per million residents for 2 more.\n"
    )
