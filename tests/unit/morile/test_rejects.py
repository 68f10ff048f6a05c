"""What is refused of a file, in its own form."""

import io
import json
from pathlib import Path

import msgspec

from morile._rejects import (
    NoRejects,
    RejectedLines,
    RejectedRequest,
    RejectedRows,
    rejected_lines,
    rejected_request,
    rejected_rows,
)


def test_rows_keep_their_cells_and_say_why() -> None:
    out = io.BytesIO()

    RejectedRows(out, ["ref", "impact"]).add(["A-2", "9, or so"], ["no level", "no date"])

    assert out.getvalue() == b'ref,impact,faults\nA-2,"9, or so",no level; no date\n'


def test_rows_that_are_refused_again_say_why_once() -> None:
    """A file of rejects that was not mended has the column already."""
    out = io.BytesIO()

    RejectedRows(out, ["ref", "faults", "impact"]).add(["A-2", "old", "9"], ["no level"])

    assert out.getvalue() == b"ref,impact,faults\nA-2,9,no level\n"


def test_no_cell_is_a_formula() -> None:
    """Rejects are opened in a spreadsheet to be mended, and hold what anybody wrote."""
    out = io.BytesIO()

    RejectedRows(out, ["ref", "note"]).add(["=1+1", "@SUM(A1)"], ["no level"])

    assert out.getvalue() == b"ref,note,faults\n'=1+1,'@SUM(A1),no level\n"


def test_a_row_that_cannot_be_read_is_told_by_its_lines() -> None:
    out = io.BytesIO()

    RejectedRows(out, ["ref", "impact"]).add([], ["line 2 cannot be read"])

    assert out.getvalue() == b"ref,impact,faults\nline 2 cannot be read\n"


def test_lines_are_given_back_as_they_were() -> None:
    """Also those that are no text; of one that was too long to be held there is nothing."""
    out = io.BytesIO()
    rejects = RejectedLines(out)

    for given in (b"nonsense\xff\r\n", b'{"ref":  "c"}', b""):
        rejects.add(given, ["wrong"])

    assert out.getvalue() == b'nonsense\xff\n{"ref":  "c"}\n'


def test_a_request_is_left_with_the_refused_submissions() -> None:
    out = io.BytesIO()
    members = {"matrix": msgspec.Raw(b'"m@1.0.0"'), "submissions": msgspec.Raw(b"[1, 2, 3]")}
    rejects = RejectedRequest(out, members)
    rejects.add(b'{"ref": "b"}', ["wrong"])
    rejects.add(b"7", ["wrong"])
    rejects.end()

    assert json.loads(out.getvalue()) == {"matrix": "m@1.0.0", "submissions": [{"ref": "b"}, 7]}


def test_files_are_there_once_they_are_whole(tmp_path: Path) -> None:
    """A header even where nothing is refused: whoever reads them need not ask whether they are."""
    file = tmp_path / "rejects"
    name = str(file)

    with rejected_rows(name, ["ref"]):
        pass
    assert file.read_text() == "ref,faults\n"
    with rejected_lines(name):
        pass
    assert file.read_text() == ""
    with rejected_request(name, {}):
        pass
    assert json.loads(file.read_text()) == {"submissions": []}
    NoRejects().add(b"anything", [])
