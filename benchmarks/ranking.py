"""Ranking: ten thousand threats, with what their gaps leave open, slots and roll-ups."""

from functools import partial

from msgspec.structs import astuple

from benchmarks.mixes import MATRIX, MIXES, Mix, body, catalogue
from benchmarks.results import Line, Part
from benchmarks.scoring import answered, encoder
from benchmarks.timing import Ratio, Work, timed
from morile_api.engine.priorities.prioritise import priorities

SIZE = 10_000
FEW = 1_000
ONE_SLOT_FOR = 100
RANKED: tuple[Mix, ...] = ("single", "realistic")

TURNS = 9
SECONDS = 20.0

MOST_GROWTH = 1.3
"""Sorting takes n log n: of ten times as many threats each may take a third longer."""

RULES = b'"slots":%d,"as_of":"2026-11-22","tie_break":["ref"],"reserve":{"by":"equal","share":0.4},'


def request(mix: Mix, size: int) -> bytes:
    """The submissions of a mix, with a slot for one in a hundred and two fifths reserved."""
    head = b'{"matrix":"%s",' % MATRIX.encode()
    submissions = body(mix, size).partition(b'"submissions":')[2]
    return head + RULES % (size // ONE_SLOT_FOR) + b'"submissions":' + submissions


def ranked(asked: bytes) -> Work:
    """The whole answer, bytes to bytes."""
    known = catalogue()

    def work() -> None:
        made = priorities(known.scorers, known.verbs["priorities"], known.vocabularies, asked)
        encoder.encode(made)

    return work


def ranking() -> Part:
    """Against assessing the same threats, and against itself with a tenth of them."""
    lines = []
    for mix in RANKED:
        asked = body(mix, SIZE)
        works: dict[str, Work] = {
            "many": ranked(request(mix, SIZE)),
            "few": ranked(request(mix, FEW)),
            "assess": partial(answered, asked),
        }
        turns = timed(works, TURNS, SECONDS)
        growth = turns.ratio("many", "few")
        each = Ratio(*(figure * FEW / SIZE for figure in astuple(growth)))
        said = MIXES[mix]
        seconds = f"{turns.median('many'):.2f} s for {SIZE:,}"
        beside, held = turns.ratio("many", "assess"), turns.peaks["many"]
        grown = f"time a threat at {SIZE:,} beside {FEW:,}, {said}"
        lines += [
            Line(f"ranking beside assessing, {said}", beside, beside=seconds, peak=held),
            Line(grown, each, MOST_GROWTH, peak=held),
        ]
    against = "Ranks, what gaps make of them, slots and roll-ups, bytes to bytes in process."
    return Part("Priorities", against, lines)
