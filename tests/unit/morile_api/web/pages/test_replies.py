"""Replies of pages."""

from morile_api.web.exchange import Exchange
from morile_api.web.pages.replies import address, elsewhere, page_reply
from tests.wire.asgi import HOST, scope_of


async def nowhere(message: object) -> None:
    """Takes what is sent."""


def exchange(method: str = "GET") -> Exchange:
    return Exchange(scope_of(method, "/", [HOST]), nowhere)


def test_a_page_is_kept_by_nobody() -> None:
    reply = page_reply(exchange(), b"<p>", 422)

    assert (reply.status, reply.body) == (422, b"<p>")
    assert (b"cache-control", b"no-store") in reply.headers
    assert (b"content-type", b"text/html; charset=utf-8") in reply.headers


def test_head_gets_the_headers_only() -> None:
    reply = page_reply(exchange("HEAD"), b"<p>")

    assert reply.body == b""
    assert (b"content-length", b"3") in reply.headers


def test_a_vector_in_an_address_can_be_read_and_is_safe() -> None:
    """A bar and whatever could end an attribute are percent-encoded."""
    made = address("/", {"vector": 'a@1.0.0/A:b|c~low"<', "marking": None})

    assert made == "/?vector=a@1.0.0/A:b%7Cc~low%22%3C"


def test_a_redirect_says_where() -> None:
    reply = elsewhere("/?vector=x")

    assert (reply.status, reply.headers[0]) == (303, (b"location", b"/?vector=x"))
