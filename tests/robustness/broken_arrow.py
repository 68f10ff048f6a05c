"""Sends the engine damaged Arrow streams; run in a process of its own, which a crash would end.

    python -m tests.robustness.broken_arrow SEED COUNT

It prints how many streams were refused, how many answered, and the most memory it took, in KiB.
"""

import resource
import sys
from collections import Counter
from random import Random
from struct import pack_into

import pyarrow as pa  # type: ignore[import-untyped]

from morile_api.language.faults import BadSubmission, UnknownMatrix
from tests.arrow import a_body, answered, dictionaries, example, members
from tests.builders import Desk, a_desk

NUMBERS = (0, 1, -1, 8, 127, 1 << 15, 1 << 31, (1 << 31) - 1, 1 << 40, (1 << 63) - 1, -(1 << 63))
"""Lengths and offsets that something may be made of."""


def streams() -> list[bytes]:
    """Sound streams of every kind of column that is taken."""
    long = example(*[["severe", "none|moderate", "unknown", None, "awful"] * 12] * 2)
    lists = {
        **members(3),
        "physical_harm": pa.array([["severe"], ["none", "moderate"], None]),
        "community_harm": pa.array([["none"], [], ["severe", None]], pa.large_list(pa.string())),
        "information_date": pa.array([1, 20_000, None], pa.date32()),
        "marking": pa.nulls(3),
    }
    vectors = members(2, vector=["example@1.0.0/PH:none/CO:severe", "nonsense"])
    return [
        a_body(long, rows=7),
        a_body(dictionaries(long), rows=11, add="nodes,vector,digest"),
        a_body(lists, add="vector"),
        a_body(dictionaries(vectors)),
    ]


def damaged(dice: Random, body: bytes) -> bytes:
    """A stream with something wrong: bytes, numbers, pieces left out, doubled or moved."""
    kept = bytearray(body)
    if dice.random() < 0.1:
        del kept[dice.randrange(len(kept)) :]
    for _ in range(dice.randint(0 if len(kept) < len(body) else 1, 3)):
        at = dice.randrange(8, max(len(kept), 9))
        match dice.randrange(10):
            case 0 | 1 | 2:
                kept[at : at + 1] = bytes([dice.randrange(256)])
            case 3 | 4 if at < len(kept):
                kept[at] ^= 1 << dice.randrange(8)
            case 5 | 6 if at + 8 <= len(kept):
                pack_into("<q", kept, at - at % 8, dice.choice(NUMBERS))
            case 7 | 8 if at + 4 <= len(kept):
                pack_into("<I", kept, at - at % 4, dice.choice(NUMBERS) % (1 << 32))
            case _:
                size = 8 * dice.randint(1, 40)
                kept[at : at + size] = kept[:size] if dice.random() < 0.5 else b""
    return bytes(kept)


def outcome(desk: Desk, body: bytes) -> str:
    """What becomes of a stream: anything but an answer or a refusal goes up."""
    try:
        rows, trailer = answered(desk, body)
    except (BadSubmission, UnknownMatrix):
        return "refused"
    assert trailer["total"] == len(rows)
    return "answered"


def main() -> None:
    """Damage streams over and over, and say what came of it."""
    seed, count = map(int, sys.argv[1:])
    dice, desk, sound = Random(seed), a_desk(), streams()  # noqa: S311
    assert {outcome(desk, each) for each in sound} == {"answered"}
    before = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss
    met = Counter(outcome(desk, damaged(dice, dice.choice(sound))) for _ in range(count))
    grown = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss - before
    sys.stdout.write(f"{met['refused']} {met['answered']} {grown}\n")


if __name__ == "__main__":
    main()
