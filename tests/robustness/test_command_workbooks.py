"""The real command with workbooks that are broken or hostile: exit codes, and no traceback."""

import io
import resource
import subprocess
import sys
import zipfile
from pathlib import Path

import pytest

from tests.robustness.test_command_input import run
from tests.workbooks import a_row, blank, filled_in, opened, packed, repacked

pytestmark = pytest.mark.slow

OLE = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + b"\0" * 504


def outdated() -> bytes:
    """A workbook for a version that is not here."""
    book = opened(filled_in(a_row()))
    book["Cover"]["B4"].value = "priority-grid-4x4@0.9.0"
    return packed(book)


def unnamed() -> bytes:
    """A workbook that lost the heading of a criterion."""
    book = opened(filled_in(a_row()))
    book["Threats"]["H1"].value = None
    return packed(book)


@pytest.mark.parametrize(
    ("data", "code", "said"),
    [
        (filled_in(a_row()), 0, b"are published"),
        (filled_in(a_row(), a_row("A-2", "=1+1")), 1, b"Threats!H3: a formula"),
        (outdated(), 1, b"morile template priority-grid-4x4@1.0.0"),
        (unnamed(), 3, b"column impact is missing"),
        (blank(), 3, b"Threats!A2: no row is filled in"),
        (OLE, 3, b"save it as .xlsx"),
        (b"ref,organisation\n", 3, b"no workbook"),
        (b"", 3, b"is empty"),
    ],
)
def test_the_exit_code_says_how_far_it_came(
    tmp_path: Path, data: bytes, code: int, said: bytes
) -> None:
    """0 all, 1 some or the whole refused, 3 unreadable; a copy only where rows were scored."""
    book, copy = tmp_path / "t.xlsx", tmp_path / "scored.xlsx"
    book.write_bytes(data)

    done = run("score", str(book), "-o", str(copy))

    assert (done.returncode, said in done.stderr) == (code, True), done.stderr.decode()
    assert copy.exists() == (b"Threats!H3" in done.stderr or code == 0)


@pytest.mark.parametrize(
    "words",
    [
        ("template", "thematic@1.0.0"),
        ("template", "thematic@1.0.0", "-o", "t.csv"),
        ("template", "zebra@1.0.0", "-o", "t.xlsx"),
        ("template", "thematic@1.0.0", "-o", "t.xlsx", "--marking", "PURPLE"),
        ("score", "-", "--from", "xls"),
    ],
)
def test_wrong_use_is_the_code_2(words: tuple[str, ...]) -> None:
    assert run(*words).returncode == 2


def test_a_workbook_comes_and_goes_through_a_pipe(tmp_path: Path) -> None:
    done = run("score", "-", "--from", "xlsx", "--to", "xlsx", given=filled_in(a_row()))

    copy = tmp_path / "copy.xlsx"
    copy.write_bytes(done.stdout)
    assert done.returncode == 0
    assert zipfile.is_zipfile(copy)
    assert run("score", str(copy), "--to", "csv").stdout.startswith(b"ref,")


def test_a_bomb_is_refused_in_bounded_memory(tmp_path: Path) -> None:
    """A gigabyte of spaces that pack into a megabyte; the command has 512 MiB and no more."""
    bomb = tmp_path / "bomb.xlsx"
    with zipfile.ZipFile(bomb, "w", zipfile.ZIP_DEFLATED) as package:
        package.writestr("[Content_Types].xml", "<x/>")
        with package.open("xl/worksheets/sheet1.xml", "w") as part:
            for _ in range(1024):
                part.write(b" " * (1 << 20))

    def bounded() -> None:
        resource.setrlimit(resource.RLIMIT_AS, (512 << 20, 512 << 20))

    done = subprocess.run(
        [sys.executable, "-c", _SCORE, str(bomb)],
        capture_output=True,
        preexec_fn=bounded,
        timeout=120,
        check=False,
    )

    assert done.returncode == 0, done.stderr.decode()
    assert b"larger than 64 MiB when unpacked" in done.stdout


_SCORE = """
import sys
from morile import BadSubmission
from morile_api.sheets.package import checked
try:
    checked(open(sys.argv[1], "rb").read())
except BadSubmission as refused:
    print(refused)
"""


def test_parts_may_be_torn_anywhere(tmp_path: Path) -> None:
    """Each part in turn cut in half: refused, or scored where it did not matter, never a crash."""
    data = filled_in(a_row())
    with zipfile.ZipFile(io.BytesIO(data)) as package:
        names = package.namelist()
    for name in names:

        def half(part: str, text: bytes, name: str = name) -> bytes:
            return text[: len(text) // 2] if part == name else text

        path = tmp_path / "torn.xlsx"
        path.write_bytes(repacked(data, half))
        assert run("score", str(path), "--to", "csv").returncode in (0, 1, 3), name
