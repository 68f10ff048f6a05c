"""No request leaves a file behind, nor has one while it is worked on: nothing spools to a disk."""

import os
import tempfile
import threading
import time
from collections.abc import Iterator
from pathlib import Path
from secrets import token_hex

import pytest

from benchmarks.soak.process import Service, running
from benchmarks.soak.wire import ARROW, JSON, NDJSON, SCORING, STREAMING, ask, post
from tests.arrow import a_body as tables
from tests.arrow import members
from tests.wire.requests import MATRIX, a_body, a_submission
from tests.wire.streams import a_stream

pytestmark = [
    pytest.mark.server,
    pytest.mark.skipif(not Path("/proc/self").exists(), reason="sees open files through /proc"),
]

WORD = f"zebra{token_hex(8)}"
"""Of this run alone, so that what others leave in a common folder is not taken for ours."""
ROWS = 5_000
SHARED = ("/dev/shm", "/var/tmp")  # noqa: S108


@pytest.fixture(scope="module")
def service(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Service]:
    with running(tmp_path_factory.mktemp("service"), max_concurrent="4") as it:
        yield it


def upload() -> bytes:
    field = 'Content-Disposition: form-data; name="file"; filename="a.csv"'
    return f"--edge\r\n{field}\r\n\r\n{WORD * 100_000}\r\n--edge--\r\n".encode()


LARGE: list[tuple[str, bytes]] = [
    ("batch", post(SCORING, a_body(*[a_submission(ref=WORD)] * ROWS), JSON)),
    ("lines", post(STREAMING, a_stream(*[a_submission(ref=WORD)] * ROWS), NDJSON)),
    ("tables", post(STREAMING, tables(members(ROWS, outcome=[WORD] * ROWS), MATRIX), ARROW)),
    ("upload", post("/prioritise", upload(), "multipart/form-data; boundary=edge")),
    (
        "form",
        post("/compare", b"first=" + WORD.encode() * 50_000, "application/x-www-form-urlencoded"),
    ),
    ("broken", post(SCORING, a_body(*[a_submission(ref=WORD)] * ROWS)[:-9], JSON)),
]


def written(service: Service) -> set[str]:
    """The files on a disk that the serving process holds open to write, unnamed ones too."""
    found = set()
    process = Path(f"/proc/{service.worker()}")
    for each in (process / "fdinfo").iterdir():
        try:
            said = each.read_text("ascii").splitlines()
            target = str((process / "fd" / each.name).readlink())
        except OSError:
            continue
        flags = next(int(line.split()[1], 8) for line in said if line.startswith("flags:"))
        if flags & os.O_ACCMODE and target.startswith("/") and not target.startswith("/dev/"):
            found.add(target)
    return found


def marked() -> list[Path]:
    """Files in common folders for temporary ones that hold the word."""
    folders = {tempfile.gettempdir(), *SHARED}
    files = [each for folder in folders if Path(folder).is_dir() for each in Path(folder).iterdir()]
    return [each for each in files if each.is_file() and WORD.encode() in each.read_bytes()]


@pytest.mark.parametrize("request_", [each for _, each in LARGE], ids=[name for name, _ in LARGE])
def test_a_large_request_touches_no_disk(service: Service, request_: bytes) -> None:
    """The only file that is open to write is the log, which whoever started the service opened."""
    seen: set[str] = set()
    over = threading.Event()

    def watch() -> None:
        while not over.is_set():
            seen.update(written(service))
            time.sleep(0.002)

    watcher = threading.Thread(target=watch)
    watcher.start()
    reply = ask(service.port, request_)
    over.set()
    watcher.join()

    assert 200 <= reply.status < 500
    assert seen == {str(service.log)}
    assert list(service.own.rglob("*")) == []
    assert marked() == []
