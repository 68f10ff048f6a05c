"""Replies, and documents that are encoded once."""

import asyncio
from decimal import Decimal
from hashlib import sha256
from typing import Any

import pytest

from morile_api.web.exchange import Exchange
from morile_api.web.replies import (
    NO_CACHE,
    Reply,
    document_of,
    document_reply,
    encoder,
    json_reply,
)
from tests.wire.asgi import HOST, exchanged, scope_of

DOCUMENT = document_of(b'{"a":1}', NO_CACHE)


def asked(method: str = "GET", if_none_match: bytes | None = None) -> Exchange:
    headers = [HOST] if if_none_match is None else [HOST, (b"if-none-match", if_none_match)]

    async def send(_: Any) -> None: ...

    return Exchange(scope_of(method, "/v1", headers), send)


def test_a_reply_sends_what_it_was_made_of() -> None:
    reply = Reply(207, [(b"a", b"b")], b"body")

    answer = asyncio.run(exchanged(reply, scope_of("GET", "/", [HOST]), []))

    assert (answer.status, answer.headers, answer.body) == (207, [(b"a", b"b")], b"body")


def test_scores_may_not_be_kept() -> None:
    reply = json_reply({"score": 1}, 207)

    assert (reply.status, reply.body) == (207, b'{"score":1}')
    assert dict(reply.headers) == {
        b"content-type": b"application/json",
        b"content-length": b"11",
        b"cache-control": b"no-store",
    }


def test_figures_are_numbers_on_the_wire() -> None:
    """A definition keeps 0.25 exactly as it was written."""
    assert encoder.encode([Decimal("0.25"), Decimal(8)]) == b"[0.25,8]"


def test_the_etag_is_the_hash_of_the_bytes() -> None:
    assert DOCUMENT.etag == b'"' + sha256(b'{"a":1}').hexdigest().encode() + b'"'


def test_a_document_is_sent_whole_and_its_head_without_it() -> None:
    whole, head = document_reply(DOCUMENT, asked()), document_reply(DOCUMENT, asked("HEAD"))

    assert (whole.status, whole.body) == (200, b'{"a":1}')
    assert (head.status, head.body) == (200, b"")
    assert head.headers == whole.headers
    assert (b"content-length", b"7") in whole.headers


@pytest.mark.parametrize("form", [b"%s", b"W/%s", b'"x", %s', b'%s,"x"', b"*", b" * "])
def test_what_is_known_is_not_sent(form: bytes) -> None:
    etag = DOCUMENT.etag
    had = form.replace(b"%s", etag)

    reply = document_reply(DOCUMENT, asked(if_none_match=had))

    assert (reply.status, reply.body) == (304, b"")
    assert reply.headers == [(b"etag", etag), (b"cache-control", b"no-cache")]


@pytest.mark.parametrize("had", [b"", b'""', b'"x"', DOCUMENT.etag.strip(b'"'), b'w/"x"'])
def test_anything_else_is_answered_in_full(had: bytes) -> None:
    assert document_reply(DOCUMENT, asked(if_none_match=had)).status == 200
