"""Pressure: load, idle connections, hostile crowds and more batches than fit."""

import threading
import time
from collections import Counter
from collections.abc import Sequence
from contextlib import ExitStack
from pathlib import Path
from statistics import median

from benchmarks.load import Job, load
from benchmarks.mixes import body
from benchmarks.soak.crowds import CROWDS, crowded
from benchmarks.soak.figures import Figure, Part, milliseconds, percentile, zero
from benchmarks.soak.good_client import waits
from benchmarks.soak.process import running
from benchmarks.soak.wire import SCORING, UNANSWERED, Link, ask, get, post

CONNECTIONS = 16
LOAD_S = 5.0
BATCH_ROWS = 100
BODIES = 100

IDLE = 5_000
MOST_KIB = 24
LISTENED_S = 4.0
CROWD_S = 30.0
SETTLED_S = 1.0

BATCHES_AT_ONCE = 16
LARGE_ROWS = 3_000
SLOTS = "2"
OVERLOAD_S = 6.0

ANSWERED = 200
SHED = 503


def load_held(folder: Path) -> Part:
    """Scorings and rows a second."""
    with running(folder) as service:
        singles = [body("realistic", 1, seed=seed) for seed in range(BODIES)]
        batches = [body("single", BATCH_ROWS, seed=seed) for seed in range(BODIES // 10)]
        one = load(Job(service.port, CONNECTIONS, LOAD_S, singles))
        many = load(Job(service.port, CONNECTIONS, LOAD_S, batches))
    how = (
        f"{CONNECTIONS} keep-alive connections, `thematic@1.0.0`, {LOAD_S:g} s each; one process, "
        "its client on the other core. A rate says little about any other machine."
    )
    return Part(
        "Load",
        how,
        [
            Figure("single scorings", f"{one.rate:,.0f}/s"),
            Figure(f"rows, in batches of {BATCH_ROWS}", f"{many.rate * BATCH_ROWS:,.0f}/s"),
            Figure(
                "a row in a batch against a scoring of its own",
                _times(many.rate * BATCH_ROWS / one.rate),
            ),
        ],
    )


def connections_held(folder: Path) -> Part:
    """Thousands that are kept open and idle, asked all at once, twice."""
    with running(folder) as service, ExitStack() as kept:
        alone = percentile(waits(service.port, LISTENED_S / 2), 99)
        # The good client's own connection is to be closed by then, or it would be counted.
        time.sleep(SETTLED_S)
        before = service.held()
        links = [Link(service.port) for _ in range(IDLE)]
        for link in links:
            kept.callback(link.close)
        first = _burst(links)
        after = service.held()
        beside = percentile(waits(service.port, LISTENED_S / 2), 99)
        second = _burst(links)
    held, each = after.files - before.files, (after.memory - before.memory) / IDLE
    how = (
        f"{IDLE:,} connections that all ask at once and are kept, and ask again at the end. One "
        "that says nothing for 5 s is closed, and its client connects anew."
    )
    return Part(
        "Connections",
        how,
        [
            Figure("connections held at once", f"{held:,}", f"{IDLE:,}", held >= IDLE),
            zero("not answered in the first burst", IDLE - first[ANSWERED]),
            zero("not answered in the second", IDLE - second[ANSWERED]),
            Figure("memory of each", f"{each:.1f} KiB", f"≤ {MOST_KIB} KiB", each <= MOST_KIB),
            Figure("p99 of a good client beside them", _beside(beside, alone)),
        ],
    )


def _burst(links: Sequence[Link]) -> Counter[int]:
    """How it ends when all ask at once; who had been closed connects anew, as clients do."""
    probe = get("/healthz")
    for link in links:
        link.send(probe)
    replies = [link.take() for link in links]
    again = [link for link, it in zip(links, replies, strict=True) if it.status == UNANSWERED]
    ends = Counter(reply.status for reply in replies)
    ends[UNANSWERED] = 0
    return ends + Counter(link.ask(probe).status for link in again)


def hostile(folder: Path) -> Part:
    """What a good client waits beside each crowd."""
    figures = []
    with running(folder) as service:
        waits(service.port, SETTLED_S)
        for kind, (_, number) in CROWDS.items():
            # Each against the moment before it: the machine has other things to do.
            alone = percentile(waits(service.port, LISTENED_S), 99)
            with crowded(kind, service.port, CROWD_S):
                time.sleep(SETTLED_S)
                took = percentile(waits(service.port, LISTENED_S), 99)
            said = f"{_beside(took, alone)} (alone {milliseconds(alone)})"
            figures.append(Figure(f"{number} × {kind}", said))
    how = (
        "The 99th percentile of single scorings sent one after another, and how many times what it "
        "is alone, just before. Every one was answered 200. Who is closed comes again; "
        "the crowd shares a core with the good client."
    )
    return Part("A good client beside hostile crowds", how, figures)


def overload(folder: Path) -> Part:
    """More batches than may run at once."""
    batch = post(SCORING, body("single", LARGE_ROWS))
    ends: Counter[int] = Counter()
    with running(folder, max_concurrent=SLOTS) as service:
        alone = percentile(waits(service.port, SETTLED_S, get("/healthz")), 99)
        stop = threading.Event()

        def send() -> None:
            while not stop.is_set():
                ends[ask(service.port, batch).status] += 1

        senders = [threading.Thread(target=send) for _ in range(BATCHES_AT_ONCE)]
        for sender in senders:
            sender.start()
        took = waits(service.port, OVERLOAD_S, get("/healthz"))
        stop.set()
        for sender in senders:
            sender.join()
    shown = percentile(took, 99)
    how = (
        f"{BATCHES_AT_ONCE} senders of {LARGE_ROWS:,}-row batches, one after another without a "
        f"pause, for {OVERLOAD_S:g} s, where {SLOTS} may run at once."
    )
    return Part(
        "Overload",
        how,
        [
            Figure("batches answered", f"{ends[ANSWERED]:,}", "> 0", ends[ANSWERED] > 0),
            Figure("put off with 503", f"{ends[SHED]:,}", "> 0", ends[SHED] > 0),
            zero("ended any other way", ends.total() - ends[ANSWERED] - ends[SHED]),
            Figure("health: median", milliseconds(median(took))),
            Figure("health: p99", _beside(shown, alone)),
        ],
    )


def _beside(took: float, alone: float) -> str:
    return f"{milliseconds(took)}, {_times(took / alone)}"


def _times(ratio: float) -> str:
    return f"{ratio:.1f} ×"
