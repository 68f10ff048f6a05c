"""Streams: lines a second in this process, and what a long stream costs the service and others."""

from statistics import median, quantiles

from benchmarks.beside import Waits, waits_beside
from benchmarks.mixes import MATRIX, MIXES, Mix, body, catalogue, submissions
from benchmarks.results import Line, Part
from benchmarks.scoring import encoder, out_of_the_way
from benchmarks.servers import serving
from benchmarks.stream_client import Run, command, stream_of, streamed
from benchmarks.timing import Ratio, Turns, timed
from morile_api.engine.stream import opened, slices

LINES = 10_000
LEAST_RATE = 300.0
"""Thousand lines a second."""

TURNS = 11
SECONDS = 15.0

LONG = 1_000_000
MOST_ADDED = 64.0
"""MiB, at the service and at the client."""

BESIDE = 100_000
MOST_WAIT = 50.0
"""Milliseconds that 99 of 100 small requests beside a stream take at the most."""

ROOMY = {"MORILE_MAX_BODY_BYTES": str(256 << 20)}
SERVICE = "morile_api.web.app:create_app"


def answered_stream(sent: bytes) -> bytes:
    """Bytes to bytes, as the service does it slice by slice."""
    known = catalogue()
    answers = slices(opened(known.scorers, known.reader, sent))
    return b"".join(
        encoder.encode_lines(each if isinstance(each, list) else [each]) for each in answers
    )


def streams() -> Part:
    """In process, then over HTTP on a server of its own."""
    lines = [_rate(mix) for mix in MIXES]
    with serving(SERVICE, factory=True) as server:
        server.begin()
        # What a first stream loads is no part of what a long one needs.
        streamed(server.port, LINES)
        before = server.begin()
        found = streamed(server.port, LONG)
        lines += _added(found, before, server.peak())
    lines += _waits()
    against = (
        f"NDJSON for {MATRIX}. Rates are bytes to bytes on one core; over HTTP the service runs as "
        "it is delivered, on loopback, with `Client.assess_stream` in a process of its own."
    )
    return Part("Streams", against, lines)


def _rate(mix: Mix) -> Line:
    sent = stream_of(submissions(mix, LINES))
    with out_of_the_way():
        turns = timed({"whole": lambda: answered_stream(sent)}, TURNS, SECONDS)
    return Line(
        work=f"{LINES:,} lines, bytes to bytes in process: {MIXES[mix]}",
        ratio=_thousands(turns),
        goal=LEAST_RATE,
        at_least=True,
        unit="thousand lines/s",
        beside=f"{turns.median('whole') / LINES * 1e6:.1f} µs a line",
        peak=turns.peaks["whole"],
    )


def _thousands(turns: Turns) -> Ratio:
    low, middle, high = quantiles([LINES / each / 1e3 for each in turns.of["whole"]], n=4)
    return Ratio(middle, low, high)


def _added(found: Run, before: float, after: float) -> list[Line]:
    rate = f"{found.rows / found.seconds:,.0f} lines/s; first answer after {found.first:.2f} s"
    return [
        Line(
            f"{found.rows:,} lines through the client: memory it adds at the {side}",
            Ratio(high - low, high - low, high - low),
            MOST_ADDED,
            unit="MiB",
            beside=rate,
            peak=high,
        )
        for side, low, high in (
            ("service", before, after),
            ("client", found.before, found.peak),
        )
    ]


def _waits() -> list[Line]:
    small = body("single", 1)
    with serving(SERVICE, factory=True, settings=ROOMY) as server:
        ways = {
            "alone": None,
            f"beside a stream of {BESIDE:,} from the client": command(server.port, BESIDE),
            f"beside one body of {BESIDE:,} lines": command(server.port, BESIDE, whole=True),
        }
        return [_wait(said, waits_beside(server, small, way)) for said, way in ways.items()]


def _wait(said: str, found: Waits) -> Line:
    each = [seconds * 1e3 for seconds in found.seconds]
    worst = quantiles(each, n=100)[98]
    return Line(
        work=f"a small request {said}: what 99 of 100 take at the most",
        ratio=Ratio(worst, worst, worst),
        goal=None if said == "alone" else MOST_WAIT,
        unit="ms",
        beside=f"{len(each):,} requests, half of them within {median(each):.1f} ms",
        peak=found.peak,
    )
