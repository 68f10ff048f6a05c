"""What one request and its reply carry."""

import asyncio
from typing import Any

import pytest

from morile_api.web.exchange import KEY, Exchange, exchange_of
from tests.wire.asgi import HOST, Headers, scope_of

TRACE = b"00-4bf92f3577b34da6a3ce929d0e0e4736-00f067aa0ba902b7-01"


def an_exchange(headers: Headers = (HOST,), sent: list[Any] | None = None) -> Exchange:
    async def send(message: Any) -> None:
        if sent is not None:
            sent.append(message)

    return Exchange(scope_of("GET", "/v1", headers), send)


def start(exchange: Exchange) -> None:
    message: Any = {"type": "http.response.start", "status": 200, "headers": [(b"a", b"b")]}
    asyncio.run(_sent(exchange, message))


async def _sent(exchange: Exchange, message: Any) -> None:
    await exchange.send(message)


def test_the_callers_own_id_is_kept_if_it_can_do_no_harm() -> None:
    assert an_exchange([HOST, (b"request-id", b"A-1_b.c")]).request_id == b"A-1_b.c"


@pytest.mark.parametrize("own", [b"", b" ", b"a b", b"x" * 65, b"\xc3\xa9", b"a\n"])
def test_any_other_id_is_replaced(own: bytes) -> None:
    made = an_exchange([HOST, (b"request-id", own)]).request_id

    assert made != own
    assert len(made) == 16


def test_two_ids_are_none() -> None:
    headers = [HOST, (b"request-id", b"one"), (b"request-id", b"two")]

    assert len(an_exchange(headers).request_id) == 16


def test_a_repeated_header_is_one_list() -> None:
    headers = [(b"accept", b"a/b"), (b"x", b"1"), (b"accept", b"c/d")]

    assert an_exchange(headers).headers == {b"accept": b"a/b, c/d", b"x": b"1"}


def test_every_reply_gets_id_trace_and_protection() -> None:
    sent: list[Any] = []
    exchange = an_exchange([HOST, (b"traceparent", TRACE)], sent)

    start(exchange)

    headers = dict(sent[0]["headers"])
    assert headers[b"a"] == b"b"
    assert headers[b"request-id"] == exchange.request_id
    assert headers[b"traceparent"] == TRACE
    assert headers[b"x-content-type-options"] == b"nosniff"
    assert b"connection" not in headers
    assert exchange.status == 200


def test_a_connection_that_cannot_be_used_again_is_closed() -> None:
    sent: list[Any] = []
    exchange = an_exchange(sent=sent)
    exchange.close = True

    start(exchange)

    assert (b"connection", b"close") in sent[0]["headers"]


def test_a_trace_of_another_form_is_left_out() -> None:
    sent: list[Any] = []

    start(an_exchange([HOST, (b"traceparent", b"anything")], sent))

    assert b"traceparent" not in dict(sent[0]["headers"])


@pytest.mark.parametrize(("route", "instance"), [("/v1", "/v1"), ("/{name}", None), (None, None)])
def test_the_path_is_told_only_where_it_is_ours(route: str | None, instance: str | None) -> None:
    exchange = an_exchange()
    exchange.route = route

    assert exchange.instance == instance


def test_a_handler_finds_the_exchange_in_its_scope() -> None:
    exchange = an_exchange()

    assert exchange_of({KEY: exchange}) is exchange
