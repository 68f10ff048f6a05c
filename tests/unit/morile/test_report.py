"""The command `morile report`, from a file to the paper, in this process."""

from pathlib import Path
from typing import Any

import pytest

from tests.commands import Run, runner
from tests.drawings import EXAMPLES

THREATS = str(EXAMPLES / "threats.csv")


@pytest.fixture
def run(monkeypatch: pytest.MonkeyPatch, capfd: pytest.CaptureFixture[str]) -> Run:
    return runner(monkeypatch, capfd)


def test_a_file_becomes_a_paper_with_slots_where_rules_are_given(run: Run, tmp_path: Path) -> None:
    paper, rules = tmp_path / "paper.html", str(EXAMPLES / "rules.toml")

    ran = run("report", THREATS, "--rules", rules, "--title", "Meeting & more", "-o", str(paper))

    html = paper.read_text("utf-8")
    assert ran.code == 0
    assert "<h1>Meeting &amp; more</h1>" in html
    assert "Who is given a slot, and why" in html
    assert "Reserved in equal parts: 4" in html
    assert "Gaps to close first" in html


def test_a_scored_workbook_gives_the_paper_of_its_answers(run: Run, tmp_path: Path) -> None:
    """The workbook of a template, filled in and scored; the results in it are computed again."""
    from openpyxl import load_workbook

    book, scored, paper = (tmp_path / name for name in ("t.xlsx", "scored.xlsx", "p.html"))
    run("template", "disruption@1.0.0", "-o", str(book))
    opened = load_workbook(book)
    said = {"ref": "OP-1", "organisation": "National Crime Agency", "threat_type": "Fraud"}
    said["outcome"] = "moderate"
    sheet: Any = opened["Threats"]
    for column, head in enumerate(sheet[1], start=1):
        key = str(head.value).splitlines()[-1]
        sheet.cell(2, column).value = said.get(key)
    opened.save(book)
    assert run("score", str(book), "-o", str(scored)).code == 0

    ran = run("report", str(scored), "-o", str(paper))

    assert ran.code == 0, ran.err
    assert "OP-1</th>" in paper.read_text()
    assert "<td>National Crime Agency</td>" in paper.read_text()


def test_a_saved_ranking_becomes_a_paper_of_what_it_says(run: Run, tmp_path: Path) -> None:
    saved, paper = tmp_path / "priorities.json", tmp_path / "paper.html"
    saved.write_text(run("priorities", THREATS, "--slots", "5", "--json").out, "utf-8")

    assert run("report", str(saved), "-o", str(paper)).code == 0

    html = paper.read_text("utf-8")
    assert "Chosen for work: 5 of 60." in html
    assert "Gaps to close first" not in html


def test_saved_assessments_become_a_paper_without_forces(run: Run, tmp_path: Path) -> None:
    saved, paper = tmp_path / "scored.json", tmp_path / "paper.html"
    run("score", THREATS, "--distribution", "-o", str(saved))

    assert run("report", str(saved), "-o", str(paper)).code == 0

    html = paper.read_text("utf-8")
    assert "SYN-2026-0044" in html
    assert "Gaps to close first" in html
    assert ">Force<" not in html


def test_a_saved_answer_is_not_ranked_again(run: Run, tmp_path: Path) -> None:
    saved = tmp_path / "priorities.json"
    saved.write_text(run("priorities", THREATS, "--json").out, "utf-8")

    ran = run("report", str(saved), "--slots", "3", "-o", str(tmp_path / "paper.html"))

    assert ran.code == 2
    assert "report on its submissions" in ran.err


def test_a_table_scored_into_a_workbook_gives_the_paper_that_the_table_gives(
    run: Run, tmp_path: Path
) -> None:
    """The answers stand in it, behind the results."""
    scored, of_book, of_table = (tmp_path / name for name in ("s.xlsx", "b.html", "t.html"))
    assert run("score", THREATS, "-o", str(scored)).code == 0

    ran = run("report", str(scored), "-o", str(of_book))

    assert ran.code == 0, ran.err
    run("report", THREATS, "-o", str(of_table))
    assert of_book.read_bytes() == of_table.read_bytes()


def test_results_whose_answers_were_deleted_say_what_to_report_on(run: Run, tmp_path: Path) -> None:
    from openpyxl import load_workbook

    scored = tmp_path / "scored.xlsx"
    run("score", THREATS, "-o", str(scored))
    book = load_workbook(scored)
    sheet: Any = book["Results"]
    sheet.delete_cols(11, sheet.max_column)
    book.defined_names.clear()
    book.save(scored)

    ran = run("report", str(scored), "-o", str(tmp_path / "paper.html"))

    assert ran.code == 2
    assert "report on the file that was scored" in ran.err


def test_a_fault_is_told_with_its_row_and_no_paper_is_written(run: Run, tmp_path: Path) -> None:
    wrong, paper = tmp_path / "wrong.csv", tmp_path / "paper.html"
    wrong.write_text("ref,organisation,threat_type,outcome\nA,NCA,fraud,huge\n")

    ran = run("report", str(wrong), "-o", str(paper))

    assert ran.code == 1
    assert "row 2, column outcome" in ran.err
    assert not paper.exists()


def test_a_pdf_without_a_browser_says_what_to_do(
    run: Run, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("PATH", "")

    ran = run("report", THREATS, "-o", str(tmp_path / "paper.pdf"))

    assert ran.code == 2
    assert "-o paper.html" in ran.err


def test_an_ending_that_is_neither_is_wrong_use(run: Run, tmp_path: Path) -> None:
    assert run("report", THREATS, "-o", str(tmp_path / "paper.docx")).code == 2
