"""Members of submissions in columns: which rows are at fault, and why."""

from collections.abc import Sequence
from datetime import date

import numpy as np
import pytest

from morile_api.engine.columns.level_column import LevelColumn, level_column
from morile_api.language.reach import REMEDY, Reach
from morile_api.tables.rows_at_fault import Wrong, answers_in, note_foreign, note_members
from tests.builders import CANARY, a_desk, a_matrix

DESK = a_desk(highest="OFFICIAL")


def told(**columns: Sequence[str | None]) -> list[str | None]:
    rows = len(next(iter(columns.values())))
    wrong = Wrong(rows)
    coded = {name: level_column(each) for name, each in columns.items()}
    note_members(wrong, DESK.reader, "example@1.0.0", coded)
    lines = wrong.beside([None] * rows)
    assert wrong.rows.tolist() == [line is not None for line in lines]
    assert CANARY not in str(lines)
    return lines


def test_sound_members_have_no_faults() -> None:
    assert told(
        ref=["A", "B"],
        organisation=["E23000029"] * 2,
        threat_type=["county-lines"] * 2,
        information_date=["2026-09-30", None],
        marking=[None, "OFFICIAL"],
    ) == [None, None]


def test_a_required_member_must_be_said_and_others_need_not() -> None:
    assert told(ref=["A", None], assessor=[None, None]) == [None, "ref: nothing is said"]


@pytest.mark.parametrize(
    ("name", "word", "says"),
    [
        ("ref", f"{CANARY}\n", "one line"),
        ("ref", CANARY * 20, "at most 200"),
        ("organisation", CANARY, "not a choice"),
        ("threat_type", CANARY, "not a choice"),
        ("information_date", CANARY, "date"),
        ("information_date", "+12026-09-30", "date"),
        ("marking", "OFFICIAL-SENSITIVE", "above what is accepted here"),
    ],
)
def test_a_wrong_member_is_told_with_what_would_be_right(name: str, word: str, says: str) -> None:
    [line] = told(**{name: [word]})

    assert line is not None
    assert line.startswith(f"{name}: ")
    assert says in line


def test_rows_that_a_caller_may_not_speak_for_are_told() -> None:
    """Kent for ever, Essex until July; what is no organisation has a fault of its own."""
    reach = Reach(frozenset({"KENT"}), (date(2026, 7, 1),), (frozenset({"ESSEX"}), frozenset()), 1)
    columns = {
        "organisation": ["KENT", "ESSEX", "ESSEX", "ESSEX", "SURREY", None],
        "information_date": ["2026-08-01", "2026-06-30", "2026-07-01", None, "2026-06-30", None],
    }
    wrong = Wrong(6)

    coded = {name: level_column(each) for name, each in columns.items()}
    note_foreign(wrong, reach, coded)

    assert wrong.rows.tolist() == [False, False, True, True, True, False]
    assert wrong.beside([None] * 6)[2] == f"organisation: {REMEDY}"


def test_without_dates_the_membership_of_now_decides() -> None:
    reach = Reach(frozenset(), (date(2026, 7, 1),), (frozenset({"ESSEX"}), frozenset({"KENT"})), 1)
    wrong = Wrong(2)

    note_foreign(wrong, reach, {"organisation": level_column(["ESSEX", "KENT"])})

    assert wrong.rows.tolist() == [True, False]


def test_faults_of_members_stand_before_those_known_already() -> None:
    wrong = Wrong(2)
    wrong.add("ref", np.array([0, -1]), [["is odd"], ["nothing is said"]])
    wrong.add("marking", np.array([0, 0]), [["is too high", "and more"], []])

    assert wrong.beside(["volume: none", None]) == [
        "ref: is odd\nmarking: is too high\nmarking: and more\nvolume: none",
        "ref: nothing is said\nmarking: is too high\nmarking: and more",
    ]
    assert wrong.of["ref"].tolist() == [True, True]


def test_vectors_become_columns_of_answers() -> None:
    wrong = Wrong(4)
    right = "example@1.0.0/CO:severe/PH:none|moderate~low"
    column = LevelColumn(np.array([0, 1, -1, 0]), (right, f"example@1.0.0/{CANARY}"))

    answers = answers_in(wrong, a_matrix(), column)

    said = [[each.words[code] for code in each.codes.tolist()] for each in answers]
    assert [said[0][0], said[1][0]] == ["none|moderate~low", "severe"]
    assert [said[0][3], said[1][3]] == ["none|moderate~low", "severe"]
    assert wrong.rows.tolist() == [False, True, True, False]
    first, second, third, _ = wrong.beside([None] * 4)
    assert first is None
    assert second is not None
    assert second.count("\n") == 2
    assert CANARY not in second
    assert third == "vector: nothing is said"
