"""Good requests, and the answer each must get: what the engine says, byte for byte."""

from functools import cache
from random import Random

import msgspec

from benchmarks.mixes import MATRIX, body, catalogue, submissions
from benchmarks.soak.wire import NDJSON, SCORING, STREAMING, get, post
from morile_api.engine.answer import answer

CANARY = "zebra_canary_4711"
"""A word that only a caller can have written. It may come back as a reference, and nowhere else."""

SINGLES = 60
BATCHES = 6
BATCH_ROWS = 100


class Good(msgspec.Struct, frozen=True):
    """A request, and what its answer must hold."""

    request: bytes
    answer: bytes


@cache
def good_requests() -> list[Good]:
    """Single scorings mostly; some batches, streams, documents."""
    singles = [body("realistic", 1, seed=seed) for seed in range(SINGLES)]
    marked = [each.replace(b"BENCH-", CANARY.encode() + b"-") for each in singles]
    batches = [body("realistic", BATCH_ROWS, seed=seed) for seed in range(BATCHES)]
    return [
        *(Good(post(SCORING, each), _said(each)) for each in [*singles, *marked, *batches]),
        *(_streamed(seed) for seed in range(BATCHES)),
        Good(get("/healthz"), b'"status":"pass"'),
        Good(get("/v1/matrices"), MATRIX.partition("@")[0].encode()),
        Good(get("/?vector=priority-grid-4x4@1.0.0/IM:4/LI:3"), b"</html>"),
        Good(get("/metrics"), b"morile_requests_total"),
    ]


def _said(asked: bytes) -> bytes:
    given = catalogue()
    encoder = msgspec.json.Encoder(decimal_format="number")
    return encoder.encode(answer(given.scorers, given.reader, asked))


def _streamed(seed: int) -> Good:
    lines = [b'{"matrix":"%s"}' % MATRIX.encode(), *submissions("single", BATCH_ROWS, seed)]
    request = post(STREAMING, b"\n".join([*lines, b""]), NDJSON)
    return Good(request, b'"assessed":%d' % BATCH_ROWS)


def drawn(dice: Random) -> Good:
    """One of them."""
    return dice.choice(good_requests())
