"""The real command with what broken or hostile callers give it: no traceback, nothing lost."""

import json
import os
import signal
import subprocess
import sys
import time
from pathlib import Path

import pytest

from tests.builders import CANARY
from tests.house.sources import ROOT

pytestmark = pytest.mark.slow

SAMPLE = ROOT / "docs" / "examples" / "threats.csv"
COMMAND = str(Path(sys.executable).with_name("morile"))
HEADER = "ref,organisation,threat_type,impact,likelihood"
GOOD = "A-1,NCA,fraud,3,2"


def run(
    *words: str, given: bytes | None = None, environment: dict[str, str] | None = None
) -> subprocess.CompletedProcess[bytes]:
    clean = {name: it for name, it in os.environ.items() if not name.startswith("MORILE_")}
    done = subprocess.run(
        [COMMAND, *words],
        input=given,
        capture_output=True,
        env=clean | (environment or {}),
        timeout=60,
        check=False,
    )
    assert b"Traceback" not in done.stderr, done.stderr.decode()
    return done


def table(*rows: str, header: str = HEADER) -> bytes:
    return "\n".join([header, *rows, ""]).encode()


def scored(given: bytes, *words: str, holds: str = "csv") -> subprocess.CompletedProcess[bytes]:
    return run("score", "-", "--from", holds, "--to", "json", *words, given=given)


def test_the_sample_as_csv_gives_the_bytes_of_the_sample_as_a_request() -> None:
    """The two files say the same, so the command must, and the service's engine with it."""
    table = run("score", str(SAMPLE), "--to", "json")
    request = run("score", str(SAMPLE.with_suffix(".json")), "--to", "json")

    assert (table.returncode, request.returncode) == (0, 0)
    assert table.stdout == request.stdout
    assert json.loads(table.stdout)["summary"] == {"total": 60, "assessed": 60, "refused": 0}


def test_hostile_cells_are_refused_one_by_one_and_never_repeated() -> None:
    """NUL, control characters, direction marks, endless words: the good row is scored."""
    hostile = [
        f"A\x00{CANARY},NCA,fraud,3,2",
        f"A\x1b[31m{CANARY},NCA,fraud,3,2",
        f"A\u202e{CANARY},NCA,fraud,3,2",
        f"{CANARY * 100},NCA,fraud,3,2",
        f"A-1,{CANARY},fraud,3,2",
        f"A-1,NCA,{CANARY},3,2",
        f"A-1,NCA,fraud,{CANARY},2",
        f"A-1,NCA,fraud,3|{CANARY},2",
        f"A-1,NCA,fraud,3~{CANARY},2",
        "A-1,NCA,fraud,3|3,2",
        "A-1,NCA,fraud,,",
        ",,,3,2",
    ]

    done = scored(table(*hostile, GOOD))

    assert done.returncode == 1
    assert json.loads(done.stdout)["summary"] == {"total": 13, "assessed": 1, "refused": 12}
    assert CANARY.encode() not in done.stdout + done.stderr
    for row in range(2, 14):
        assert f"standard input: row {row}".encode() in done.stderr


@pytest.mark.parametrize(
    ("given", "says"),
    [
        (b"", b"standard input: is empty"),
        (b"\n\n", b"is empty"),
        (table(), b"holds no submissions"),
        (table(GOOD).decode().encode("utf-16"), b"UTF-16"),
        (table(GOOD, header=HEADER + ",caf\u00e9").decode().encode("cp1252"), b"line 1: not UTF-8"),
        (table(GOOD, header=HEADER.replace("impact", "inpact")), b"is it column D?"),
        (table(GOOD, header=HEADER.replace("likelihood", "impact")), b"same name as column D"),
        (table(GOOD, header=HEADER + "," + CANARY), b"column F: no such column"),
        (table(GOOD).replace(b",", b";"), b"semicolons"),
        (os.urandom(4096), b"standard input"),
        (b"\x00" * 4096, b"UTF-16"),
        (b'"' * 4095, b"quotation mark"),
    ],
    ids=[
        "empty",
        "blank",
        "header alone",
        "UTF-16",
        "cp1252",
        "misspelt column",
        "duplicate column",
        "unknown column",
        "semicolons",
        "noise",
        "NULs",
        "quotation marks",
    ],
)
def test_a_table_that_cannot_be_used_is_refused_whole_with_the_remedy(
    given: bytes, says: bytes
) -> None:
    done = scored(given)

    assert (done.returncode, done.stdout) == (3, b"")
    assert says in done.stderr
    assert CANARY.encode() not in done.stderr


