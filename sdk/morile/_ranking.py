"""The ranking: assessed threats as people read them, most serious first, ties kept as ties."""

from collections import Counter
from collections.abc import Mapping, Sequence

import msgspec

from morile._tables import table
from morile_api.language.assessment import Assessed, MatrixMark, Number, Range
from morile_api.sheets.ranks import ranks_of
from morile_api.sheets.standing import opened, standing
from morile_api.sheets.told import Tellings

HEADER = ("rank", "reference", "force", "threat type", "score", "band", "range")
NONE = "-"


class Words(msgspec.Struct, frozen=True):
    """What keys are called: titles of organisations and of threat types."""

    organisations: Mapping[str, str]
    threat_types: Mapping[str, str]


def ranking(
    title: str, mark: MatrixMark, assessed: Sequence[Assessed], told: Tellings, words: Words
) -> str:
    """The table, under the matrix's title and above the line that says what its figures are.

    Args:
        title: of the matrix.
        mark: which matrix, and its status.
        assessed: the results.
        told: of every submission, by a result's `index`.
        words: titles for keys.
    """
    ranks = ranks_of([each.score for each in assessed])
    ordered = sorted(zip(ranks, assessed, strict=True), key=lambda each: each[0] or len(ranks) + 1)
    ties = Counter(ranks)
    rows = [
        [
            _rank(rank, ties),
            each.ref,
            _called(told[each.index].organisation, words.organisations),
            _called(told[each.index].threat_type, words.threat_types),
            NONE if each.score is None else str(each.score),
            opened(each.band or NONE),
            span(each.range, each.score),
        ]
        for rank, each in ordered
    ]
    lines = table(HEADER, rows, right=("rank", "score"), yielding=("threat type", "force"))
    notes = [standing(mark)]
    if any(each.gaps or each.range.lowest != each.range.highest for each in assessed):
        notes.append("A range is what unknown and narrowed answers leave open.")
    if None in ranks:
        notes.append(f"Without a rank ({NONE}): an unknown answer leaves no single score.")
    if any(rank is not None and count > 1 for rank, count in ties.items()):
        notes.append("Equal scores share a rank (=).")
    return f"{title}\n\n{lines}\n" + "\n".join(notes) + "\n"


def span(range_: Range, score: Number | None) -> str:
    """The range where it says more than the score: `300 to 560, high to very high`."""
    if range_.lowest == range_.highest and score is not None and len(range_.bands) < 2:
        return ""
    scores = f"{range_.lowest} to {range_.highest}"
    if not range_.bands or (len(range_.bands) == 1 and score is not None):
        return scores
    bands = [opened(band) for band in (range_.bands[0], range_.bands[-1])]
    return f"{scores}, {' to '.join(dict.fromkeys(bands))}"


def reasons(assessed: Sequence[Assessed]) -> str:
    """What each criterion adds to each score above the lowest levels."""
    lines = []
    for each in assessed:
        lines.append(f"\n{each.ref}: {NONE if each.score is None else each.score}")
        for part in sorted(each.contributions or (), key=lambda part: -part.adds):
            counts = f", counted as {part.counts_as}" if part.counts_as else ""
            lines.append(f"  {part.adds:+} {part.criterion}: {part.level}{counts}")
    return "\n".join(lines) + "\n"


def sentences(assessed: Sequence[Assessed]) -> str:
    """Each assessment in words, under its reference."""
    return "".join(f"\n{each.ref}: {each.sentence}\n" for each in assessed)


def _rank(rank: int | None, ties: Mapping[int | None, int]) -> str:
    if rank is None:
        return NONE
    return f"{rank}=" if ties[rank] > 1 else f"{rank} "


def _called(key: str, titles: Mapping[str, str]) -> str:
    return titles.get(key, key)
