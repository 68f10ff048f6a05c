"""`docs/replay.md` is worked out again, from its own figures and by the plain reference."""

import csv
import re
from fractions import Fraction
from functools import cache
from typing import Any

from morile_api.engine.change.causes import MOST_SHARED
from morile_api.language.definition import read_definition
from morile_api.language.difference import difference
from morile_api.language.matrix import Matrix
from tests.docs.pages import ROOT, blocks, text_of
from tests.docs.test_how_a_score_is_made import exactly
from tests.reference.scorer import Reference

PAGE = "docs/replay.md"
SUM = re.compile(r"^(?P<name>\w+) = (?P<sum>.+) = (?P<result>-?[0-9]+)$", re.MULTILINE)
SAMPLE = ROOT / "docs" / "examples" / "threats.csv"
DRAFT = ROOT / "docs" / "examples" / "drafts" / "thematic" / "1.1.0.toml"
SHIPPED = ROOT / "matrices" / "thematic" / "1.0.0.toml"
HEAD = "risk"


def test_the_sums_by_hand_are_right() -> None:
    """Each by itself."""
    found = list(SUM.finditer(text_of(PAGE)))

    assert len(found) == 7
    for each in found:
        assert exactly(each["sum"]) == int(each["result"]), each["name"]


@cache
def pair() -> tuple[Matrix, Matrix]:
    """The shipped version and the draft of the sample."""
    old, new = (read_definition(path.read_bytes()) for path in (SHIPPED, DRAFT))
    return old, new


def test_the_draft_changes_what_the_page_says_and_nothing_else() -> None:
    changes = [(each.where, each.before, each.after) for each in difference(*pair()).changes]

    assert changes == [
        ("/status", "illustrative", "draft"),
        ("/scales/psychological_impact/levels/severe/points", 10, 8),
        ("/scales/direction/levels/rising_sharply/points", 6, 7),
        ("/nodes/risk/bands/high/from", 200, 250),
        ("/fresh_days", None, 90),
    ]


def _said(cell: str, scale: list[str]) -> list[str]:
    levels = cell.partition("~")[0]
    return scale if levels == "unknown" else [key for key in scale if key in levels.split("|")]


@cache
def recounted() -> tuple[list[Any], list[Any]]:
    """Score, band and ends of every threat of the sample, by the plain reference."""
    found = []
    with SAMPLE.open(encoding="utf-8", newline="") as file:
        rows = list(csv.DictReader(file))
    for matrix in pair():
        reference = Reference(matrix)
        heads = []
        for row in rows:
            said = {key: _said(row[key], scale) for key, scale in reference.scales.items()}
            # The position beside the risk has no stand-ins and does not move it.
            levels = {key: level or said[key][0] for key, level in reference.headline(said).items()}
            value = reference.values(levels)[HEAD]
            ends = [
                reference.values({key: mine[end] for key, mine in said.items()}) for end in (0, -1)
            ]
            others = {node.key: reference.values(levels)[node.key] for node in matrix.nodes}
            heads.append((value.score, value.step, [each[HEAD].score for each in ends], others))
        found.append(heads)
    return found[0], found[1]


def test_the_counts_of_the_sample_are_those_of_the_reference() -> None:
    """Moved, into another band, higher and lower."""
    before, after = recounted()
    pairs = list(zip(before, after, strict=True))
    moved = sum(one != other for one, other in pairs)
    crossed = sum(one[1] != other[1] for one, other in pairs)
    higher = sum(other[0] > one[0] for one, other in pairs)
    lower = sum(other[0] < one[0] for one, other in pairs)

    told = (
        f"{len(pairs)} submissions: {moved} moved, {crossed} into another band; "
        f"{higher} scores higher, {lower} lower"
    )
    assert told in text_of(PAGE)


def test_what_each_change_alone_would_do_is_counted_by_the_reference() -> None:
    """One edit at a time, in the place of all."""
    old, new = pair()
    table = next(block for block in blocks(PAGE) if "moves alone" in block.text)
    before, _ = recounted()
    with SAMPLE.open(encoding="utf-8", newline="") as file:
        rows = list(csv.DictReader(file))
    crossed = 0
    cuts = {node.key: node for node in new.nodes}[HEAD].bands or []
    for row, (score, band, _, _) in zip(rows, before, strict=True):
        now = [each.key for each in cuts if Fraction(each.from_) <= score][-1]
        crossed += now != band
        assert row["ref"].startswith("SYN-")
    told = next(line.split() for line in table.text.splitlines() if line.startswith("bands of"))

    assert told[-3:-1] == [str(crossed), str(crossed)]
    assert old.id != new.id


def test_the_limit_of_shares_is_that_of_the_engine() -> None:
    """Up to so many pieces."""
    assert MOST_SHARED == 8
    assert "Shares are worked out for up\nto eight pieces" in text_of(PAGE)
