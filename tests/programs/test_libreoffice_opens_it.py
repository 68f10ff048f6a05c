"""Another program than the library that wrote it opens a workbook, shows it and keeps it right.

These need LibreOffice Calc (`soffice`), and the one about paper `pdftotext` of poppler as well;
where they are absent the tests say so and are skipped.
"""

import csv
import io
import json
import re
import shutil
import subprocess
import zipfile
from argparse import Namespace
from pathlib import Path
from typing import NamedTuple

import pytest
from openpyxl.worksheet.worksheet import Worksheet

from morile import BadSubmission
from morile._score import score
from tests.asked import UNASKED
from tests.workbooks import a_row, blank, columns_of, filled_in, offline, opened, packed

OFFICE, TEXT_OF_PDF = shutil.which("soffice"), shutil.which("pdftotext")
EXAMPLES = Path(__file__).parents[2] / "docs" / "examples"
PATIENCE_S = 120
ALL_SHEETS = "csv:Text - txt - csv (StarCalc):44,34,76,1,,0,false,true,false,false,false,-1"
"""Cells as they are shown, separated by commas, in UTF-8, a file for each sheet."""

pytestmark = [
    pytest.mark.slow,
    pytest.mark.skipif(OFFICE is None, reason="LibreOffice Calc (soffice) is not installed"),
]


def converted(folder: Path, file: Path, to: str) -> Path:
    """What LibreOffice makes of a file, in a folder of its own and with settings of its own."""
    out = folder / "converted"
    profile = (folder / "profile").as_uri()
    asked = ["--headless", f"-env:UserInstallation={profile}", "--convert-to", to]
    subprocess.run(
        [str(OFFICE), *asked, "--outdir", str(out), str(file)],
        check=True,
        capture_output=True,
        timeout=PATIENCE_S,
    )
    return out


def scored(folder: Path, file: Path, output: str) -> Path:
    options = {"holds": None, "to": None, "matrix": None, **UNASKED}
    score(Namespace(file=str(file), output=str(folder / output), **options), offline())
    return folder / output


def _own(sheet: Worksheet) -> None:
    sheet["L1"], sheet["L2"] = "my sum", '=COUNTIF(H2:I2,"3")+40'
    sheet["A3"].value, sheet["A3"].data_type = "=1+1", "s"


def a_book(folder: Path) -> Path:
    """Two right rows, one of which is called `=1+1`, a wrong one, and a formula of one's own."""
    path = folder / "threats.xlsx"
    rows = (a_row("A-1", "3|4~low", "3"), a_row("x", "2", "unknown"), a_row("A-3", "9"))
    path.write_bytes(filled_in(*rows, change=_own))
    return path


def shown(out: Path, sheet: str) -> list[list[str]]:
    [file] = out.glob(f"*-{sheet}.csv")
    return list(csv.reader(io.StringIO(file.read_text("utf-8"), newline="")))


def test_a_scored_copy_shows_results_own_formulas_and_texts_as_texts(tmp_path: Path) -> None:
    """3 is one of the answers of row 2, so its formula gives 41; `=1+1` is not worked out."""
    copy = scored(tmp_path, a_book(tmp_path), "scored.xlsx")

    out = converted(tmp_path, copy, ALL_SHEETS)

    threats = [dict(zip(*pair, strict=False)) for pair in _beside_headings(shown(out, "Threats"))]
    assert [row["ref"] for row in threats] == ["A-1", "=1+1", "A-3"]
    assert threats[0]["my sum"] == "41"
    assert [row["morile.outcome"] for row in threats] == ["assessed", "assessed", "refused: H4"]
    assert [(row["morile.lowest"], row["morile.highest"]) for row in threats] == [
        ("9", "12"),
        ("2", "8"),
        ("", ""),
    ]
    faults = shown(out, "faults")
    assert faults[1][:3] == ["Threats!H4", "A-3", "not a choice"]


def _beside_headings(rows: list[list[str]]) -> list[tuple[list[str], list[str]]]:
    keys = [heading.split("\n")[-1] for heading in rows[0]]
    return [(keys, row) for row in rows[1:] if any(row)]


def test_what_libreoffice_saves_is_scored_alike(tmp_path: Path) -> None:
    """Filled in with another program, the answers, the cover and the headings are still read."""
    path = a_book(tmp_path)
    first = json.loads(scored(tmp_path, path, "first.json").read_bytes())

    again = converted(tmp_path, path, "xlsx") / "threats.xlsx"

    assert json.loads(scored(tmp_path, again, "again.json").read_bytes()) == first
    assert [each["status"] for each in first["results"]] == ["assessed", "assessed", "refused"]


