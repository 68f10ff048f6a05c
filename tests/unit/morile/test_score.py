"""The command `morile score`, from a file to its results, in this process."""

import csv
import io
import json
import os
from argparse import Namespace
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from functools import cache
from pathlib import Path
from typing import Any

import pyarrow as pa  # type: ignore[import-untyped]
import pytest
from pyarrow import csv as arrow_csv
from pyarrow import parquet as pq

import morile
from morile import _requested
from morile._exits import UNREADABLE, Misused, Unfit, Unusable, exit_of
from morile._score import score
from tests.asked import UNASKED

GRID = "priority-grid-4x4@1.0.0"
HEADER = "ref,organisation,threat_type,impact,likelihood"
TABLE = f"{HEADER}\nA-1,NCA,fraud,3,2\nA-2,NCA,fraud,4,unknown\nA-3,NCA,fraud,9,2\n"


@cache
def offline() -> morile.Offline:
    return morile.Offline()


def scored(folder: Path, content: str, name: str = "threats.csv", **asked: Any) -> tuple[int, str]:
    """The exit code and what was written, for a file of this content."""
    (folder / name).write_text(content, "utf-8")
    output = folder / "output"
    options = {"holds": None, "to": "csv", "matrix": None, "output": str(output), **UNASKED}
    code = score(Namespace(file=str(folder / name), **(options | asked)), offline())
    return code, output.read_text("utf-8")


