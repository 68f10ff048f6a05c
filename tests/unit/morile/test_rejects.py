"""What was refused of a file, in its own form."""

import json
from pathlib import Path

from morile._rejects import write_rejects


def rejects(folder: Path, holds: str, data: str, refused: dict[int, list[str]]) -> str:
    write_rejects(str(folder / "rejects"), holds, data.encode(), refused)
    return (folder / "rejects").read_text("utf-8")


def test_rows_keep_their_cells_and_say_why(tmp_path: Path) -> None:
    data = 'ref,impact\nA-1,3\nA-2,"9, or so"\nA-3,4\n'

    assert rejects(tmp_path, "csv", data, {3: ["no level", "no date"]}) == (
        'ref,impact,faults\nA-2,"9, or so",no level; no date\n'
    )


def test_a_row_that_cannot_be_read_is_told_by_its_lines(tmp_path: Path) -> None:
    said = rejects(tmp_path, "csv", 'ref,impact\nA-1,"3" x\n', {2: ["line 2 cannot be read"]})

    assert said == "ref,impact,faults\nline 2 cannot be read\n"


def test_lines_are_given_back_as_they_were(tmp_path: Path) -> None:
    data = '{"ref": "a"}\nnonsense\n{"ref":  "c"}\n'

    assert rejects(tmp_path, "ndjson", data, {3: [], 2: []}) == 'nonsense\n{"ref":  "c"}\n'


def test_a_request_is_left_with_the_refused_submissions(tmp_path: Path) -> None:
    data = json.dumps({"matrix": "m@1.0.0", "submissions": [{"ref": "a"}, {"ref": "b"}]})

    assert json.loads(rejects(tmp_path, "json", data, {1: []})) == {
        "matrix": "m@1.0.0",
        "submissions": [{"ref": "b"}],
    }