def test_lists_and_guidance_outlive_another_program(tmp_path: Path) -> None:
    path = tmp_path / "blank.xlsx"
    path.write_bytes(blank("thematic@1.0.0"))

    sheet = opened((converted(tmp_path, path, "xlsx") / "blank.xlsx").read_bytes())["Threats"]

    lists = [rule for rule in sheet.data_validations.dataValidation if rule.type == "list"]
    assert len(lists) == 16
    assert {rule.errorStyle for rule in lists} == {"warning"}
    assert sheet["H1"].comment is not None
    assert "severe: Somebody died" in sheet["H1"].comment.text


@pytest.mark.skipif(TEXT_OF_PDF is None, reason="pdftotext (poppler) is not installed")
def test_every_printed_page_has_the_marking_above_and_below(tmp_path: Path) -> None:
    """And says which page it is of how many."""
    path = scored(tmp_path, a_book(tmp_path), "scored.xlsx")

    pdf = converted(tmp_path, path, "pdf") / "scored.pdf"
    text = subprocess.run([str(TEXT_OF_PDF), pdf, "-"], check=True, capture_output=True).stdout

    pages = text.decode().split("\f")[:-1]
    assert len(pages) >= 4
    for number, page in enumerate(pages, start=1):
        assert page.count("OFFICIAL-SENSITIVE") >= 2
        assert f"Page {number} of {len(pages)}" in page


class Word(NamedTuple):
    """A printed word, and where its line begins and how high it is, in points."""

    text: str
    top: float
    height: float


WORD = re.compile(r'yMin="([0-9.]+)" xMax="[0-9.]+" yMax="([0-9.]+)">([^<]*)</word>')


@pytest.mark.skipif(TEXT_OF_PDF is None, reason="pdftotext (poppler) is not installed")
def test_what_is_printed_can_be_read_and_no_criterion_is_torn(tmp_path: Path) -> None:
    """The widest matrix, from its cover to its results.

    A line of 11 points in full size is 14.3 high here, so one of 10 is of 7.7 points. The keys
    under the headings are smaller, and so are long answers, which shrink.
    """
    rows = csv.DictReader((EXAMPLES / "threats.csv").read_text("utf-8").splitlines())
    book = opened(blank("thematic@1.0.0"))
    sheet = book["Threats"]
    columns = columns_of(sheet)
    for number, row in enumerate(rows, start=2):
        for key, said in row.items():
            sheet.cell(number, columns[key]).value = said or None
    (tmp_path / "threats.xlsx").write_bytes(packed(book))
    path = scored(tmp_path, tmp_path / "threats.xlsx", "scored.xlsx")

    pdf = converted(tmp_path, path, "pdf") / "scored.pdf"
    asked = [str(TEXT_OF_PDF), "-bbox", str(pdf), "-"]
    boxes = subprocess.run(asked, check=True, capture_output=True, text=True).stdout

    pages = [
        [Word(text, float(top), float(foot) - float(top)) for top, foot, text in WORD.findall(page)]
        for page in boxes.split("<page ")[1:]
    ]
    threats = [page for page in pages if any(word.text == "SYN-2026-0001" for word in page)]
    guidance = [page for page in pages if any(word.text == "criterion" for word in page)]
    # Whom it is about, the answers, and the results; each with the reference of every threat.
    assert len(threats) == 3
    for page in threats:
        assert sum(word.text.startswith("SYN-") for word in page) == 60
        assert min(word.height for word in page if word.text.startswith("SYN-")) > 10
    assert len(guidance) >= 4
    assert min(word.height for page in [*threats, *guidance] for word in page) > 6
    keys = {each.key for each in offline().matrix("thematic@1.0.0").definition.criteria}
    for page in guidance:
        [head] = [word.top for word in page if word.text == "criterion"]
        first = min(word.top for word in page if word.top > head + 1)
        assert keys.intersection(word.text for word in page if word.top == first)


def test_a_file_that_libreoffice_saves_in_its_own_format_is_named(tmp_path: Path) -> None:
    """With the remedy; zipped as it is, it might be taken for a workbook."""
    path = tmp_path / "t.xlsx"
    path.write_bytes(filled_in(a_row()))
    ods = converted(tmp_path, path, "ods") / "t.ods"
    assert zipfile.is_zipfile(ods)

    for file, said in ((ods, "OpenDocument"), (converted(tmp_path, path, "xls") / "t.xls", "old")):
        with pytest.raises(BadSubmission, match=said):
            scored(tmp_path, file, "out.json")
