"""What the command shows of priorities."""

from functools import cache
from typing import Any

import morile
from morile._priorities_text import report

CUMBRIA, MERSEYSIDE, MANCHESTER = "E23000002", "E23000004", "E23000005"
GRID = "priority-grid-4x4@1.0.0"


@cache
def offline() -> morile.Offline:
    return morile.Offline()


def a_threat(ref: str, impact: object, organisation: str = MERSEYSIDE, **more: Any) -> Any:
    levels = {"impact": impact, "likelihood": "2"}
    given = {"ref": ref, "organisation": organisation, "threat_type": "fraud", "levels": levels}
    return {**given, **more}


def shown(*threats: Any, **rules: Any) -> str:
    return report(offline().priorities(threats, GRID, rules))


THREATS = (
    a_threat("M1", "4"),
    a_threat("M2", "3"),
    a_threat("G1", "3", MANCHESTER),
    a_threat("C1", "1", CUMBRIA),
)


def test_who_is_chosen_and_why_comes_first() -> None:
    """And the figures are never shown without where they come from."""
    reserve = {"by": "equal", "amount": 1, "among": [{"organisation": CUMBRIA}]}

    lines = shown(*THREATS, slots=3, reserve=reserve, tie_break=["ref"]).splitlines()

    assert lines[0] == f"4 threats, {GRID}: slots 3, reserved 1"
    assert [" ".join(line.split()) for line in lines[5:8]] == [
        "1 M1 Merseyside Police 8 overall",
        "2= G1 Greater Manchester Police 6 overall; tie broken by reference, A to Z",
        "4 C1 Cumbria Constabulary 2 reserved for Cumbria Constabulary",
    ]
    assert any(line.split() == ["Cumbria", "Constabulary", "100", "1", "1", "1"] for line in lines)
    assert lines[-1].startswith(f"The figures of {GRID} are published")
    text = "\n".join(lines)
    assert "lost the tie by reference, A to Z" in text
    assert "add up to 16, those of the plain ranking to 20." in text
    assert "By these scores reserving gave up 4 (20 %)." in text
    assert "Not chosen because of it: M2 (rank 2=).\nChosen instead: C1 (rank 4)." in text


def test_the_rules_in_force_are_printed_though_they_decided_nothing() -> None:
    """Slots for all, and still: what would break ties, how parts are made and how they count."""
    reserve = {
        "by": "contribution",
        "share": 0.5,
        "among": [{"organisation": CUMBRIA, "contribution": 3}],
        "counts": "at-least",
    }

    lines = shown(*THREATS, slots=4, reserve=reserve, tie_break=["latest-information", "ref"])

    assert lines.splitlines()[:3] == [
        f"4 threats, {GRID}: slots 4, reserved 2",
        "Tie-break: latest information, then reference, A to Z.",
        "Reserved by contributions; counts at-least: what an organisation wins overall counts "
        "towards its part.",
    ]


def test_that_there_is_no_tie_break_is_printed_too() -> None:
    lines = shown(*THREATS, slots=4).splitlines()

    assert lines[0] == f"4 threats, {GRID}: slots 4, none reserved"
    assert lines[1] == "Tie-break: none; what threats of equal score tie for stays open."


def test_many_references_are_not_all_named() -> None:
    """Twelve of Merseyside's give way to twelve of Cumbria's; ten are named."""
    strong = [a_threat(f"M{number:02}", "4") for number in range(12)]
    weak = [a_threat(f"C{number:02}", "1", CUMBRIA) for number in range(12)]
    reserve = {"by": "equal", "share": 1, "among": [{"organisation": CUMBRIA}]}

    text = shown(*strong, *weak, slots=12, reserve=reserve)

    assert "M08 (rank 1=), M09 (rank 1=) and 2 more." in text


def test_a_tie_that_is_open_is_said() -> None:
    text = shown(*THREATS, slots=2)

    assert "1 slot left open: 2 threats tie and no tie-break decides" in text
    assert " 2=  M2 " in text
    assert "Equal scores share a rank (=)." in text


def test_a_threat_without_a_single_score_is_listed_apart() -> None:
    text = shown(*THREATS, a_threat("U1", "unknown"), slots=1)

    line = next(line for line in text.splitlines() if line.startswith("U1"))
    assert line.split()[:5] == ["U1", "2", "to", "8", "1"]


def test_only_what_is_certain_is_called_so() -> None:
    """The open threat is 8 with 1/4, and then ties with the first."""
    text = shown(*THREATS, a_threat("U1", "unknown"), slots=1)

    lines = {line.split()[1]: line for line in text.splitlines() if " %" in line}
    assert lines["M1"].endswith("75.0 % to 100 %")
    assert lines["M2"].endswith("0 %")


def test_small_chances_are_not_called_none() -> None:
    """M1 scores 6 and is first only if all eleven score 2 and none 8: 1 in 2,048."""
    open_ones = [a_threat(f"U{number}", ["1", "4"]) for number in range(11)]

    text = shown(a_threat("M1", "3"), *open_ones, top=1)

    assert next(line for line in text.splitlines() if " M1 " in line).endswith("<0.1 %")


def test_without_slots_there_is_a_ranking_only() -> None:
    text = shown(*THREATS)

    assert text.splitlines()[0] == (
        f"4 threats, {GRID}: neither slots nor a capacity, so a ranking only"
    )
    assert "Not given: in-top: the request has neither slots nor top." in text
    assert "why" not in text.splitlines()[2]
    assert "Tie-break" not in text


def test_regions_and_people_are_shown_where_they_are_known() -> None:
    """Merseyside's two for two million people; Cumbria is left out with its reason."""
    populations = [
        {"organisation": MERSEYSIDE, "population": 2_000_000},
        {"organisation": CUMBRIA, "excluded": "an example"},
    ]

    text = shown(*THREATS, as_of="2026-11-22", populations=populations)

    assert "North West Regional Organised Crime Unit" in text
    force = next(line for line in text.splitlines() if line.startswith("Merseyside Police"))
    assert force.split()[-1] == "1"


def test_what_is_reserved_and_not_used_is_said() -> None:
    reserve = {
        "by": "equal",
        "amount": 3,
        "among": [{"organisation": CUMBRIA}, {"organisation": "NCA"}],
        "equal_remainders": "overall",
    }

    text = shown(*THREATS, slots=9, reserve=reserve, tie_break=["ref"])

    assert "To the overall part, because remainders are equal: 1." in text
    assert "Released, because its organisation could not use it: 2." in text
    assert "What it went to is chosen overall." in text
    assert "Unused: 5." in text


def test_a_marking_is_shown_with_the_sheet() -> None:
    marked = a_threat("M3", "2", marking="OFFICIAL-SENSITIVE")

    assert "Highest marking: OFFICIAL-SENSITIVE." in shown(marked)


def test_a_capacity_is_named() -> None:
    text = shown(a_threat("M1", "4", cost=2), capacity=2.5)

    assert text.splitlines()[0] == f"1 threat, {GRID}: capacity 2.5, none reserved"
    assert "Unused: 0.5." in text


def test_percentiles_are_shown_where_they_were_asked_for() -> None:
    """Of four reference scores M1's 8 is above three: 75."""
    text = shown(*THREATS, reference_scores=[1, 2, 7, 9])

    line = next(line for line in text.splitlines() if " M1 " in line)
    assert line.split()[-1] == "75"
    assert "percentile" in text
    assert "percentile" not in shown(*THREATS)
