"""What the command shows of priorities, as text."""

from collections.abc import Sequence
from typing import TYPE_CHECKING

from morile._rolled_up_text import rolled_up
from morile._tables import table
from morile_api.sheets.standing import opened, standing

if TYPE_CHECKING:
    from morile_api.language.allocated import Allocation, Chosen, Missed, ReserveOutcome
    from morile_api.language.prioritised import Possible, PriorityAnswer, RankedThreat

NONE = "-"

LEAST = 0.001
"""The smallest chance that is spelt out."""

MOST_NAMED = 10
"""Of threats that are named in a sentence; JSON has all."""

SHARED_OUT = {
    "equal": "in equal parts",
    "weights": "by agreed weights",
    "contribution": "by contributions",
}

COUNTS = {
    "on-top": "on top of what an organisation wins overall",
    "at-least": "what an organisation wins overall counts towards its part",
}


def report(answer: "PriorityAnswer") -> str:
    """The rules, who is given a slot and why, what just missed, the ranking, and the roll-ups."""
    mark = answer.matrix
    threats = "1 threat" if answer.summary.total == 1 else f"{answer.summary.total} threats"
    opening = [f"{threats}, {mark.id}@{mark.version}{_said(answer)}", *_rules(answer.allocation)]
    parts = [
        "\n".join(opening) + "\n",
        *(_allocation(answer) if answer.allocation else ()),
        _ranking(answer),
        _unranked(answer),
        *rolled_up(answer.roll_up),
        _notes(answer),
    ]
    return "\n".join(part for part in parts if part)


def _said(answer: "PriorityAnswer") -> str:
    found = answer.allocation
    if found is None:
        return ": neither slots nor a capacity, so a ranking only"
    what = f"slots {found.slots}" if found.capacity is None else f"capacity {found.capacity}"
    return f": {what}, " + (
        f"reserved {found.reserve.amount}" if found.reserve else "none reserved"
    )


def _rules(found: "Allocation | None") -> list[str]:
    """The rules in force, whether they decided anything here or not."""
    if found is None:
        return []
    keys = ", then ".join(found.tie_break) or "none; what threats of equal score tie for stays open"
    lines = [f"Tie-break: {keys}."]
    if found.reserve:
        it = found.reserve
        lines.append(f"Reserved {SHARED_OUT[it.by]}; counts {it.counts}: {COUNTS[it.counts]}.")
    return lines


def _allocation(answer: "PriorityAnswer") -> list[str]:
    found = answer.allocation
    if found is None:
        return []
    titles = {str(each.key): each.title for each in answer.roll_up.force}
    ranks = {each.index: _rank(each) for each in answer.ranking}

    def row(each: "Chosen | Missed", says: str) -> list[str]:
        title = titles[each.organisation]
        return [ranks[each.index], each.ref, title, str(each.score), says]

    chosen = [row(each, each.why.says) for each in found.chosen]
    missed = [row(each, each.says) for each in found.just_missed]
    right = ("rank", "score")
    header = ("rank", "chosen", "force", "score", "why")
    lines = [table(header, chosen, right, yielding=("force",))] if chosen else []
    lines += [f"{each.says}\n" for each in found.left_open]
    if missed:
        header = ("rank", "just missed", "force", "score", "")
        lines.append(table(header, missed, right, yielding=("force",)))
    if found.unused:
        lines.append(f"Unused: {found.unused}.\n")
    lines += [_reserve(found.reserve)] if found.reserve else []
    return [*lines, _given_up(answer)]


def _rank(each: "RankedThreat") -> str:
    return f"{each.rank}=" if each.tied > 1 else f"{each.rank} "


def _reserve(found: "ReserveOutcome") -> str:
    rows = [
        [
            each.title,
            str(each.percentage),
            str(each.reserved),
            str(each.reserved_given),
            str(each.threats),
        ]
        for each in found.parts
    ]
    header = ("reserved for", "%", "reserved", "given", "threats chosen")
    lines = [table(header, rows, right=header[1:]), f"Shared out: {found.method}."]
    if found.unapportioned:
        lines.append(f"To the overall part, because remainders are equal: {found.unapportioned}.")
    if found.released:
        lines.append(
            f"Released, because its organisation could not use it: {found.released}. "
            "What it went to is chosen overall."
        )
    return "\n".join(lines) + "\n"


def _given_up(answer: "PriorityAnswer") -> str:
    beside = answer.allocation.against_plain if answer.allocation else None
    if beside is None:
        return ""
    lines = [beside.says]
    if beside.displaced:
        lines.append(f"Not chosen because of it: {_named(answer, beside.displaced)}.")
    if beside.instead:
        lines.append(f"Chosen instead: {_named(answer, beside.instead)}.")
    return "\n".join(lines) + "\n"


def _named(answer: "PriorityAnswer", indices: Sequence[int]) -> str:
    """References with ranks, most serious first."""
    among = set(indices)
    found = [
        f"{each.ref} (rank {_rank(each).strip()})" for each in answer.ranking if each.index in among
    ]
    more = len(found) - MOST_NAMED
    return ", ".join(found[:MOST_NAMED]) + (f" and {more} more" if more > 0 else "")


def _ranking(answer: "PriorityAnswer") -> str:
    rows = [
        [
            _rank(each),
            each.ref,
            str(each.score),
            opened(each.band or NONE),
            *_possible(each.possible),
            *([] if each.percentile is None else [str(each.percentile)]),
        ]
        for each in answer.ranking
    ]
    chance = f"in top {answer.top}" if answer.top else "in top"
    header: tuple[str, ...] = ("rank", "reference", "score", "band")
    header = (*header, "best", "worst", "expected", chance)
    if any(each.percentile is not None for each in answer.ranking):
        header = (*header, "percentile")
    return table(header, rows, right=("rank", "score", *header[4:])) if rows else ""


def _possible(it: "Possible") -> list[str]:
    expected = NONE if it.expected_rank is None else str(it.expected_rank)
    return [str(it.best_rank), str(it.worst_rank), expected, _chance(it)]


def _chance(it: "Possible") -> str:
    if it.in_top is None:
        return NONE
    return " to ".join(dict.fromkeys(map(_percent, (it.in_top.clear, it.in_top.with_ties))))


def _percent(chance: float) -> str:
    """In tenths of a per cent; only what is certain is called so."""
    if chance in (0, 1):
        return f"{100 * chance:.0f} %"
    if not LEAST <= chance <= 1 - LEAST:
        return "<0.1 %" if chance < LEAST else ">99.9 %"
    return f"{100 * chance:.1f} %"


def _unranked(answer: "PriorityAnswer") -> str:
    rows = [
        [each.ref, f"{each.range.lowest} to {each.range.highest}", *_possible(each.possible)]
        for each in answer.unranked
    ]
    header = ("without a single score", "range", "best", "worst", "expected", "in top")
    return table(header, rows, right=header[2:]) if rows else ""


def _notes(answer: "PriorityAnswer") -> str:
    notes = [f"Not given: {each.what}: {each.why}." for each in answer.not_given]
    if any(each.tied > 1 for each in answer.ranking):
        notes.append("Equal scores share a rank (=).")
    if answer.marking:
        notes.append(f"Highest marking: {answer.marking}.")
    return "\n".join([*notes, standing(answer.matrix)]) + "\n"
