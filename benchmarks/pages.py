"""Pages beside the calls that they wrap: the application in this process, asked both ways."""

import asyncio
from collections.abc import Callable, Iterable, Sequence
from contextlib import closing
from pathlib import Path
from typing import Any
from urllib.parse import urlencode

import msgspec

from benchmarks.mixes import MATRIX, body, sample
from benchmarks.results import Line, Part
from benchmarks.timing import Work, timed
from morile_api.web.app import create_app
from morile_api.web.pages.calculator import VECTOR
from morile_api.web.pages.compare import FIRST, SECOND
from morile_api.web.pages.scored import FLIPS
from morile_api.web.settings import Settings

MOST = 1.5
"""How many times its calls a page may take."""

DIFFERENT = 12
"""Vectors in one turn."""

TURNS = 15
SECONDS = 15.0

TABLE = Path(__file__).parents[1] / "docs" / "examples" / "threats.csv"
SLOTS = 10
WISHES = {"explain": True, "sentence": True, "distribution": True, "flips": FLIPS}
EDGE = b"edge"

Headers = list[tuple[bytes, bytes]]


class Asked(msgspec.Struct, frozen=True):
    """One request."""

    method: str
    path: str
    body: bytes = b""
    query: bytes = b""
    kind: bytes = b"application/json"
    page: bool = False


class Asker:
    """Whoever asks the application, one request after another, without a server between."""

    def __init__(self) -> None:
        self._loop = asyncio.new_event_loop()
        self._app = create_app(Settings(log_level="error"))

    def close(self) -> None:
        """Ask no more."""
        self._loop.close()

    def ask(self, it: Asked) -> bytes:
        """What is answered.

        Raises:
            RuntimeError: the answer is a problem, whose time means nothing.
        """
        status, said = self._loop.run_until_complete(self._exchanged(it))
        if status != 200:
            raise RuntimeError(f"{it.path} answers {status}")
        return said

    async def _exchanged(self, it: Asked) -> tuple[int, bytes]:
        waiting = [{"type": "http.request", "body": it.body, "more_body": False}]
        sent: list[Any] = []

        async def receive() -> dict[str, Any]:
            return waiting.pop() if waiting else {"type": "http.disconnect"}

        async def send(message: Any) -> None:
            sent.append(message)

        await self._app(_scope(it), receive, send)  # type: ignore[arg-type]
        return sent[0]["status"], b"".join(each.get("body", b"") for each in sent[1:])


def _scope(it: Asked) -> dict[str, Any]:
    headers: Headers = [(b"host", b"localhost")]
    if it.method == "POST":
        length = str(len(it.body)).encode()
        headers += [(b"content-type", it.kind), (b"content-length", length)]
    if it.page:
        headers += [(b"accept", b"text/html"), (b"sec-fetch-site", b"same-origin")]
    return {
        **{"type": "http", "asgi": {"version": "3.0", "spec_version": "2.3"}},
        **{"http_version": "1.1", "scheme": "http", "root_path": "", "state": {}},
        **{"server": ("127.0.0.1", 8080), "client": ("127.0.0.1", 50_000)},
        **{"method": it.method, "path": it.path, "raw_path": it.path.encode()},
        **{"query_string": it.query, "headers": headers},
    }


def pages() -> Part:
    """Each page, and the calls of the API that give what it shows."""
    with closing(Asker()) as asker:
        found = [_line(asker, *each) for each in pairs(asker)]
    against = (
        "Processor time of each page against that of the calls of the API that it wraps, with the "
        f"same wishes, in process and through the whole application; {MATRIX}, the realistic mix. "
        "The ranking is of the sample's threats, beside assessing and ranking them."
    )
    return Part("Pages", against, found)


def _line(asker: Asker, work: str, shown: Sequence[Asked], calls: Sequence[Asked]) -> Line:
    works = {"page": _all_of(asker.ask, shown), "calls": _all_of(asker.ask, calls)}
    turns = timed(works, TURNS, SECONDS)
    page, both = (turns.median(name) * 1e3 / len(shown) for name in works)
    beside = f"{page:.2f} against {both:.2f} ms"
    return Line(work, turns.ratio("page", "calls"), MOST, beside=beside, peak=turns.peaks["page"])


def _all_of(ask: Callable[[Asked], bytes], every: Iterable[Asked]) -> Work:
    def work() -> None:
        for each in every:
            ask(each)

    return work


def pairs(asker: Asker) -> list[tuple[str, list[Asked], list[Asked]]]:
    """What is measured: its name, the pages, and the calls behind them."""
    answer = msgspec.json.decode(asker.ask(_api("assessments", body("realistic", DIFFERENT))))
    vectors = [each["vector"] for each in answer["results"]]
    beside = [*vectors[1:], vectors[0]]
    assess = [_api("assessments", _request(it, **WISHES)) for it in vectors]
    assess_other = [_api("assessments", _request(it, **WISHES)) for it in beside]
    two = zip(vectors, beside, strict=True)
    compared = [_opened("/compare", {FIRST: one, SECOND: other}) for one, other in two]
    rows: dict[str, Any] = {"matrix": MATRIX, "submissions": sample()}
    ranking = [
        _api("assessments", msgspec.json.encode(rows)),
        _api("priorities", msgspec.json.encode({**rows, "slots": SLOTS})),
    ]
    return [
        ("result", [_opened("/", {VECTOR: it}) for it in vectors], assess),
        ("comparison", compared, [*assess, *assess_other]),
        ("ranking of 60 threats", [_uploaded(TABLE.read_bytes())], ranking),
    ]


def _request(vector: str, **wishes: Any) -> bytes:
    submission = {"ref": "A", "organisation": "NCA", "threat_type": "fraud", "vector": vector}
    return msgspec.json.encode({"matrix": MATRIX, "submissions": [submission], **wishes})


def _api(name: str, request: bytes) -> Asked:
    return Asked("POST", f"/v1/{name}", request)


def _opened(path: str, query: dict[str, str]) -> Asked:
    return Asked("GET", path, query=urlencode(query).encode(), page=True)


def _uploaded(data: bytes) -> Asked:
    line = b"--" + EDGE + b"\r\nContent-Disposition: form-data; name="
    slots = line + b'"slots"\r\n\r\n%d\r\n' % SLOTS
    file = line + b'"file"; filename="threats.csv"\r\nContent-Type: text/csv\r\n\r\n' + data
    kind = b"multipart/form-data; boundary=" + EDGE
    whole = slots + file + b"\r\n--" + EDGE + b"--\r\n"
    return Asked("POST", "/prioritise", whole, kind=kind, page=True)
