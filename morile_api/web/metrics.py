"""Metrics: what happened here in numbers, for Prometheus; no label is a caller's text."""

from collections.abc import Iterator, Sequence

from litestar import route
from litestar.handlers import HTTPRouteHandler
from litestar.types import ASGIApp, Scope
from prometheus_client import (
    CollectorRegistry,
    Counter,
    Gauge,
    Histogram,
    Info,
    ProcessCollector,
    generate_latest,
)
from prometheus_client.metrics_core import CounterMetricFamily, Metric
from prometheus_client.registry import Collector

from morile_api.language.assessment import MatrixMark
from morile_api.language.version import ENGINE_VERSION, VERSION
from morile_api.web.event import method_of, outcome_of
from morile_api.web.exchange import Exchange, exchange_of
from morile_api.web.log import EventLog
from morile_api.web.replies import NO_STORE, READ, Reply

CONTENT_TYPE = b"text/plain; version=0.0.4; charset=utf-8"

SECONDS = (0.001, 0.0025, 0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1.0, 2.5, 5.0, 10.0)
"""Of requests: a single scoring takes about one millisecond, the longest body ten seconds."""

SHED = "overloaded"


class Metrics:
    """The numbers of one process.

    Requests are counted by route, which is the template of the path and never the path; faults by
    code; submissions by matrix.
    """

    def __init__(self, log: EventLog, matrices: Sequence[MatrixMark]) -> None:
        """Start at nothing.

        Args:
            log: whose drops are told.
            matrices: that are loaded, with the digests of their files.
        """
        self._registry = kept = CollectorRegistry()
        of_requests = ("route", "method", "status")
        self._requests = Counter(
            "morile_requests", "Requests answered.", of_requests, registry=kept
        )
        self._seconds = Histogram(
            "morile_request_seconds",
            "From the headers of a request to the end of its reply.",
            ("route",),
            buckets=SECONDS,
            registry=kept,
        )
        self._submissions = Counter(
            "morile_submissions",
            "Submissions worked on, by matrix and whether they were refused.",
            ("matrix", "outcome"),
            registry=kept,
        )
        self._faults = Counter("morile_faults", "Faults told, by code.", ("code",), registry=kept)
        self._problems = Counter(
            "morile_problems", "Requests refused, by problem.", ("problem",), registry=kept
        )
        self._shed = Counter("morile_shed", "Requests put off with 503.", registry=kept)
        self._known: dict[tuple[str | None, str, int], tuple[Counter, Histogram]] = {}
        self._worked: dict[str, tuple[Counter, Counter]] = {}
        for mark in matrices:
            name = f"{mark.id}@{mark.version}"
            both = [self._submissions.labels(name, each) for each in ("assessed", "refused")]
            self._worked[name] = both[0], both[1]
        kept.register(_Drops(log))
        ProcessCollector(registry=kept)
        _tell_versions(kept, matrices)

    def count(self, exchange: Exchange) -> None:
        """Add a request that is over."""
        requests, seconds = self._of(exchange)
        requests.inc()
        seconds.observe(exchange.milliseconds / 1_000)
        if exchange.done is not None:
            done = exchange.done
            assessed, refused = self._worked[f"{done.matrix.id}@{done.matrix.version}"]
            assessed.inc(done.submissions - done.refused)
            refused.inc(done.refused)
        if exchange.outcome is not None:
            self._problems.labels(outcome_of(exchange)).inc()
        if exchange.outcome == SHED:
            self._shed.inc()
        if exchange.codes:
            for code, times in exchange.codes.items():
                self._faults.labels(code).inc(times)

    def page(self) -> bytes:
        """All of it, in Prometheus's text form."""
        return generate_latest(self._registry)

    def _of(self, exchange: Exchange) -> tuple[Counter, Histogram]:
        # Looking a label set up costs a lock and a sort; there are few, so they are kept.
        key = exchange.route, exchange.method, exchange.status
        found = self._known.get(key)
        if found is None:
            route = exchange.route or "none"
            labels = route, method_of(exchange), str(exchange.status)
            found = self._requests.labels(*labels), self._seconds.labels(route)
            if method_of(exchange) == exchange.method:
                self._known[key] = found
        return found


class _Drops(Collector):
    """Reads from the log what it has dropped."""

    def __init__(self, log: EventLog) -> None:
        self._log = log

    def collect(self) -> Iterator[Metric]:
        yield CounterMetricFamily(
            "morile_log_drops",
            "Events of the log that nobody read in time.",
            value=self._log.dropped,
        )


def _tell_versions(kept: CollectorRegistry, matrices: Sequence[MatrixMark]) -> None:
    versions = {"version": VERSION, "engine_version": ENGINE_VERSION}
    Info("morile", "Which software this is.", registry=kept).info(versions)
    labels = ("matrix", "version", "status", "digest")
    loaded = Gauge("morile_matrix_info", "A matrix that is loaded.", labels, registry=kept)
    for mark in matrices:
        loaded.labels(mark.id, mark.version, mark.status, mark.digest).set(1)


def metrics_route(metrics: Metrics) -> HTTPRouteHandler:
    """The route that tells them; never kept, for they are out of date at once."""

    @route("/metrics", http_method=READ)
    async def show(scope: Scope) -> ASGIApp:
        body = metrics.page()
        headers = [
            (b"content-type", CONTENT_TYPE),
            (b"content-length", str(len(body)).encode()),
            (b"cache-control", NO_STORE),
        ]
        return Reply(200, headers, b"" if exchange_of(scope).method == "HEAD" else body)

    return show
