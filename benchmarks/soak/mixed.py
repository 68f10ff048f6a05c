"""The mix: good, bad and aborted requests in one stream, each drawn, each judged as it ends."""

import threading
from collections import Counter
from random import Random

import msgspec

from benchmarks.soak import bad, good
from benchmarks.soak.wire import HUNG, UNANSWERED, Link, Reply

SENDERS = 8
WARM_UP = 0.1
"""Of all requests, before memory is looked at for the first time."""

GOOD, BAD = 0.45, 0.9
"""Up to the first good ones are drawn, up to the second bad ones; the rest is aborted."""

REFUSALS = range(400, 500)
MAY_GO_UNANSWERED = frozenset({"framing", "header"})
"""Kinds where no request may have been understood, so that closing is an answer."""


class Wrong(msgspec.Struct):
    """What must never be: each is a count, and each must be 0."""

    fives: int = 0
    hangs: int = 0
    unanswered: int = 0
    accepts: int = 0
    leaks: int = 0
    answers: int = 0

    def add(self, other: "Wrong") -> None:
        """Count another's along."""
        for name in self.__struct_fields__:
            setattr(self, name, getattr(self, name) + getattr(other, name))


class Tally(msgspec.Struct):
    """What was sent, by kind, how it ended, by status, and what was wrong with that."""

    sent: Counter[str] = msgspec.field(default_factory=Counter)
    statuses: Counter[int] = msgspec.field(default_factory=Counter)
    kinds: Counter[str] = msgspec.field(default_factory=Counter)
    wrong: Wrong = msgspec.field(default_factory=Wrong)
    examples: list[str] = []

    def add(self, other: "Tally") -> None:
        """Count another's along."""
        self.sent += other.sent
        self.statuses += other.statuses
        self.kinds += other.kinds
        self.wrong.add(other.wrong)
        self.examples = (self.examples + other.examples)[:20]


def judge_good(asked: good.Good, reply: Reply, tally: Tally) -> None:
    """Anything but the right answer is wrong."""
    _judge_end("good", reply, tally)
    if reply.status not in (HUNG, UNANSWERED) and reply.status < 500:
        right = reply.status in (200, 207) and asked.answer in reply.body
        _note(tally, "answers", not right, f"good: {reply.status}")


def judge_bad(asked: bad.Bad, reply: Reply, tally: Tally) -> None:
    """A refusal, in words that are not the caller's."""
    tally.kinds[asked.kind] += 1
    if reply.status != UNANSWERED or asked.kind not in MAY_GO_UNANSWERED:
        _judge_end(asked.kind, reply, tally)
    _note(tally, "accepts", bad.accepted(reply), f"{asked.kind}: {reply.status}")
    leaked = good.CANARY.encode() in (reply.head + reply.body).lower()
    _note(tally, "leaks", leaked, f"{asked.kind}: {reply.status}")


def _judge_end(kind: str, reply: Reply, tally: Tally) -> None:
    tally.statuses[reply.status] += 1
    _note(tally, "hangs", reply.status == HUNG, kind)
    _note(tally, "unanswered", reply.status == UNANSWERED, kind)
    _note(tally, "fives", reply.status >= 500, f"{kind}: {reply.status}")


def _note(tally: Tally, name: str, wrong: bool, of: str) -> None:
    if wrong:
        setattr(tally.wrong, name, getattr(tally.wrong, name) + 1)
        tally.examples.append(f"{name} of {of}")


def mixed(port: int, requests: int, seed: int) -> Tally:
    """Send so many drawn requests over a few connections, and judge each.

    Args:
        port: of a service without tokens.
        requests: how many in all.
        seed: equal seeds send the same requests.
    """
    tallies = [Tally() for _ in range(SENDERS)]
    shares = [requests // SENDERS + (each < requests % SENDERS) for each in range(SENDERS)]
    senders = [
        threading.Thread(target=_send, args=(port, share, Random(seed * SENDERS + number), tally))  # noqa: S311
        for number, (share, tally) in enumerate(zip(shares, tallies, strict=True))
    ]
    for sender in senders:
        sender.start()
    for sender in senders:
        sender.join()
    whole = Tally()
    for tally in tallies:
        whole.add(tally)
    return whole


def _send(port: int, requests: int, dice: Random, tally: Tally) -> None:
    link = Link(port)
    for _ in range(requests):
        kind = dice.random()
        if kind < GOOD:
            tally.sent["good"] += 1
            asked = good.drawn(dice)
            judge_good(asked, link.ask(asked.request), tally)
        elif kind < BAD:
            tally.sent["bad"] += 1
            wrong = bad.drawn(dice)
            judge_bad(wrong, link.ask(wrong.request), tally)
        else:
            tally.sent["aborted"] += 1
            whole = good.drawn(dice).request
            link.begin(whole[: dice.randrange(1, len(whole))])
    link.close()
