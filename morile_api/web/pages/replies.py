"""Replies to requests for pages: HTML, and the way to another page."""

from collections.abc import Mapping
from urllib.parse import quote

from morile_api.web.exchange import Exchange, Headers
from morile_api.web.replies import NO_STORE, Reply

HTML_UTF8 = b"text/html; charset=utf-8"
IN_A_QUERY = "@:/~,"
"""What stands in a query as it is (RFC 3986, section 3.4), so that a vector in an address can be
read; a bar may not, and is written `%7C`. All of it is safe in HTML too."""


def page_reply(exchange: Exchange, body: bytes, status: int = 200) -> Reply:
    """A page that no one may keep; `HEAD` gets the headers only."""
    headers: Headers = [
        (b"content-type", HTML_UTF8),
        (b"content-length", str(len(body)).encode()),
        (b"cache-control", NO_STORE),
    ]
    return Reply(status, headers, b"" if exchange.method == "HEAD" else body)


def elsewhere(address: str) -> Reply:
    """Send the browser to another page of ours."""
    headers = [
        (b"location", address.encode("ascii")),
        (b"content-length", b"0"),
        (b"cache-control", NO_STORE),
    ]
    return Reply(303, headers, b"")


def address(path: str, query: Mapping[str, str | None]) -> str:
    """A link to a page of ours.

    Args:
        path: of the page.
        query: what it is to show; members that are None or empty are left out.
    """
    said = "&".join(
        f"{name}={quote(value, safe=IN_A_QUERY)}" for name, value in query.items() if value
    )
    return f"{path}?{said}" if said else path
