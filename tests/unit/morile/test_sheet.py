"""The sheet: results as CSV that a spreadsheet opens without taking text for formulas."""

import csv
from collections.abc import Iterable
from datetime import date

import pytest

from morile import Assessed, Fault, MatrixMark, NodeScore, Range
from morile._sheet import sheet
from morile._sources import Lines
from morile_api.language.assessment import refusal
from tests.tables import lines_of

MARK = MatrixMark("thematic", "1.0.0", "illustrative", "sha256:9")
NODES = ("harm", "capacity")
LINE = b'{"organisation": "NCA", "threat_type": "fraud"}\n'


def a_source() -> Lines:
    lines = lines_of(LINE * 3)
    list(lines.submissions())
    return lines


def a_result(ref: str = "A-1") -> Assessed:
    return Assessed(
        index=0,
        ref=ref,
        score=4.5,
        band="high",
        range=Range(("low", "high"), 6, 3),
        nodes={"harm": NodeScore("low", 2), "capacity": NodeScore(None, None)},
        gaps=("volume", "trend"),
        vector="thematic@1.0.0/PH:none",
        digest="sha256:1",
        confidence={"harm": "low", "likelihood": "high"},
        marking="OFFICIAL",
        information_date=date(2026, 9, 30),
    )


def read(lines: Iterable[str]) -> list[dict[str, str]]:
    return list(csv.DictReader(lines))


def test_a_result_is_a_row_with_everything_needed_to_trace_it() -> None:
    [row] = read(sheet(MARK, NODES, [a_result()], a_source()))

    assert row == {
        "ref": "A-1",
        "organisation": "NCA",
        "threat_type": "fraud",
        "status": "assessed",
        "score": "4.5",
        "band": "high",
        "lowest": "3",
        "highest": "6",
        "bands": "low|high",
        "harm_score": "2",
        "harm_band": "low",
        "capacity_score": "",
        "capacity_band": "",
        "gaps": "volume|trend",
        "confidence": "harm:low|likelihood:high",
        "information_date": "2026-09-30",
        "marking": "OFFICIAL",
        "vector": "thematic@1.0.0/PH:none",
        "digest": "sha256:1",
        "faults": "",
        "matrix": "thematic@1.0.0",
        "matrix_status": "illustrative",
        "matrix_digest": "sha256:9",
        "row": "1",
    }


def test_a_refused_submission_keeps_its_row_with_the_reasons() -> None:
    faults = [Fault("/submissions/1/ref", "too-long", "too long"), Fault("", "x", "else")]

    [_, row] = read(sheet(MARK, NODES, [a_result(), refusal(1, "A-2", faults)], a_source()))

    assert (row["ref"], row["status"], row["score"], row["row"]) == ("A-2", "refused", "", "2")
    assert row["faults"] == "line 2, /ref: too long\nline 2: else"
    assert row["matrix"] == "thematic@1.0.0"
    assert None not in row


def test_refusals_alone_make_a_sound_table() -> None:
    [row] = read(sheet(MARK, NODES, [refusal(0, None, [])], a_source()))

    assert (row["ref"], row["status"]) == ("", "refused")
    assert None not in row.values()


@pytest.mark.parametrize("ref", ["=1+1", "+1", "-1", "@SUM(A1)", "＝1+1"])
def test_text_that_looks_like_a_formula_is_marked_as_text(ref: str) -> None:
    """A reference is the caller's, and spreadsheets run what begins like this."""
    [row] = read(sheet(MARK, NODES, [a_result(ref)], a_source()))
    assert row["ref"] == f"'{ref}"