def test_right_rows_are_scored_and_wrong_ones_listed_by_row_and_column(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    """3 times 2 is 6; 4 times unknown is 4 to 16; 9 is no level, in row 4 of the sheet."""
    code, text = scored(tmp_path, TABLE)

    rows = list(csv.DictReader(text.splitlines()))
    assert [(row["ref"], row["score"], row["lowest"], row["highest"]) for row in rows] == [
        ("A-1", "6", "6", "6"),
        ("A-2", "", "4", "16"),
        ("A-3", "", "", ""),
    ]
    said = capsys.readouterr().err
    assert "threats.csv: row 4, column impact: " in said
    assert "choose from 1, 2, 3, 4, unknown [no-such-level]" in said
    assert "2 of 3 assessed, 1 refused" in said
    assert "9" not in said.split("row 4")[1].split("choose")[0]
    assert code == 1


@pytest.mark.parametrize(
    ("more", "found"),
    [
        ({"impact": [3], "likelihood": ["2"]}, ["wrong-type"]),
        (
            {"index": [7], "impact": [3]},
            ["missing-column", "unknown-column", "wrong-type"],
        ),
    ],
)
def test_columns_of_a_file_that_do_not_fit_have_one_exit_code(
    tmp_path: Path, more: dict[str, Any], found: list[str]
) -> None:
    """Whichever of names and types is wrong, not one row can be scored."""
    from pyarrow import parquet

    threat = {"ref": ["A-1"], "organisation": ["NCA"], "threat_type": ["fraud"]}
    parquet.write_table(pa.table({**threat, **more}), tmp_path / "threats.parquet")
    options = {"holds": None, "to": "csv", "matrix": GRID, "output": None, **UNASKED}

    with pytest.raises(Unfit) as caught:
        score(Namespace(file=str(tmp_path / "threats.parquet"), **options), offline())

    assert [each.code for each in caught.value.faults] == found
    assert exit_of(caught.value) == UNREADABLE


def test_a_row_that_runs_over_several_lines_is_told(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    """A mark left open in one note and closed in the next makes one row of two."""
    header = "ref,organisation,threat_type,note,impact,likelihood"
    rows = 'A-1,NCA,fraud,"open,1,2\nA-2,NCA,fraud,closed",1,2\nA-3,NCA,fraud,,1,2\n'

    code, text = scored(tmp_path, f"{header}\n{rows}")

    assert (code, len(text.splitlines())) == (0, 3)
    assert "row 2 runs over lines 2 to 3 of the file" in capsys.readouterr().err


def test_many_rows_of_several_lines_are_counted(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    header = "ref,organisation,threat_type,note,impact,likelihood"

    scored(tmp_path, f"{header}\n" + 'A-1,NCA,fraud,"two\nlines",1,2\n' * 7)

    assert "and 2 more rows run over several lines" in capsys.readouterr().err


def test_nothing_refused_is_the_code_0(tmp_path: Path) -> None:
    code, _ = scored(tmp_path, f"{HEADER}\nA-1,NCA,fraud,3,2\n")

    assert code == 0


def test_what_the_figures_are_is_said_beside_every_form(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    for form in ("csv", "json", "ndjson"):
        scored(tmp_path, TABLE, to=form)
        assert f"The figures of {GRID} are published" in capsys.readouterr().err
    _, table = scored(tmp_path, TABLE, to="table")
    assert f"The figures of {GRID} are published" in table


def test_json_is_what_one_request_for_all_would_have_been_answered(tmp_path: Path) -> None:
    threats = [
        {
            "ref": f"A-{number}",
            "organisation": "NCA",
            "threat_type": "fraud",
            "levels": {"impact": impact, "likelihood": likelihood},
        }
        for number, impact, likelihood in ((1, "3", "2"), (2, "4", "unknown"), (3, "9", "2"))
    ]
    request = json.dumps({"matrix": GRID, "submissions": threats})
    expected = offline().answer(request.encode()).decode()
    lines = "\n".join(json.dumps(threat) for threat in threats)

    assert scored(tmp_path, TABLE, to="json") == (1, expected)
    assert scored(tmp_path, request, "request.json", to="json") == (1, expected)
    assert scored(tmp_path, lines, "threats.ndjson", to="json", matrix=GRID) == (1, expected)


def test_ndjson_is_one_result_a_line(tmp_path: Path) -> None:
    _, text = scored(tmp_path, TABLE, to="ndjson")

    results = [json.loads(line) for line in text.splitlines()]
    assert [(each["index"], each["status"]) for each in results] == [
        (0, "assessed"),
        (1, "assessed"),
        (2, "refused"),
    ]


def test_a_request_is_told_otherwise_by_the_command_line(tmp_path: Path) -> None:
    """--matrix and --explain count more than what the request says."""
    levels = {"impact": "3", "likelihood": "2"}
    threat = {"ref": "A-1", "organisation": "NCA", "threat_type": "fraud", "levels": levels}
    request = json.dumps({"matrix": "thematic@1.0.0", "submissions": [threat]})

    _, text = scored(tmp_path, request, "r.json", to="json", matrix=GRID, explain=True)

    [result] = json.loads(text)["results"]
    assert result["score"] == 6
    assert sum(part["adds"] for part in result["contributions"]) == 5


def test_a_table_can_say_what_each_criterion_adds(tmp_path: Path) -> None:
    _, text = scored(tmp_path, TABLE, to="table", explain=True)

    assert "\nA-1: 6\n" in text
    assert " impact: 3" in text


def test_a_table_of_nothing_but_refusals_is_empty(tmp_path: Path) -> None:
    assert scored(tmp_path, f"{HEADER}\nA-3,NCA,fraud,9,2\n", to="table") == (1, "")


def test_vectors_name_their_matrix(tmp_path: Path) -> None:
    table = f"ref,organisation,threat_type,vector\nA-1,NCA,fraud,{GRID}/IM:3/LI:2\n"

    _, text = scored(tmp_path, table)

    assert next(csv.DictReader(text.splitlines()))["score"] == "6"


def test_columns_that_fit_no_matrix_are_judged_by_the_nearest(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    with pytest.raises(morile.BadSubmission) as refused:
        scored(tmp_path, TABLE.replace("impact", "inpact"))

    assert [fault.detail for fault in refused.value.faults] == [
        "row 1: column impact is missing; is it column D?"
    ]
    assert f"{GRID} comes nearest" in capsys.readouterr().err


def test_columns_of_no_matrix_at_all_need_one_named(tmp_path: Path) -> None:
    with pytest.raises(Misused, match=GRID):
        scored(tmp_path, "ref,organisation,threat_type\nA-1,NCA,fraud\n")


def test_columns_that_fit_several_matrices_need_one_named(tmp_path: Path) -> None:
    """A newer version with the same criteria is not chosen behind anybody's back."""
    shipped = Path(__file__).parents[3] / "matrices" / "priority-grid-4x4" / "1.0.0.toml"
    own = tmp_path / "own" / "priority-grid-4x4"
    own.mkdir(parents=True)
    changed = shipped.read_text("utf-8").replace('version = "1.0.0"', 'version = "9.0.0"')
    (own / "9.0.0.toml").write_text(changed, "utf-8")
    (tmp_path / "threats.csv").write_text(TABLE)
    asked = Namespace(
        file=str(tmp_path / "threats.csv"),
        **UNASKED,
        **{"holds": None, "to": "csv", "matrix": None, "output": None},
    )

    with pytest.raises(Misused, match=r"1\.0\.0 and .*9\.0\.0: name one with --matrix"):
        score(asked, morile.Offline(matrices=[tmp_path / "own"]))


def test_lines_without_a_matrix_need_one_named(tmp_path: Path) -> None:
    with pytest.raises(Misused, match="--matrix"):
        scored(tmp_path, '{"ref": "a"}', "threats.ndjson")


@pytest.mark.parametrize("content", [f"{HEADER}\n", f"{HEADER}\n,,,,\n\n"])
def test_a_header_alone_holds_no_submissions(tmp_path: Path, content: str) -> None:
    with pytest.raises(morile.BadSubmission, match="holds no submissions"):
        scored(tmp_path, content)


def test_the_input_is_not_written_over(tmp_path: Path) -> None:
    with pytest.raises(Misused, match="is the input"):
        scored(tmp_path, TABLE, output=str(tmp_path / "threats.csv"))
    assert (tmp_path / "threats.csv").read_text() == TABLE


def test_an_empty_file_is_no_input(tmp_path: Path) -> None:
    with pytest.raises(Unusable, match="is empty"):
        scored(tmp_path, "")


# What else can be asked


def test_a_sentence_is_a_column_of_a_sheet_and_a_line_under_a_table(tmp_path: Path) -> None:
    """Only where it is asked for; who reads columns by number is not surprised."""
    _, text = scored(tmp_path, TABLE, sentence=True)
    _, table = scored(tmp_path, TABLE, sentence=True, to="table")
    _, plain = scored(tmp_path, TABLE)

    rows = list(csv.DictReader(text.splitlines()))
    assert rows[0]["sentence"].startswith("This threat scores 6 for ")
    assert (list(rows[0])[-1], rows[2]["sentence"]) == ("sentence", "")
    assert f"\nA-1: {rows[0]['sentence']}\n" in table
    assert "sentence" not in plain


def test_what_is_refused_can_be_mended_and_scored_again(tmp_path: Path) -> None:
    """The row of impact 9, with what is wrong in a column that scoring leaves alone."""
    rejects = tmp_path / "rejects.csv"

    code, _ = scored(tmp_path, TABLE, rejects=str(rejects))

    [row] = csv.DictReader(rejects.read_text("utf-8").splitlines())
    assert (code, row["ref"], row["impact"]) == (1, "A-3", "9")
    assert row["faults"].startswith("row 4, column impact: not a choice")
    assert scored(tmp_path, rejects.read_text("utf-8").replace(",9,", ",3,"))[0] == 0


@pytest.mark.parametrize("name", ["threats.csv", "threats.ndjson", "request.json"])
def test_json_carries_all_that_is_asked(tmp_path: Path, name: str) -> None:
    """4 times unknown: each of 4, 8, 12, 16 is equally likely, 10 on average."""
    threat: dict[str, Any] = {"ref": "A-2", "organisation": "NCA", "threat_type": "fraud"}
    threat |= {"levels": {"impact": "4", "likelihood": "unknown"}}
    content = {
        "threats.csv": f"{HEADER}\nA-2,NCA,fraud,4,unknown\n",
        "threats.ndjson": json.dumps(threat),
        "request.json": json.dumps({"matrix": GRID, "submissions": [threat]}),
    }

    _, text = scored(
        tmp_path, content[name], name, to="json", matrix=GRID, distribution=True, sentence=True
    )

    [result] = json.loads(text)["results"]
    assert result["distribution"]["mean"] == 10
    assert [each["criterion"] for each in result["open_questions"]] == ["likelihood"]
    assert result["sentence"]


def test_a_table_says_which_gap_to_close_first(tmp_path: Path) -> None:
    """Impact 4, likelihood unknown: 4, 8, 12 or 16, 10 on average; closing it narrows all of 12."""
    content = f"{HEADER}\nA-2,NCA,fraud,4,unknown\n"

    _, table = scored(tmp_path, content, matrix=GRID, to="table", distribution=True)
    _, text = scored(tmp_path, content, matrix=GRID, distribution=True)

    _, _, under = table.partition("Which gap to close first")
    assert under.splitlines()[-1].split()[:5] == ["A-2", "likelihood", "unknown", "-", "12"]
    [row] = csv.DictReader(text.splitlines())
    assert (row["mean_score"], row["close_first"]) == ("10", "likelihood")


def test_a_request_that_asks_for_more_has_it_in_a_sheet_too(tmp_path: Path) -> None:
    threat = {"ref": "A-2", "organisation": "NCA", "threat_type": "fraud"}
    threat["levels"] = {"impact": "4", "likelihood": "2"}  # type: ignore[assignment]
    request = json.dumps({"matrix": GRID, "explain": True, "submissions": [threat]})

    _, text = scored(tmp_path, request, "request.json", to="csv")

    [row] = csv.DictReader(text.splitlines())
    assert list(row)[-1] == "adds"


def test_a_date_that_is_none_refuses_the_request(tmp_path: Path) -> None:
    with pytest.raises(morile.BadSubmission) as refused:
        scored(tmp_path, TABLE, to="json", as_of="yesterday")

    assert "/as_of" in {fault.pointer for fault in refused.value.faults}


# Where the results go


def test_results_and_rejects_do_not_go_into_one_file(tmp_path: Path) -> None:
    with pytest.raises(Misused, match="-o and --rejects name one file"):
        scored(tmp_path, TABLE, rejects=str(tmp_path / "output"))


@pytest.mark.parametrize(
    ("to", "reads"),
    [
        ("csv", lambda data: arrow_csv.read_csv(io.BytesIO(data))),
        ("arrow", lambda data: pa.ipc.open_stream(data).read_all()),
    ],
)
def test_a_pipe_with_a_name_gets_what_a_pipe_gets(
    tmp_path: Path, to: str, reads: Callable[[bytes], Any]
) -> None:
    """Of Arrow the stream, which can be read before its end is there."""
    (tmp_path / "threats.csv").write_text(TABLE)
    pipe = tmp_path / "pipe"
    os.mkfifo(pipe)
    options = {"holds": None, "to": to, "matrix": None, "output": str(pipe), **UNASKED}

    with ThreadPoolExecutor(1) as readers:
        reading = readers.submit(pipe.read_bytes)
        score(Namespace(file=str(tmp_path / "threats.csv"), **options), offline())
        table = reads(reading.result(timeout=30))

    assert table["ref"].to_pylist() == ["A-1", "A-2", "A-3"]


def test_a_pipe_with_a_name_is_no_place_for_parquet(tmp_path: Path) -> None:
    os.mkfifo(tmp_path / "pipe")

    with pytest.raises(Misused, match="Parquet goes to a file"):
        scored(tmp_path, TABLE, output=str(tmp_path / "pipe"), to="parquet")


def test_the_ending_says_that_a_file_holds_a_stream_of_arrow(tmp_path: Path) -> None:
    """In and out: what one run writes the next reads, and any reader of streams."""
    (tmp_path / "threats.csv").write_text(TABLE)
    table, scored_ = tmp_path / "threats.arrows", tmp_path / "scored.arrows"
    rows = arrow_csv.read_csv(io.BytesIO(TABLE.encode()))
    texts = rows.cast(pa.schema([(name, pa.string()) for name in rows.column_names]))
    with pa.ipc.new_stream(table, texts.schema) as writer:
        writer.write_table(texts)
    asked = {"file": str(table), "output": str(scored_), "holds": None, "to": None, "matrix": None}

    assert score(Namespace(**asked, **UNASKED), offline()) == 1

    assert pa.ipc.open_stream(scored_).read_all()["score"].to_pylist() == [6, None, None]


COLUMNAR = {
    "matrix": GRID,
    "columns": {
        "ref": ["A-1", "A-2"],
        "organisation": ["NCA", "NCA"],
        "threat_type": ["fraud", "fraud"],
        "levels": {"impact": ["3", "3"], "likelihood": ["2", None]},
    },
}
IN_ROWS = {
    "matrix": GRID,
    "submissions": [
        {
            "ref": "A-1",
            "organisation": "NCA",
            "threat_type": "fraud",
            "levels": {"impact": "3", "likelihood": "2"},
        },
        {"ref": "A-2", "organisation": "NCA", "threat_type": "fraud", "levels": {"impact": "3"}},
    ],
}


@pytest.mark.parametrize("most", [10, _requested.MOST_BYTES])
@pytest.mark.parametrize("to", ["csv", "table", "ndjson", "json", "xlsx", "parquet", "arrow"])
def test_a_request_in_columns_goes_into_every_form(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, to: str, most: int
) -> None:
    """As the same submissions in rows do, but for the places of faults; sent whole or in parts."""
    monkeypatch.setattr(_requested, "MOST_BYTES", most)
    found = []
    for number, request in enumerate((COLUMNAR, IN_ROWS)):
        (tmp_path / "request.json").write_text(json.dumps(request))
        output, rejects = tmp_path / f"scored{number}", tmp_path / f"rejects{number}.json"
        asked = {"file": str(tmp_path / "request.json"), "holds": None, "to": to, "matrix": None}
        options = UNASKED | {"rejects": str(rejects), "output": str(output)}
        assert score(Namespace(**asked, **options), offline()) == 1
        assert json.loads(rejects.read_text())["submissions"] == [IN_ROWS["submissions"][1]]
        found.append(output.read_bytes())

    columns, rows = found
    if to in ("csv", "ndjson", "json"):
        assert rows.count(b"/submissions/1/levels/likelihood") == 1
        assert columns == rows.replace(
            b"/submissions/1/levels/likelihood", b"/columns/levels/likelihood/1"
        )
    elif to == "table":
        assert columns == rows
        assert b"A-1" in rows
    else:
        assert columns[:4] == rows[:4]


def test_rejects_that_are_refused_again_are_as_they_were(tmp_path: Path) -> None:
    """A reference like a formula is guarded in the file, once, and is what it was when read."""
    rejects = tmp_path / "rejects.csv"
    content = f"{HEADER}\n=A-1,NCA,fraud,9,2\n'=A-2,NCA,fraud,9,2\n"

    scored(tmp_path, content, rejects=str(rejects))
    first = rejects.read_text("utf-8")
    _, text = scored(tmp_path, first, rejects=str(rejects), to="ndjson")

    refs = [each["ref"] for each in csv.DictReader(first.splitlines())]
    assert refs == ["'=A-1", "''=A-2"]
    assert [json.loads(line)["ref"] for line in text.splitlines()] == ["=A-1", "'=A-2"]
    assert [each["ref"] for each in csv.DictReader(rejects.read_text().splitlines())] == refs


def test_columns_of_a_file_are_judged_as_those_of_a_csv_table_are(tmp_path: Path) -> None:
    """All at once: what is missing, what nobody asked for, and what holds no text."""
    said = {"ref": ["A-1"], "organisation": ["NCA"], "impact": [3], "crimes": [12]}
    pq.write_table(pa.table(said), tmp_path / "threats.parquet")
    options = {"holds": None, "to": "csv", "matrix": GRID, "output": None, **UNASKED}

    with pytest.raises(morile.BadSubmission) as refused:
        score(Namespace(file=str(tmp_path / "threats.parquet"), **options), offline())

    assert [each.code for each in refused.value.faults] == [
        "missing-column",
        "missing-column",
        "unknown-column",
        "wrong-type",
    ]
