"""Events: one word for how a request ended, and names of ours only."""

from typing import Any

import pytest

from morile_api.language.assessment import MatrixMark
from morile_api.web.event import event_of, level_of, method_of, outcome_of
from morile_api.web.exchange import Done, Exchange
from tests.wire.asgi import HOST, scope_of

MARK = MatrixMark("example", "1.0.0", "draft", "sha256:00")
TRACE = b"00-4bf92f3577b34da6a3ce929d0e0e4736-00f067aa0ba902b7-01"


def an_exchange(
    status: int = 200, method: str = "GET", trace: bytes = TRACE, **noted: Any
) -> Exchange:
    async def send(_: Any) -> None: ...

    exchange = Exchange(scope_of(method, "/v1", [HOST, (b"traceparent", trace)]), send)
    exchange.status = status
    for name, value in noted.items():
        setattr(exchange, name, value)
    return exchange


@pytest.mark.parametrize(
    ("exchange", "outcome", "level"),
    [
        (an_exchange(200), "done", "info"),
        (an_exchange(304), "done", "info"),
        (an_exchange(207, done=Done(MARK, 2, 1)), "partly-refused", "info"),
        (an_exchange(200, done=Done(MARK, 2, 0)), "done", "info"),
        (an_exchange(404, outcome="not-found"), "not-found", "warning"),
        (an_exchange(503, outcome="overloaded"), "overloaded", "error"),
        (an_exchange(0), "unanswered", "error"),
    ],
)
def test_a_request_ends_in_one_word(exchange: Exchange, outcome: str, level: str) -> None:
    assert (outcome_of(exchange), level_of(exchange)) == (outcome, level)


def test_an_event_names_the_trace_that_a_caller_belongs_to() -> None:
    """The second part of a `traceparent` (W3C Trace Context, section 3.2.2)."""
    event = event_of("info", an_exchange(), None)

    assert event.trace_id == "4bf92f3577b34da6a3ce929d0e0e4736"


def test_what_is_no_trace_is_not_repeated() -> None:
    assert event_of("info", an_exchange(trace=b"mine"), None).trace_id is None


def test_without_a_key_or_without_a_body_nothing_is_said_of_the_input() -> None:
    """Answers are so few that a plain hash of them could be guessed."""
    assert event_of("info", an_exchange(body=b"{}"), None).input is None
    assert event_of("info", an_exchange(body=b""), b"key").input is None


def test_a_method_of_the_callers_own_is_called_other() -> None:
    assert method_of(an_exchange(method="ZEBRA")) == "other"
    assert method_of(an_exchange(method="POST")) == "POST"
