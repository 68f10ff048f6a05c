"""What the command shows of threats rolled up, as text."""

from collections.abc import Iterator, Sequence
from typing import TYPE_CHECKING

from morile._tables import table

if TYPE_CHECKING:
    from morile_api.language.rolled_up import RolledUp, RollUp

NONE = "-"

RESIDENTS = "per million residents"

MOST_NAMED = 5
"""Lines without a figure per million that are named; JSON has all."""

ORDER = "Each list: highest score first, then A to Z."


def rolled_up(found: "RollUp") -> list[str]:
    """Tables by regional unit, force, nation and threat type, and who is left out and why."""
    named = {
        "regional unit": found.rocu or [],
        "force": found.force,
        "nation": found.nation,
        "threat type": found.threat_type,
    }
    lines = [line for each in named.values() for line in each]
    people = any(line.per_million for line in lines)
    tables = [_table(what, some, people) for what, some in named.items() if some]
    notes = [ORDER, *_excluded(found, lines), *_without(lines)]
    return [*tables, "\n".join(notes) + "\n"]


def _table(what: str, lines: Sequence["RolledUp"], people: bool) -> str:
    ordered = sorted(
        lines, key=lambda line: (line.highest is None, -(line.highest or 0), line.title)
    )
    header: tuple[str, ...] = (what, "threats", "highest", "chosen")
    rows = [
        [
            line.title,
            str(line.threats),
            NONE if line.highest is None else str(line.highest),
            str(line.chosen),
        ]
        for line in ordered
    ]
    if people:
        header = (*header, f"threats {RESIDENTS}")
        figures = (str(line.per_million.threats) if line.per_million else NONE for line in ordered)
        rows = [[*row, figure] for row, figure in zip(rows, figures, strict=True)]
    return table(header, rows, right=header[1:])


def _excluded(found: "RollUp", lines: Sequence["RolledUp"]) -> Iterator[str]:
    reasons = {each.organisation: each.reason for line in lines for each in line.excluded}
    titles = {str(line.key): line.title for line in found.force}
    for name, reason in reasons.items():
        said = reason.removesuffix(".")
        yield f"Left out of the figures {RESIDENTS}: {titles.get(name, name)}: {said}."


def _without(lines: Sequence["RolledUp"]) -> Iterator[str]:
    found = {line.title: line.no_per_million for line in lines if line.no_per_million}
    for title, why in list(found.items())[:MOST_NAMED]:
        yield f"No figure {RESIDENTS}: {title}: {why}."
    if len(found) > MOST_NAMED:
        yield f"No figure {RESIDENTS} for {len(found) - MOST_NAMED} more."
