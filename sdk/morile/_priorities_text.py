"""What the command shows of priorities, as text."""

from collections.abc import Mapping, Sequence
from typing import TYPE_CHECKING

from morile._tables import opened, standing, table

if TYPE_CHECKING:
    from morile_api.language.allocated import Allocation, ReserveOutcome
    from morile_api.language.prioritised import Possible, PriorityAnswer
    from morile_api.language.rolled_up import RolledUp

NONE = "-"

LEAST = 0.001
"""The smallest chance that is spelt out."""


def report(answer: "PriorityAnswer") -> str:
    """Who is given a slot and why, what just missed, the ranking, and the threats rolled up."""
    mark, titles = answer.matrix, {str(each.key): each.title for each in answer.roll_up.force}
    threats = "1 threat" if answer.summary.total == 1 else f"{answer.summary.total} threats"
    parts = [
        f"{threats}, {mark.id}@{mark.version}{_said(answer)}\n",
        *(_allocation(answer.allocation, titles) if answer.allocation else ()),
        _ranking(answer),
        _unranked(answer),
        _rolled_up("regional unit", answer.roll_up.rocu or ()),
        _rolled_up("force", answer.roll_up.force),
        _notes(answer),
    ]
    return "\n".join(part for part in parts if part)


def _said(answer: "PriorityAnswer") -> str:
    found = answer.allocation
    if found is None:
        return ""
    what = f"slots {found.slots}" if found.capacity is None else f"capacity {found.capacity}"
    return f": {what}" + (f", reserved {found.reserve.amount}" if found.reserve else "")


def _allocation(found: "Allocation", titles: Mapping[str, str]) -> list[str]:
    chosen = [
        [str(each.rank), each.ref, titles[each.organisation], str(each.score), each.why.says]
        for each in found.chosen
    ]
    missed = [
        [str(each.rank), each.ref, titles[each.organisation], str(each.score), each.says]
        for each in found.just_missed
    ]
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
    return [*lines, _given_up(found)]


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
        lines.append(f"To the overall part, because nobody could use it: {found.released}.")
    return "\n".join(lines) + "\n"


def _given_up(found: "Allocation") -> str:
    beside = found.against_plain
    if beside is None or beside.given_up is None:
        return ""
    share = "" if beside.given_up_percentage is None else f" ({beside.given_up_percentage} %)"
    return (
        f"The scores chosen add up to {beside.score}, those of the plain ranking to "
        f"{beside.plain_score}: reserving gave up {beside.given_up}{share}.\n"
    )


def _ranking(answer: "PriorityAnswer") -> str:
    rows = [
        [
            f"{each.rank}=" if each.tied > 1 else f"{each.rank} ",
            each.ref,
            str(each.score),
            opened(each.band or NONE),
            *_possible(each.possible),
        ]
        for each in answer.ranking
    ]
    chance = f"in top {answer.top}" if answer.top else "in top"
    header = ("rank", "reference", "score", "band", "best", "worst", "expected", chance)
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


def _rolled_up(what: str, lines: Sequence["RolledUp"]) -> str:
    header: tuple[str, ...] = (what, "threats", "highest", "chosen", "per million")
    rows = [
        [
            each.title,
            str(each.threats),
            NONE if each.highest is None else str(each.highest),
            str(each.chosen),
            str(each.per_million.threats) if each.per_million else NONE,
        ]
        for each in lines
    ]
    if not any(each.per_million for each in lines):
        header, rows = header[:-1], [row[:-1] for row in rows]
    return table(header, rows, right=header[1:]) if rows else ""


def _notes(answer: "PriorityAnswer") -> str:
    notes = [f"Not given: {each.what}: {each.why}." for each in answer.not_given]
    reasons = {
        each.organisation: each.reason for line in answer.roll_up.force for each in line.excluded
    }
    titles = {str(each.key): each.title for each in answer.roll_up.force}
    notes += [f"Not per million: {titles[name]}: {why}." for name, why in reasons.items()]
    if any(each.tied > 1 for each in answer.ranking):
        notes.append("Equal scores share a rank (=).")
    if answer.marking:
        notes.append(f"Highest marking: {answer.marking}.")
    return "\n".join([*notes, standing(answer.matrix)]) + "\n"
