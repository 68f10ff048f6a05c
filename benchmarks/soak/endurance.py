"""Endurance: very many mixed requests, nothing wrong with any answer, and nothing left behind."""

import time
from pathlib import Path

import msgspec

from benchmarks.soak.figures import Figure, Part, zero
from benchmarks.soak.good import CANARY
from benchmarks.soak.mixed import SENDERS, Tally, mixed
from benchmarks.soak.process import Held, Service, running

WARM_UP = 10
"""A tenth is sent before memory is looked at for the first time."""
MOST_GROWTH = 5.0
"""Percent."""
SLOTS = "16"
"""So many senders never fill, or some would rightly be put off with 503."""
BODY_SECONDS = "2"
LAST_LINES_S = 0.5


class Endured(msgspec.Struct, frozen=True):
    """What was sent and how it ended; what the service held; what stands where it must not."""

    tally: Tally
    before: Held
    after: Held
    seconds: float
    log_leaks: int
    log_errors: int
    left_files: int


def endured(folder: Path, requests: int) -> Endured:
    """Send so many mixed requests to a service of its own."""
    with running(folder, max_concurrent=SLOTS, body_seconds=BODY_SECONDS) as service:
        began = time.monotonic()
        tally = mixed(service.port, requests // WARM_UP, seed=1)
        _rest(service)
        before = service.held()
        tally.add(mixed(service.port, requests - requests // WARM_UP, seed=2))
        seconds = time.monotonic() - began
        _rest(service)
        after = service.held()
    log = service.log.read_bytes().lower().splitlines()
    return Endured(
        tally=tally,
        before=before,
        after=after,
        seconds=seconds,
        log_leaks=sum(CANARY.encode() in line for line in log),
        log_errors=sum(b'"level":"error"' in line for line in log),
        left_files=len(list(service.own.rglob("*"))),
    )


def endurance(folder: Path, requests: int) -> Part:
    """The figures of such a run."""
    it = endured(folder, requests)
    for example in it.tally.examples:
        print(f"wrong: {example}")
    sent, wrong = it.tally.sent, it.tally.wrong
    growth = (it.after.memory / it.before.memory - 1) * 100
    how = (
        f"{SENDERS} senders; good, bad and aborted requests drawn from fixed seeds, "
        f"{len(it.tally.kinds)} kinds of bad ones, each filled anew. A bad request is wrong for "
        "certain, and what a good scoring must get is known byte for byte. Bad ones and many good "
        "ones bear a word of the caller's that may come back as a reference and stand nowhere else."
    )
    return Part(
        "Bad input, and endurance",
        how,
        [
            Figure("requests", f"{sent.total():,} in {it.seconds:,.0f} s"),
            Figure(
                "good, bad, aborted",
                " / ".join(f"{sent[each]:,}" for each in ("good", "bad", "aborted")),
            ),
            zero("5xx", wrong.fives),
            zero("left without an answer", wrong.hangs + wrong.unanswered),
            zero("wrong accepts", wrong.accepts),
            zero("wrong answers to good requests", wrong.answers),
            zero("answers that repeat the caller's word", wrong.leaks),
            zero("lines of the log that do", it.log_leaks),
            zero("files written, temporary ones too", it.left_files),
            zero("errors in the log", it.log_errors),
            Figure(
                "growth of memory after the first tenth",
                f"{growth:+.1f} %",
                f"≤ {MOST_GROWTH:g} %",
                growth <= MOST_GROWTH,
            ),
            zero("open files more than before", max(0, it.after.files - it.before.files)),
        ],
    )


def _rest(service: Service) -> None:
    """Give the last connections the time to be closed, and the log to be written."""
    service.wait_until_ready()
    time.sleep(float(BODY_SECONDS) + LAST_LINES_S)
