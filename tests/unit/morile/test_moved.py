"""The command `morile sensitivity`, from a file to its report, in this process."""

import json
from argparse import Namespace
from functools import cache
from pathlib import Path
from typing import Any

import pytest

import morile
from morile._exits import Misused
from morile._moved import report, sensitivity
from morile_api.language.sensitivity import (
    FigureEffect,
    Reversal,
    SensitivityAnswer,
    ThreatStability,
)

GRID = "priority-grid-4x4@1.0.0"
HEADER = "ref,organisation,threat_type,impact,likelihood"
TABLE = f"{HEADER}\nT1,NCA,fraud,4,1\nT2,NCA,fraud,3,2\n"
MARK = morile.MatrixMark("example", "1.0.0", "draft", "sha256:0")

Capture = pytest.CaptureFixture[bytes]


@cache
def offline() -> morile.Offline:
    return morile.Offline()


def run(folder: Path, content: str, name: str = "threats.csv", **asked: Any) -> int:
    """The exit code, for a file of this content; what is shown goes to standard output."""
    (folder / name).write_text(content, "utf-8")
    unsaid = dict.fromkeys(("holds", "matrix", "vary", "by", "trials", "seed"))
    options = {"json": True, **unsaid, **asked}
    return sensitivity(Namespace(file=str(folder / name), **options), offline())


def an_answer(**changes: Any) -> SensitivityAnswer:
    """Of two threats, by default of a matrix with bands in which nothing moves."""
    threats = (
        ThreatStability(0, "low one", 3, "low", {"low": 1}, 2, 2),
        ThreatStability(1, "gap", None, None, {}, None, None),
        ThreatStability(2, "top", 9, "very_high", {"high": 0.25, "very_high": 0.75}, 1, 1),
    )
    return SensitivityAnswer(
        **{
            "matrix": MARK,
            "engine_version": "1",
            "by": 0.1,
            "trials": 8,
            "seed": 3,
            "bands_kept": 0.875,
            "order_kept": 0.75,
            "threats": threats,
            "reversals": (),
            "figures": (),
            **changes,
        }
    )


def test_a_table_is_tried_with_the_matrix_that_its_columns_tell(
    tmp_path: Path, capsysbinary: Capture
) -> None:
    """4 is 4 x 1, and 6 is 3 x 2; at worst 2.7 x 1.8 = 4.86 against 4.4 x 1.1 = 4.84."""
    assert run(tmp_path, TABLE) == 0

    answer = json.loads(capsysbinary.readouterr().out)
    assert answer["matrix"]["id"] == "priority-grid-4x4"
    assert (answer["by"], answer["trials"], answer["seed"]) == (0.1, 200, 0)
    assert [(each["score"], each["worst_rank"]) for each in answer["threats"]] == [(4, 2), (6, 1)]


def test_what_the_command_line_says_goes_before_what_a_request_says(
    tmp_path: Path, capsysbinary: Capture
) -> None:
    threat = {"ref": "a", "organisation": "NCA", "threat_type": "fraud"}
    levels = {"levels": {"impact": "1", "likelihood": "1"}}
    request = {"matrix": GRID, "trials": 3, "seed": 5, "submissions": [{**threat, **levels}]}

    assert run(tmp_path, json.dumps(request), "request.json", seed=6) == 0

    answer = json.loads(capsysbinary.readouterr().out)
    assert (answer["trials"], answer["seed"]) == (3, 6)


def test_a_file_at_fault_is_refused_whole_with_row_and_column(
    tmp_path: Path, capsysbinary: Capture
) -> None:
    assert run(tmp_path, f"{TABLE}T3,NCA,fraud,9,2\n") == 1

    said = capsysbinary.readouterr()
    assert said.out == b""
    assert b"threats.csv: row 4, column impact: " in said.err
    assert b"[no-such-level]" in said.err


def test_a_request_at_fault_is_told_by_pointer(tmp_path: Path) -> None:
    with pytest.raises(morile.BadSubmission) as refused:
        run(tmp_path, json.dumps({"matrix": GRID, "submissions": [{}], "by": 2}), "request.json")

    assert "/by" in {fault.pointer for fault in refused.value.faults}


def test_the_report_ranks_and_says_what_else_a_band_could_be() -> None:
    lines = report(an_answer()).splitlines()

    assert lines[0] == "3 threats, example@1.0.0: figures moved by up to 10 %, 8 times (seed 3)"
    assert [line.split()[0] for line in lines[3:6]] == ["top", "low", "gap"]
    assert lines[3].split() == ["top", "9", "very", "high", "75", "%", "high", "25", "%", "1", "1"]
    assert lines[5].split() == ["gap", "-", "-", "-", "-", "-"]
    assert "87.5 % of all bands in all trials stayed as they are." in lines
    assert "No neighbours of the ranking changed places." in lines
    assert "No figure changes a band when it moves alone." in lines
    assert lines[-1] == "The figures of example@1.0.0 are a draft: not for decisions."


def test_the_report_lists_reversals_and_figures_and_says_how_many_more() -> None:
    figures = tuple(FigureEffect(f"weights of n: {at}", 0.1, 2, ("top",)) for at in range(12))

    said = report(an_answer(reversals=(Reversal("top", "low one", 0.125),), figures=figures))

    rows = [line.split() for line in said.splitlines()]
    assert ["top", "low", "one", "12.5", "%"] in rows
    assert ["weights", "of", "n:", "9", "+10", "%", "2"] in rows
    assert "weight of 10 in n" not in said
    assert "and 2 more: --json has all" in said


def test_without_bands_nothing_is_said_of_them() -> None:
    threats = (ThreatStability(0, "a", 3, None, {}, 1, 1),)

    assert "stayed" not in report(an_answer(bands_kept=None, threats=threats))


def test_bounds_of_their_own_are_given_by_key(tmp_path: Path, capsysbinary: Capture) -> None:
    """The grid multiplies impact and likelihood; only the points of one scale move."""
    assert run(tmp_path, TABLE, by=["0", "four_steps=0.2"]) == 0

    figures = json.loads(capsysbinary.readouterr().out)["figures"]
    assert all(each["figure"].startswith("step of four_steps") for each in figures)


@pytest.mark.parametrize("word", ["far", "impact=far"])
def test_a_share_that_is_no_number_is_a_wrong_use(tmp_path: Path, word: str) -> None:
    with pytest.raises(Misused, match="--by"):
        run(tmp_path, TABLE, by=[word])


def test_how_much_of_the_order_is_kept_is_said_in_one_line() -> None:
    assert "75 % of all neighbours in the ranking, in all trials, kept their order." in report(
        an_answer()
    )
