"""Figures: what was measured, what was promised of it, and the page a reader sees."""

from collections.abc import Sequence

import msgspec

BEGIN, END = "<!-- measured -->\n", "<!-- /measured -->\n"


class Figure(msgspec.Struct, frozen=True):
    """One measure.

    `held` says whether what was promised holds, and is None where nothing was: of a time that hangs
    on the machine a figure is told and not promised. One that is not held fails the soak.
    """

    what: str
    measured: str
    promised: str = ""
    held: bool | None = None


class Part(msgspec.Struct, frozen=True):
    """A heading, how it was measured, and the figures."""

    title: str
    how: str
    figures: Sequence[Figure]


def zero(what: str, count: int) -> Figure:
    """A count that must be 0."""
    return Figure(what, f"{count:,}", "0", count == 0)


def broken(parts: Sequence[Part]) -> list[str]:
    """What was promised and does not hold."""
    return [
        f"{part.title}: {each.what}: {each.measured}, promised {each.promised}"
        for part in parts
        for each in part.figures
        if each.held is False
    ]


def percentile(values: Sequence[float], hundredths: int) -> float:
    """The value that so many in a hundred do not exceed (nearest rank)."""
    ordered = sorted(values)
    return ordered[max(0, -(-len(ordered) * hundredths // 100) - 1)]


def milliseconds(seconds: float) -> str:
    """Three digits that mean something."""
    return f"{seconds * 1e3:.1f} ms" if seconds < 0.1 else f"{seconds * 1e3:.0f} ms"


def table(part: Part) -> str:
    """A part as Markdown."""
    rows = [
        f"## {part.title}",
        "",
        part.how,
        "",
        "| what | measured | promised | |",
        "|---|--:|--:|---|",
    ]
    said = {True: "held", False: "**broken**", None: ""}
    rows += [
        f"| {each.what} | {each.measured} | {each.promised} | {said[each.held]} |"
        for each in part.figures
    ]
    return "\n".join(rows)


def with_figures(page: str, parts: Sequence[Part]) -> str:
    """A page with these figures in place of those it has."""
    before, _, rest = page.partition(BEGIN)
    _, _, after = rest.partition(END)
    return f"{before}{BEGIN}\n" + "\n\n".join(map(table, parts)) + f"\n\n{END}{after}"
