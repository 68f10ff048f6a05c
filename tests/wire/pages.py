"""Reading pages without a browser: their text, their fields and their links."""

from collections.abc import Mapping, Sequence
from html.parser import HTMLParser
from urllib.parse import urlencode

from tests.wire.asgi import HOST, Answer, Headers, call

TAKES_PAGES = (b"accept", b"text/html,application/xhtml+xml,*/*;q=0.8")
FORM = (b"content-type", b"application/x-www-form-urlencoded")


class Leaf(HTMLParser):
    """A page taken apart: its words in order, rows of its tables, links and fields."""

    def __init__(self, page: Answer) -> None:
        super().__init__()
        self.words: list[str] = []
        self.rows: list[list[str]] = []
        self.tags: list[tuple[str, dict[str, str | None]]] = []
        self._cell = False
        self.feed(page.body.decode())

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.tags.append((tag, dict(attrs)))
        if tag == "tr":
            self.rows.append([])
        if tag in ("td", "th"):
            self.rows[-1].append("")
            self._cell = True

    def handle_endtag(self, tag: str) -> None:
        if tag in ("td", "th"):
            self._cell = False

    def handle_data(self, data: str) -> None:
        self.words.append(data)
        if self._cell:
            self.rows[-1][-1] = " ".join(f"{self.rows[-1][-1]} {data}".split())

    @property
    def text(self) -> str:
        """All that is said, with single spaces."""
        return " ".join(" ".join(self.words).split())

    def all(self, tag: str, **having: str) -> list[dict[str, str | None]]:
        """The attributes of every tag of a kind that has these."""
        return [
            attrs for name, attrs in self.tags if name == tag and having.items() <= attrs.items()
        ]

    def row(self, first: str) -> list[str]:
        """The row of a table that begins with a word."""
        return next(row for row in self.rows if row and row[0] == first)


def open_page(path: str, query: dict[str, str | list[str]] | None = None) -> Answer:
    """What the application answers to a browser that opens a page."""
    said = urlencode(query or {}, doseq=True).encode()
    return call("GET", path, headers=[HOST, TAKES_PAGES], query=said)


def send_form(
    path: str, fields: Mapping[str, str] | Sequence[tuple[str, str]], more: Headers = ()
) -> Answer:
    """What the application answers to a form that a page of its own sends."""
    body = urlencode(fields).encode()
    length = (b"content-length", str(len(body)).encode())
    headers = [HOST, TAKES_PAGES, FORM, length, (b"sec-fetch-site", b"same-origin"), *more]
    return call("POST", path, body, headers=headers)


def send_file(path: str, data: bytes, called: str = "threats.csv", **fields: str) -> Answer:
    """What the application answers to an upload, as a browser would send it."""
    line = b"--edge\r\nContent-Disposition: form-data; name="
    parts = [line + f'"{key}"\r\n\r\n{value}\r\n'.encode() for key, value in fields.items()]
    quoted = called.replace('"', "%22")
    parts.append(
        line
        + f'"file"; filename="{quoted}"\r\nContent-Type: text/csv\r\n\r\n'.encode()
        + data
        + b"\r\n"
    )
    body = b"".join(parts) + b"--edge--\r\n"
    kind = (b"content-type", b"multipart/form-data; boundary=edge")
    length = (b"content-length", str(len(body)).encode())
    headers = [HOST, TAKES_PAGES, kind, length, (b"sec-fetch-site", b"same-origin")]
    return call("POST", path, body, headers=headers)
