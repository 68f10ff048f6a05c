"""Traces: a span for each request, for a collector of OpenTelemetry that the operator names.

What is said of a request is what the log says; libraries that do this for any application would
also send the path, the address and the user agent.
"""

import threading
import time
from typing import TYPE_CHECKING

from morile_api.language.version import VERSION
from morile_api.web.event import method_of, outcome_of
from morile_api.web.exchange import Exchange

if TYPE_CHECKING:
    from types import ModuleType

    from opentelemetry.context import Context


EXPORT_S = 2
"""For the collector to take some hundred spans."""

LAST_SPANS_S = 1
"""For what is waiting when the process stops: a collector that has gone must not hold it up."""


class Traces:
    """Sends a span for each request that is over.

    Spans wait in a queue that is bounded and are sent by a thread of the library's own; those that
    do not fit, or that the collector does not take, are lost.
    """

    def __init__(self, address: str) -> None:
        """Send to a collector: OTLP over HTTP, as at `http://127.0.0.1:4318/v1/traces`."""
        # The libraries are an extra, and slow to load; settings without them name no collector.
        from opentelemetry import trace
        from opentelemetry.exporter.otlp.proto.http.trace_exporter import OTLPSpanExporter
        from opentelemetry.sdk.resources import Resource
        from opentelemetry.sdk.trace import TracerProvider
        from opentelemetry.sdk.trace.export import BatchSpanProcessor

        about = Resource.create({"service.name": "morile", "service.version": VERSION})
        provider = TracerProvider(resource=about, shutdown_on_exit=False)
        exporter = OTLPSpanExporter(endpoint=address, timeout=EXPORT_S)
        provider.add_span_processor(BatchSpanProcessor(exporter))
        self._trace = trace
        self._tracer = provider.get_tracer("morile", VERSION)
        self._ended = threading.Thread(target=provider.shutdown, name="traces", daemon=True)

    def close(self) -> None:
        """Send what is waiting, for as long as one may expect a collector to take it."""
        self._ended.start()
        self._ended.join(LAST_SPANS_S)

    def tell(self, exchange: Exchange) -> None:
        """Put a request into the queue."""
        now = time.time_ns()
        span = self._tracer.start_span(
            exchange.route or "none",
            context=_parent(self._trace, exchange),
            kind=self._trace.SpanKind.SERVER,
            start_time=now - int(exchange.milliseconds * 1_000_000),
            attributes=_said_of(exchange),
        )
        if exchange.status >= 500:
            span.set_status(self._trace.StatusCode.ERROR)
        span.end(now)


def _parent(trace: "ModuleType", exchange: Exchange) -> "Context | None":
    """The caller's span, where they named one (W3C Trace Context)."""
    if exchange.trace is None:
        return None
    _, trace_id, span_id, flags = exchange.trace.decode().split("-")
    caller = trace.SpanContext(
        int(trace_id, 16),
        int(span_id, 16),
        is_remote=True,
        trace_flags=trace.TraceFlags(int(flags, 16)),
    )
    within: Context = trace.set_span_in_context(trace.NonRecordingSpan(caller))
    return within


def _said_of(exchange: Exchange) -> dict[str, str | int]:
    """By the names of OpenTelemetry's conventions for HTTP, and names of ours."""
    said: dict[str, str | int] = {
        "http.request.method": method_of(exchange),
        "http.route": exchange.route or "none",
        "http.response.status_code": exchange.status,
        "http.request.body.size": exchange.received,
        "morile.request_id": exchange.request_id.decode(),
        "morile.outcome": outcome_of(exchange),
    }
    if exchange.done is not None:
        said["morile.matrix"] = f"{exchange.done.matrix.id}@{exchange.done.matrix.version}"
        said["morile.submissions"] = exchange.done.submissions
        said["morile.refused"] = exchange.done.refused
    return said
