"""Refusing: a batch of nothing but faults, each explained, beside a sound one of the same size."""

from functools import partial

import msgspec

from benchmarks.mixes import MATRIX, body, catalogue
from benchmarks.results import Line, Part
from benchmarks.scoring import answered
from benchmarks.timing import timed

SIZE = 300
TURNS = 15
SECONDS = 10.0

MOST = 30.0
"""Explaining faults must not be a much cheaper way to stop the service than scoring is."""


def at_fault() -> bytes:
    """Every level and every threat type misspelt, each in another way."""
    definition = catalogue().entries[MATRIX].scorer.matrix.definition
    keys = [criterion.key for criterion in definition.criteria]
    submissions = [
        {
            "ref": "A-1",
            "organisation": "NCA",
            "threat_type": f"county-linfs{number}",
            "levels": dict.fromkeys(keys, f"moderatf{number}"),
        }
        for number in range(SIZE)
    ]
    return msgspec.json.encode({"matrix": MATRIX, "submissions": submissions})


def refusing() -> Part:
    """Bytes to bytes in process."""
    works = {
        "wrong": partial(answered, at_fault()),
        "sound": partial(answered, body("single", SIZE)),
    }
    turns = timed(works, TURNS, SECONDS)
    work = f"{SIZE} submissions with 14 faults each, beside sound ones"
    line = Line(work, turns.ratio("wrong", "sound"), MOST, peak=turns.peaks["wrong"])
    return Part("Refusing", "Naming every fault of a batch, with its place and remedy.", [line])
