"""The real command with files of any length, and with rows that are broken in the middle of them.

What must not happen is that a file of a few gigabytes takes as much memory. So these tests count
what is read and written meanwhile, and look at the peak of two files of which one is the longer.
"""

import csv
import io
import json
import subprocess
import sys
import threading
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pyarrow as pa  # type: ignore[import-untyped]
import pytest
from pyarrow import parquet

from tests.builders import CANARY
from tests.robustness.test_command_input import COMMAND, GOOD, HEADER, run

pytestmark = pytest.mark.slow

GRID = "priority-grid-4x4@1.0.0"
THREAT = {"ref": "A-1", "organisation": "NCA", "threat_type": "fraud"}
LINE = json.dumps({**THREAT, "levels": {"impact": "3", "likelihood": "2"}}).encode()

PEAK = """
import resource, sys
from morile.cli import main
sys.argv = ["morile", *sys.argv[1:]]
code = main()
sys.stderr.write(f"PEAK {resource.getrusage(resource.RUSAGE_SELF).ru_maxrss}")
sys.exit(code)
"""


def peak_kib(*words: str) -> int:
    """The most memory that the command took."""
    done = subprocess.run(
        [sys.executable, "-c", PEAK, *words], capture_output=True, check=False, text=True
    )
    assert done.returncode == 0, done.stderr
    return int(done.stderr.rpartition("PEAK ")[2])


