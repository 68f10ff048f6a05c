"""One function, one truth: a workbook is scored as the CSV table with the same answers is."""

import csv
import io
from argparse import Namespace
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any

from hypothesis import given, settings
from hypothesis import strategies as st

from morile._score import score
from tests.asked import UNASKED
from tests.house.sources import ROOT
from tests.workbooks import filled_in, offline, opened

THEMATIC = "thematic@1.0.0"
EXPLAINED = UNASKED | {"explain": True}
SAMPLE = ROOT / "docs" / "examples" / "threats.csv"


def answers(levels: list[str]) -> st.SearchStrategy[str]:
    """One level, unknown or several, with a confidence or without; now and then a wrong word."""
    several = st.lists(st.sampled_from(levels), min_size=1, max_size=3, unique=True).map("|".join)
    said = st.one_of(st.sampled_from([*levels, "unknown"]), several)
    held = st.sampled_from(["", "", "~low", "~high"])
    right = st.tuples(said, held).map("".join)
    return st.one_of(right, right, right, st.sampled_from(["awful", "2", "", "severe|unknown"]))


def rows() -> st.SearchStrategy[dict[str, str]]:
    definition = offline().matrix(THEMATIC).definition
    return st.fixed_dictionaries(
        {
            "ref": st.text("AZ09-+=@ é", min_size=1, max_size=12).map(lambda text: f"R{text}R"),
            "organisation": st.sampled_from(["NCA", "E23000029", "nobody"]),
            "threat_type": st.sampled_from(["fraud", "county-lines"]),
            "information_date": st.sampled_from(["2026-09-30", ""]),
            "marking": st.sampled_from(["OFFICIAL", "", "SECRET"]),
            **{
                each.key: answers([level.key for level in definition.scale_of(each).levels])
                for each in definition.criteria
            },
        }
    )


def as_table(threats: list[dict[str, str]]) -> bytes:
    text = io.StringIO(newline="")
    writer = csv.DictWriter(text, list(threats[0]))
    writer.writeheader()
    writer.writerows(threats)
    return text.getvalue().encode()


def scored(data: bytes, name: str, to: str) -> tuple[int, bytes]:
    with TemporaryDirectory() as folder:
        path, output = Path(folder) / name, Path(folder) / f"out.{to}"
        path.write_bytes(data)
        options = {"holds": None, "to": None, "matrix": THEMATIC, **EXPLAINED}
        code = score(Namespace(file=str(path), output=str(output), **options), offline())
        return code, output.read_bytes()


@settings(max_examples=15)
@given(st.lists(rows(), min_size=1, max_size=6))
def test_random_answers_give_the_same_bytes_either_way(threats: list[dict[str, str]]) -> None:
    """Scores, bands, ranges, gaps, contributions and every fault, refused rows too."""
    book = filled_in(*threats, matrix=THEMATIC)

    assert scored(book, "t.xlsx", "json") == scored(as_table(threats), "t.csv", "json")


def sample() -> list[dict[str, str]]:
    with SAMPLE.open(newline="", encoding="utf-8") as file:
        return list(csv.DictReader(file))


def test_the_sample_in_a_workbook_gives_the_bytes_of_the_sample() -> None:
    """In every form that a CSV table can be scored to."""
    book = filled_in(*sample(), matrix=THEMATIC)

    for to in ("json", "ndjson", "csv", "txt"):
        assert scored(book, "t.xlsx", to) == scored(SAMPLE.read_bytes(), "t.csv", to)


def test_the_copy_says_what_the_csv_says() -> None:
    """Row by row: score, band, range, gaps."""
    _, copy = scored(filled_in(*sample(), matrix=THEMATIC), "t.xlsx", "xlsx")
    _, table = scored(SAMPLE.read_bytes(), "t.csv", "csv")
    sheet = opened(copy)["Threats"]
    keys = [str(cell.value).splitlines()[-1] for cell in sheet[1]]

    for row, wanted in enumerate(csv.DictReader(io.StringIO(table.decode())), start=2):
        said: dict[str, Any] = {key: cell.value for key, cell in zip(keys, sheet[row], strict=True)}
        assert said["ref"] == wanted["ref"]
        for name in ("score", "lowest", "highest"):
            assert str(said[f"morile.{name}"]) == wanted[name]
        assert said["morile.band"].replace(" ", "_") == wanted["band"]
        assert (said["morile.gaps"] or "").split(", ") == wanted["gaps"].split("|")
