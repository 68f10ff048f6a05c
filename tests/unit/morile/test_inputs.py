"""Files that are taken whole, in each form."""

import json
from argparse import Namespace
from functools import cache
from pathlib import Path

import pytest

import morile
from morile._exits import Misused
from morile._inputs import Input, read_input
from tests.workbooks import a_row, filled_in

GRID = "priority-grid-4x4@1.0.0"
TABLE = "ref,organisation,threat_type,impact,likelihood\nT1,NCA,fraud,4,1\n"


@cache
def offline() -> morile.Offline:
    return morile.Offline()


def read(folder: Path, content: str, name: str, matrix: str | None = None) -> Input:
    (folder / name).write_text(content, "utf-8")
    asked = Namespace(file=str(folder / name), holds=None, matrix=matrix)
    return read_input(asked, offline(), ("seed",))


def test_a_table_tells_its_matrix(tmp_path: Path) -> None:
    found = read(tmp_path, TABLE, "x.csv")

    assert (found.matrix, len(found.submissions)) == (GRID, 1)
    assert found.source is not None
    assert found.source.place(0, "/levels/impact") == "row 2, column impact"


def test_lines_name_it_on_the_command_line(tmp_path: Path) -> None:
    found = read(tmp_path, '{"ref": "a"}\n\n{"ref": "b"}\n', "x.ndjson", GRID)

    assert (found.matrix, found.submissions) == (GRID, [{"ref": "a"}, {"ref": "b"}])


def test_a_workbook_names_its_matrix_and_places_by_cell(tmp_path: Path) -> None:
    file = tmp_path / "threats.xlsx"
    file.write_bytes(filled_in(a_row("T1")))

    found = read_input(Namespace(file=str(file), holds=None, matrix=None), offline(), ())

    assert (found.matrix, len(found.submissions)) == (GRID, 1)
    assert found.source is not None
    assert found.source.place(0, "/levels/impact").startswith("Threats!")


def test_a_request_keeps_its_other_members(tmp_path: Path) -> None:
    body = json.dumps({"matrix": GRID, "seed": 3, "submissions": [{}]})

    assert read(tmp_path, body, "x.json") == Input([{}], GRID, more={"seed": 3})
    assert read(tmp_path, body, "x.json", "other@1.0.0").matrix == "other@1.0.0"


@pytest.mark.parametrize(
    ("content", "name", "says"),
    [
        (TABLE.splitlines()[0], "x.csv", "holds no submissions"),
        (TABLE.replace("impact", "impacts"), "x.csv", "column impact is missing"),
        ("[]", "x.json", "no request"),
        ('{"submissions": {}}', "x.json", "no request"),
        ('{"submissions": [], "other": 1}', "x.json", "1 member not known here"),
        ("{", "x.json", "JSON"),
    ],
)
def test_what_cannot_be_taken_is_refused(
    tmp_path: Path, content: str, name: str, says: str
) -> None:
    with pytest.raises(morile.BadSubmission, match=says):
        read(tmp_path, content, name, GRID)


def test_a_file_must_say_what_it_holds(tmp_path: Path) -> None:
    with pytest.raises(Misused, match="--from"):
        read(tmp_path, "x", "x.dat")
