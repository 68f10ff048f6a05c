"""Results: lines of goal and measure, and the table a reader sees."""

from collections.abc import Sequence

import msgspec

from benchmarks.timing import Ratio


class Line(msgspec.Struct, frozen=True):
    """One measure.

    `goal` is the most the ratio may be, or with `at_least` the least. `beside` is what it came to
    on the machine at hand, which says little about any other. `peak` is the most resident memory
    of the process at work, in MiB.
    """

    work: str
    ratio: Ratio
    goal: float | None = None
    at_least: bool = False
    unit: str = "×"
    beside: str = ""
    peak: float | None = None


class Part(msgspec.Struct, frozen=True):
    """A heading, what its lines are measured against, and the lines."""

    title: str
    against: str
    lines: Sequence[Line]


def verdict(line: Line) -> str:
    """Whether the median meets the goal, and if not by how much of the goal it fails."""
    if line.goal is None:
        return ""
    short = line.ratio.median / line.goal - 1
    if line.at_least:
        short = -short
    if short <= 0:
        return "met"
    side = "under" if line.at_least else "over"
    return f"missed, {short:.0%} {side}".replace("%", " %")


def figure(value: float) -> str:
    """Three digits that mean something, and no exponent."""
    digits = 2 if value < 10 else 1 if value < 100 else 0
    return f"{value:,.{digits}f}"


def table(part: Part) -> str:
    """A part as Markdown."""
    rows = [
        f"### {part.title}",
        "",
        part.against,
        "",
        "| work | goal | measured | quartiles | | peak memory | on this machine |",
        "|---|--:|--:|--:|---|--:|---|",
    ]
    for line in part.lines:
        sign = "≥" if line.at_least else "≤"
        goal = "" if line.goal is None else f"{sign} {line.goal:g} {line.unit}"
        measured = f"**{figure(line.ratio.median)}** {line.unit}"
        spread = f"{figure(line.ratio.low)} – {figure(line.ratio.high)}"
        held = "" if line.peak is None else f"{line.peak:,.0f} MiB"
        cells = (line.work, goal, measured, spread, verdict(line), held, line.beside)
        rows.append(f"| {' | '.join(cells)} |")
    return "\n".join(rows)
