"""Scoring in this process: bytes to bytes against the floor, and where the time goes."""

import gc
from collections.abc import Callable, Iterator, Mapping
from contextlib import contextmanager
from operator import attrgetter
from typing import Any

import msgspec

from benchmarks.mixes import MATRIX, MIXES, Mix, body, catalogue
from benchmarks.results import Line, Part
from benchmarks.timing import Turns, Work, timed
from morile_api.engine.answer import answer
from morile_api.engine.coding import code_many
from morile_api.engine.digest import ResultPart, digests
from morile_api.engine.rows import rows_of
from morile_api.engine.score import MANY, score

MANY_AT_ONCE = 10_000
BODIES = {1: 200, 100: 10, MANY_AT_ONCE: 1}
"""Submissions in a request, and how many different requests make one turn."""

GOALS = {False: 1.6, True: 2.2}
"""Of 10,000 submissions without and with contributions, against the floor."""

TURNS = 21
SECONDS = 6.0

encoder = msgspec.json.Encoder(decimal_format="number")


def answered(request: bytes) -> bytes:
    """Bytes to bytes, as the service and `Offline` do it."""
    known = catalogue()
    return encoder.encode(answer(known.scorers, known.reader, request))


@contextmanager
def out_of_the_way() -> Iterator[None]:
    """What was made before is not walked by the collector while others are timed."""
    gc.collect()
    gc.freeze()
    try:
        yield
    finally:
        gc.unfreeze()


def floor_and_whole(mix: Mix, size: int, explain: bool) -> Turns:
    """Decoding requests and encoding their answers, and the whole work between the same bytes."""
    known = catalogue()
    decode = known.reader.whole.decode
    requests = [body(mix, size, explain, seed) for seed in range(BODIES[size])]
    answers = [answer(known.scorers, known.reader, request) for request in requests]

    def floor() -> None:
        for request, made in zip(requests, answers, strict=True):
            decode(request)
            encoder.encode(made)

    def whole() -> None:
        for request in requests:
            answered(request)

    with out_of_the_way():
        return timed({"floor": floor, "whole": whole}, TURNS, SECONDS)


def bytes_to_bytes() -> Part:
    """Every mix and size, with and without contributions."""
    lines = []
    for size in BODIES:
        for mix in MIXES:
            for explain in (False, True):
                turns = floor_and_whole(mix, size, explain)
                each = turns.median("whole") / BODIES[size] / size
                lines.append(
                    Line(
                        work=f"{size:,} × {mix}{', contributions' if explain else ''}",
                        ratio=turns.ratio("whole", "floor"),
                        goal=GOALS[explain] if size == MANY_AT_ONCE else None,
                        beside=f"{each * 1e6:.1f} µs a submission, {1 / each:,.0f}/s",
                        peak=turns.peaks["whole"],
                    )
                )
    against = (
        "Against the floor: typed decoding of the request and encoding of its answer, "
        "with nothing in between."
    )
    return Part("Bytes to bytes, in process", against, lines)


def stages(mix: Mix, explain: bool = False) -> Turns:
    """The parts of one request of many submissions that can be run alone, and the whole."""
    known = catalogue()
    scorer = known.scorers[MATRIX]
    request = body(mix, MANY_AT_ONCE, explain)
    asked = known.reader.whole.decode(request).submissions
    made = answer(known.scorers, known.reader, request)
    rows, _, _ = rows_of(scorer.matrix.definition, asked, range(MANY_AT_ONCE))
    coded = code_many(scorer.lexicon, rows)

    def codes() -> None:
        again, _, _ = rows_of(scorer.matrix.definition, asked, range(MANY_AT_ONCE))
        code_many(scorer.lexicon, again)

    works: Mapping[str, Work] = {
        "decode": lambda: known.reader.whole.decode(request),
        "codes": codes,
        "kernel": lambda: score(scorer.matrix, coded.headline, MANY),
        "digests": _digesting(made.results),
        "encode": lambda: encoder.encode(made),
        "whole": lambda: answered(request),
    }
    with out_of_the_way():
        return timed(works, TURNS, SECONDS)


def _digesting(results: list[Any]) -> Callable[[], object]:
    parts = [list(map(attrgetter(name), results)) for name in ResultPart.__struct_fields__]
    vectors = [each.vector for each in results]
    matrix = catalogue().scorers[MATRIX].matrix
    return lambda: digests(matrix, map(ResultPart, *parts), vectors)


SAID = {
    "decode": "decode floor: JSON to typed submissions",
    "codes": "answers to codes",
    "kernel": "kernel: codes to scores and bands",
    "digests": "digests: canonical JSON and SHA-256",
    "encode": "encode floor: answers to JSON",
}


def where_the_time_goes() -> Part:
    """Each stage as a share of the whole; the rest is printing, ranges, vectors and gaps."""
    lines = []
    for mix in MIXES:
        turns = stages(mix)
        for stage, said in SAID.items():
            each = turns.median(stage) / MANY_AT_ONCE
            beside = f"{each * 1e6:.2f} µs a submission"
            ratio, held = turns.ratio(stage, "whole"), turns.peaks[stage]
            lines.append(Line(f"{mix}: {said}", ratio, beside=beside, peak=held))
    against = (
        f"Against bytes to bytes of the same {MANY_AT_ONCE:,} submissions without contributions. "
        "What is missing to 1 is printing, ranges, vectors, gaps and the collector."
    )
    return Part("Where the time goes", against, lines)