def of_csv(rows: int) -> Iterator[bytes]:
    yield f"{HEADER}\n".encode()
    for _ in range(rows // 1_000):
        yield f"{GOOD}\n".encode() * 1_000


def of_ndjson(rows: int) -> Iterator[bytes]:
    for _ in range(rows // 1_000):
        yield (LINE + b"\n") * 1_000


def of_json(rows: int) -> Iterator[bytes]:
    yield b'{"matrix": "priority-grid-4x4@1.0.0", "submissions": ['
    for _ in range(rows // 1_000 - 1):
        yield (LINE + b",") * 1_000
    yield b",".join([LINE] * 1_000) + b"]}"


def of_columns(rows: int) -> Iterator[bytes]:
    """Each column whole after the other, as columns come."""
    yield b'{"matrix": "priority-grid-4x4@1.0.0", "columns": {'
    for name, item in (("ref", b'"A-1"'), ("organisation", b'"NCA"'), ("threat_type", b'"fraud"')):
        yield f'"{name}": ['.encode() + b",".join([item] * rows) + b"],"
    yield b'"levels": {"impact": [' + b",".join([b'"3"'] * rows)
    yield b'], "likelihood": [' + b",".join([b'"2"'] * rows) + b"]}}}"


@pytest.mark.parametrize(
    ("holds", "made", "to"),
    [
        ("json", of_columns, "ndjson"),
        ("csv", of_csv, "csv"),
        ("ndjson", of_ndjson, "ndjson"),
        ("json", of_json, "json"),
        ("csv", of_csv, "parquet"),
    ],
)
def test_a_file_five_times_as_long_takes_hardly_more_memory(
    tmp_path: Path, holds: str, made: Callable[[int], Iterator[bytes]], to: str
) -> None:
    """The shorter is longer than all that goes together, and the longer five times as long."""
    peaks = []
    for rows in (20_000, 100_000):
        path = tmp_path / f"threats.{holds}"
        with path.open("wb") as file:
            file.writelines(made(rows))
        out = tmp_path / f"scored.{to}"
        peaks.append(peak_kib("score", str(path), "-o", str(out), "--matrix", GRID))

    assert peaks[1] - peaks[0] < 16 << 10


def test_a_pipe_is_answered_before_it_has_ended() -> None:
    """What goes together is 8,192 rows; of 20,000 the first are answered while the pipe is open."""
    end = threading.Event()
    with subprocess.Popen(
        [COMMAND, "score", "-", "--from", "csv", "--to", "ndjson"],
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
    ) as process:
        assert process.stdin
        assert process.stdout
        pipe = process.stdin

        def feed() -> None:
            with pipe:
                pipe.writelines(of_csv(20_000))
                pipe.flush()
                end.wait(60)

        feeding = threading.Thread(target=feed)
        feeding.start()
        first = json.loads(process.stdout.readline())
        assert not end.is_set()
        end.set()
        rest = process.stdout.read()
        feeding.join()

    assert (first["index"], first["score"]) == (0, 6)
    assert rest.count(b"\n") == 19_999


def test_rows_in_another_encoding_are_refused_one_by_one() -> None:
    """As when files of two offices are put together: the rows that are UTF-8 are scored."""
    rows = ["Caf\u00e9-1,NCA,fraud,3,2".encode(), "Caf\u00e9-2,NCA,fraud,3,2".encode("cp1252")]
    given = b"\n".join([HEADER.encode(), *rows, GOOD.encode(), b""])

    done = run("score", "-", "--from", "csv", "--to", "json", given=given)

    assert done.returncode == 1
    assert [each["status"] for each in json.loads(done.stdout)["results"]] == [
        "assessed",
        "refused",
        "assessed",
    ]
    assert b"row 3: line 3: not UTF-8, perhaps a Windows encoding" in done.stderr
    assert b"Caf" not in done.stderr


@pytest.mark.parametrize("holds", ["csv", "ndjson", "json"])
def test_a_mark_at_the_start_is_no_part_of_a_file(holds: str) -> None:
    """Some programs put it before all that they save as UTF-8."""
    made = {"csv": of_csv, "ndjson": of_ndjson, "json": of_json}[holds]
    given = b"\xef\xbb\xbf" + b"".join(made(1_000))

    done = run("score", "-", "--from", holds, "--to", "json", "--matrix", GRID, given=given)

    assert done.returncode == 0
    assert json.loads(done.stdout)["summary"]["assessed"] == 1_000


def test_a_line_with_bytes_that_are_no_utf8_in_its_middle_stops_no_other() -> None:
    given = b"\n".join([LINE, LINE.replace(b"A-1", b"A\xff1"), LINE])

    done = run("score", "-", "--from", "ndjson", "--to", "json", "--matrix", GRID, given=given)

    assert done.returncode == 1
    assert json.loads(done.stdout)["summary"] == {"total": 3, "assessed": 2, "refused": 1}
    # After the ten bytes of {"ref": "A
    assert b"line 2: byte 10 is not UTF-8 [not-utf8]" in done.stderr


@pytest.mark.parametrize("holds", ["csv", "ndjson"])
def test_a_line_of_fifty_megabytes_is_passed_over(tmp_path: Path, holds: str) -> None:
    """It is refused at its place, without being held, and the rows around it are scored."""
    long = CANARY.encode() * (50_000_000 // len(CANARY))
    lines = [HEADER.encode(), GOOD.encode(), long, GOOD.encode()]
    path = tmp_path / f"threats.{holds}"
    path.write_bytes(b"\n".join(lines if holds == "csv" else [LINE, long, LINE]) + b"\n")

    done = run("score", str(path), "--to", "json", "--matrix", GRID)

    assert done.returncode == 1
    assert json.loads(done.stdout)["summary"] == {"total": 3, "assessed": 2, "refused": 1}
    assert b"longer than 10000000 bytes [too-long]" in done.stderr
    assert CANARY.encode() not in done.stdout + done.stderr


def test_what_is_refused_of_any_form_can_be_mended_and_scored_again(tmp_path: Path) -> None:
    """Also of a request that is too long to be sent whole, and of files of columns."""
    bad = LINE.replace(b'"3"', b'"9"')
    items = b",".join([LINE] * 10_000 + [bad])
    files = {
        "threats.csv": f"{HEADER}\n{GOOD}\nA-2,NCA,fraud,9,2\n".encode(),
        "threats.ndjson": LINE + b"\n" + bad + b"\n",
        "request.json": b'{"matrix": "priority-grid-4x4@1.0.0", "submissions": [' + items + b"]}",
    }
    for name, content in files.items():
        path, rejects = tmp_path / name, tmp_path / f"rejects-{name}"
        path.write_bytes(content)
        words = ("--matrix", GRID, "--to", "ndjson", "-o", str(tmp_path / "scored"))

        done = run("score", str(path), "--rejects", str(rejects), *words)

        assert done.returncode == 1, name
        mended = rejects.read_bytes().replace(b",9,", b",3,").replace(b'"9"', b'"3"')
        rejects.write_bytes(mended)
        assert run("score", str(rejects), *words).returncode == 0, name
        assert (tmp_path / "scored").read_bytes().count(b"\n") == 1, name


FORMS = ("csv", "ndjson", "json", "parquet", "arrow")


def rows_in(path: Path) -> list[dict[str, Any]]:
    """What results of any form say that all forms say alike."""
    data = path.read_bytes()
    if path.suffix in (".parquet", ".arrow"):
        whole = parquet.read_table(path) if path.suffix == ".parquet" else None
        table = whole if whole is not None else pa.ipc.open_file(data).read_all()
        rows = table.to_pylist()
    elif path.suffix == ".csv":
        rows = list(csv.DictReader(io.StringIO(data.decode())))
    else:
        rows = json.loads(data)["results"] if path.suffix == ".json" else None
        rows = rows or [json.loads(line) for line in data.splitlines()]
    return [
        {
            "ref": row["ref"],
            "score": None if row.get("score") in ("", None) else float(row["score"]),
            "digest": row.get("digest") or None,
        }
        for row in rows
    ]


@pytest.mark.parametrize("holds", FORMS)
def test_every_form_gives_every_form_the_same_results(tmp_path: Path, holds: str) -> None:
    """Three threats, of which one is at fault: 3 times 2 is 6."""
    source = tmp_path / "source.csv"
    source.write_text(f"{HEADER}\n{GOOD}\nA-2,NCA,fraud,9,2\nA-3,NCA,fraud,4,unknown\n")
    path = source
    if holds in ("ndjson", "json"):
        path = tmp_path / f"threats.{holds}"
        path.write_text(_as_json(source, holds))
    elif holds != "csv":
        path = tmp_path / f"threats.{holds}"
        _as_columns(source, path)
    found = {}
    for to in FORMS:
        out = tmp_path / f"scored-{holds}.{to}"
        words = ["--to", to, "--matrix", GRID, "-o", str(out)]
        if holds in ("parquet", "arrow") and to in ("parquet", "arrow"):
            continue
        assert run("score", str(path), *words).returncode == 1
        found[to] = rows_in(out)

    for rows in found.values():
        assert rows == found["ndjson"]
    assert [row["score"] for row in found["ndjson"]] == [6.0, None, None]


def _as_json(source: Path, holds: str) -> str:
    threats = [
        {key: row[key] for key in THREAT}
        | {"levels": {key: row[key] for key in ("impact", "likelihood")}}
        for row in csv.DictReader(source.read_text().splitlines())
    ]
    if holds == "json":
        return json.dumps({"matrix": GRID, "submissions": threats})
    return "\n".join(map(json.dumps, threats))


def _as_columns(source: Path, path: Path) -> None:
    rows = list(csv.DictReader(source.read_text().splitlines()))
    table = pa.table({name: [row[name] for row in rows] for name in rows[0]})
    if path.suffix == ".parquet":
        parquet.write_table(table, path)
    else:
        with pa.ipc.new_file(path, table.schema) as writer:
            writer.write_table(table)


def test_arrow_goes_through_pipes(tmp_path: Path) -> None:
    """A stream in, a stream out: what an Arrow program on either side expects."""
    source = tmp_path / "threats.arrow"
    (tmp_path / "source.csv").write_text(f"{HEADER}\n{GOOD}\n")
    _as_columns(tmp_path / "source.csv", source)
    table = pa.ipc.open_file(source.read_bytes()).read_all()
    sink = io.BytesIO()
    with pa.ipc.new_stream(sink, table.schema) as writer:
        writer.write_table(table)

    done = run("score", "-", "--from", "arrow", "--to", "arrow", given=sink.getvalue())

    assert done.returncode == 0
    assert pa.ipc.open_stream(done.stdout).read_all()["score"].to_pylist() == [6.0]


def test_nothing_is_left_of_a_file_that_breaks_off(tmp_path: Path) -> None:
    """Half a result file under its own name would be taken for a whole one."""
    table = pa.table(
        {
            **{name: [said] * 50_000 for name, said in THREAT.items()},
            **{"impact": ["3"] * 50_000, "likelihood": ["2"] * 50_000},
        }
    )
    path, out = tmp_path / "threats.arrow", tmp_path / "scored.csv"
    with path.open("wb") as file, pa.ipc.new_stream(file, table.schema) as writer:
        writer.write_table(table, max_chunksize=5_000)
    path.write_bytes(path.read_bytes()[:-100_000])

    done = run("score", str(path), "-o", str(out), "--matrix", GRID)

    assert done.returncode == 3
    assert b"cut short" in done.stderr
    assert list(tmp_path.iterdir()) == [path]