@pytest.mark.parametrize(
    ("given", "code", "exits"),
    [
        (b"nonsense", b"not-json", 3),
        (b"\xff", b"not-utf8", 3),
        (b"[" * 100_000, b"too-deep", 3),
        (b"[]", b"wrong-type", 1),
        (b"{}", b"missing-member", 1),
        (b'{"matrix": "priority-grid-4x4@1.0.0", "submissions": []}', b"too-short", 1),
    ],
)
def test_a_request_at_fault_is_refused_whole(given: bytes, code: bytes, exits: int) -> None:
    """What cannot be read at all ends the command as an unreadable file does."""
    done = scored(given, holds="json")

    assert (done.returncode, done.stdout) == (exits, b"")
    assert b"[" + code + b"]" in done.stderr


def test_a_request_in_utf8_with_a_mark_is_read() -> None:
    """Some editors of one common system put it before everything they save."""
    request = b"\xef\xbb\xbf" + SAMPLE.with_suffix(".json").read_bytes()

    assert scored(request, holds="json").returncode == 0


def test_hostile_lines_are_refused_one_by_one() -> None:
    good = {"ref": "A-1", "organisation": "NCA", "threat_type": "fraud"}
    good["levels"] = {"impact": "3", "likelihood": "2"}  # type: ignore[assignment]
    deep = b"[" * 100_000 + b"]" * 100_000
    twice = b'{"ref": "A", "ref": "B"}'
    wide = json.dumps(good | {CANARY * 3000: 1}).encode()
    lines = [b"{", b"\xff", deep, twice, b"NaN", b"7", b'"x"', b"[]", b"{}", wide]

    done = scored(
        b"\n".join([*lines, json.dumps(good).encode()]),
        *("--matrix", "priority-grid-4x4@1.0.0"),
        holds="ndjson",
    )

    assert done.returncode == 1
    assert json.loads(done.stdout)["summary"] == {"total": 11, "assessed": 1, "refused": 10}
    assert CANARY.encode() not in done.stdout + done.stderr


def test_text_that_looks_like_a_formula_is_marked_in_csv_and_exact_in_json() -> None:
    given = table("=cmd|' /C calc'!A0,NCA,fraud,3,2")

    sheet = run("score", "-", "--from", "csv", "--to", "csv", given=given)
    exact = scored(given)

    assert b"\n'=cmd|' /C calc'!A0,NCA," in sheet.stdout
    assert json.loads(exact.stdout)["results"][0]["ref"] == "=cmd|' /C calc'!A0"


def test_whoever_stops_reading_stops_the_command_quietly(tmp_path: Path) -> None:
    """As `morile score threats.csv --to ndjson | head -1` does."""
    path = tmp_path / "threats.csv"
    path.write_bytes(table(*[GOOD] * 20_000))
    process = subprocess.Popen(
        [COMMAND, "score", str(path), "--to", "ndjson"],
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
    )
    assert process.stdout
    assert process.stderr
    process.stdout.readline()
    process.stdout.close()

    assert process.wait(60) == 141
    assert process.stderr.read() == b""
    process.stderr.close()


def test_an_interrupt_ends_the_command_quietly() -> None:
    process = subprocess.Popen(
        [COMMAND, "score", "-", "--from", "csv"],
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
    )
    # It waits for its input by now, matrices and all.
    time.sleep(2)
    process.send_signal(signal.SIGINT)
    out, err = process.communicate(timeout=60)

    assert (process.returncode, out, err) == (130, b"", b"")


def test_output_is_utf8_whatever_the_terminal_thinks() -> None:
    given = table("Caf\u00e9-1,NCA,fraud,3,2")
    plain = {"LC_ALL": "C", "PYTHONUTF8": "0", "PYTHONCOERCECLOCALE": "0"}

    done = run("score", "-", "--from", "csv", "--to", "table", given=given, environment=plain)

    assert done.returncode == 0
    assert "Caf\u00e9-1" in done.stdout.decode("utf-8")


def test_no_colour_and_no_control_characters_ever() -> None:
    """So NO_COLOR and dumb terminals have nothing to switch off."""
    done = run("score", str(SAMPLE), "--to", "table", environment={"FORCE_COLOR": "1"})

    assert b"\x1b" not in done.stdout + done.stderr
