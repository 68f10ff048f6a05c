"""Traces: a span for each request reaches the collector, and nothing of what was sent."""

import gzip
import threading
from collections.abc import Iterator
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from typing import Any

import pytest
from opentelemetry.proto.collector.trace.v1.trace_service_pb2 import ExportTraceServiceRequest

from morile_api.web import settings as settings_of
from morile_api.web.exchange import Done, Exchange
from morile_api.web.settings import BadSettings, read_settings
from morile_api.web.traces import Traces
from tests.builders import CANARY
from tests.unit.morile_api.web.test_event import MARK
from tests.unit.morile_api.web.test_event import an_exchange as over


class Collector(BaseHTTPRequestHandler):
    """Takes what is sent and keeps it."""

    bodies: list[bytes]

    def do_POST(self) -> None:
        body = self.rfile.read(int(self.headers["Content-Length"]))
        zipped = self.headers.get("Content-Encoding") == "gzip"
        self.bodies.append(gzip.decompress(body) if zipped else body)
        self.send_response(200)
        self.send_header("Content-Length", "0")
        self.end_headers()

    def log_message(self, *_: Any) -> None:
        """Say nothing."""


@pytest.fixture
def collector() -> Iterator[tuple[str, list[bytes]]]:
    bodies: list[bytes] = []
    kept = type("Kept", (Collector,), {"bodies": bodies})
    with ThreadingHTTPServer(("127.0.0.1", 0), kept) as server:
        thread = threading.Thread(target=server.serve_forever)
        thread.start()
        yield f"http://127.0.0.1:{server.server_port}/v1/traces", bodies
        server.shutdown()
        thread.join()


def sent(bodies: list[bytes]) -> list[Any]:
    return [
        span
        for body in bodies
        for resource in ExportTraceServiceRequest.FromString(body).resource_spans
        for scope in resource.scope_spans
        for span in scope.spans
    ]


def told(address: str, *exchanges: Exchange) -> None:
    traces = Traces(address)
    for each in exchanges:
        traces.tell(each)
    traces.close()


def test_a_span_says_what_the_log_says_under_the_callers_span(
    collector: tuple[str, list[bytes]],
) -> None:
    address, bodies = collector
    exchange = over(207, done=Done(MARK, 3, 1), route="/v1/assessments", body=CANARY.encode())

    told(address, exchange)

    [span] = sent(bodies)
    said = {each.key: each.value.string_value or each.value.int_value for each in span.attributes}
    assert span.name == "/v1/assessments"
    assert span.trace_id.hex() == "4bf92f3577b34da6a3ce929d0e0e4736"
    assert span.parent_span_id.hex() == "00f067aa0ba902b7"
    assert span.end_time_unix_nano > span.start_time_unix_nano
    assert said == {
        "http.request.method": "GET",
        "http.route": "/v1/assessments",
        "http.response.status_code": 207,
        "http.request.body.size": 0,
        "morile.request_id": exchange.request_id.decode(),
        "morile.outcome": "partly-refused",
        "morile.matrix": "example@1.0.0",
        "morile.submissions": 3,
        "morile.refused": 1,
    }
    assert CANARY.encode() not in b"".join(bodies)


def test_what_failed_is_marked_as_failed(collector: tuple[str, list[bytes]]) -> None:
    address, bodies = collector

    told(address, over(404), over(500))

    assert [span.status.code for span in sent(bodies)] == [0, 2]


def test_a_caller_who_wants_no_trace_gets_none(collector: tuple[str, list[bytes]]) -> None:
    """The last part of `traceparent` is 00 (W3C Trace Context, section 3.2.2.5)."""
    address, bodies = collector

    told(address, over(200, trace=b"00-4bf92f3577b34da6a3ce929d0e0e4736-00f067aa0ba902b7-00"))

    assert sent(bodies) == []


@pytest.mark.filterwarnings("ignore")
def test_a_collector_that_is_not_there_stops_nothing() -> None:
    """Not the end of the process either, which waits for a moment only."""
    traces = Traces("http://127.0.0.1:9/v1/traces")
    for _ in range(100):
        traces.tell(over(200))
    traces.close()
    traces._ended.join(10)

    assert not traces._ended.is_alive()


def test_an_address_is_one_of_the_web_and_needs_the_extra(
    monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    address = "http://127.0.0.1:4318/v1/traces"
    assert read_settings({"MORILE_TRACES": address}).traces == address
    with pytest.raises(BadSettings, match="MORILE_TRACES"):
        read_settings({"MORILE_TRACES": "127.0.0.1:4318"})

    monkeypatch.setattr(settings_of, "_there", lambda _: False)
    with pytest.raises(BadSettings, match="telemetry"):
        read_settings({"MORILE_TRACES": address})
