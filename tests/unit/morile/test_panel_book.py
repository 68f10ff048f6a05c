"""A workbook of agreement: every part of the report, as a sheet that can be sorted."""

import csv
from functools import cache
from typing import Any

import morile
from morile._panel_book import panel_book
from morile._panel_text import sections
from morile_api.sheets.rows import answer_in
from tests.house.sources import ROOT
from tests.workbooks import GRID, opened, printed, texts

PANEL = ROOT / "docs" / "examples" / "panel.csv"


@cache
def offline() -> morile.Offline:
    return morile.Offline()


def the_panel() -> Any:
    """The exercise: three analysts on twelve threats, whose references here look like formulas."""
    with PANEL.open(encoding="utf-8", newline="") as file:
        table = list(csv.DictReader(file))
    members = ("organisation", "threat_type", "assessor")
    criteria = [each.key for each in offline().matrix("thematic@1.0.0").definition.criteria]
    rows = [
        {
            "ref": f"={row['ref']}",
            **{name: row[name] for name in members},
            "levels": {key: answer_in(row[key]) for key in criteria if row.get(key)},
        }
        for row in table
        if row.get("reference") not in ("true", "yes")
    ]
    return offline().agreement(rows, "thematic@1.0.0", draws=100)


def test_every_part_of_the_report_is_a_sheet_with_all_of_its_rows() -> None:
    """A text lists the first ten of the threats furthest apart; here they all are."""
    answer = the_panel()
    apart = [each for each in answer.threats if each.band.steps]

    book = opened(panel_book(answer, "OFFICIAL"))

    assert book.sheetnames == ["About", *(each.header[0].capitalize() for each in sections(answer))]
    assert len(texts(book["Threats apart"])) == 1 + len(apart)
    assert texts(book["About"])[0] == ["3 assessors on 12 of 12 threats, thematic@1.0.0"]
    assert printed(book["Agreement"])[0] == "OFFICIAL"


def test_figures_are_figures_and_a_reference_is_no_formula() -> None:
    answer = the_panel()

    book = opened(panel_book(answer, ""))

    overall = texts(book["Agreement"])[1]
    assert overall[:2] == ["overall", answer.overall.alpha]
    reference = book["Threats apart"]["A2"]
    assert str(reference.value).startswith("=SYN-")
    assert reference.data_type == "s"


def test_where_nothing_can_be_compared_it_says_so() -> None:
    given = {"ref": "A", "organisation": "NCA", "threat_type": "fraud", "assessor": "A"}
    alone = {**given, "levels": {"impact": "3", "likelihood": "2"}}
    answer = offline().agreement([alone], GRID)

    book = opened(panel_book(answer, ""))

    assert book.sheetnames == ["About"]
    assert texts(book["About"])[1] == [
        "No threat has two submissions, so there is nothing to compare."
    ]
