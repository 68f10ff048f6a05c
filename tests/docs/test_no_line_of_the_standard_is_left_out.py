"""ASVS 5.0.0, levels 1 and 2: every line is told of once, as held or as left out, with why."""

import re
from collections.abc import Iterator

from tests.docs.pages import records

PAGE = "docs/security/owasp.md"
LINES = {
    **{"1.1": 2, "1.2": 9, "1.3": 11, "1.4": 3, "1.5": 2},
    **{"2.1": 3, "2.2": 3, "2.3": 4, "2.4": 1},
    **{"3.2": 2, "3.3": 4, "3.4": 6, "3.5": 5},
    **{"4.1": 3, "4.2": 1, "4.3": 2, "4.4": 4},
    **{"5.1": 1, "5.2": 3, "5.3": 2, "5.4": 3},
    **{"8.1": 2, "8.2": 3, "8.3": 1, "8.4": 1},
    **{"9.1": 3, "9.2": 4},
    **{"10.1": 2, "10.2": 2, "10.3": 4, "10.4": 11, "10.5": 5, "10.6": 2, "10.7": 3},
    **{"11.1": 2, "11.2": 3, "11.3": 3, "11.4": 3, "11.5": 1, "11.6": 1},
    **{"12.1": 3, "12.2": 2, "12.3": 4},
    **{"13.1": 1, "13.2": 5, "13.3": 2, "13.4": 5},
    **{"14.1": 2, "14.2": 4, "14.3": 3},
    **{"15.1": 3, "15.2": 3, "15.3": 7},
    **{"16.1": 1, "16.2": 5, "16.3": 4, "16.4": 3, "16.5": 3},
    "3.7": 2,
}
"""How many lines of levels 1 and 2 each section has; they come first in it, numbered from 1."""

WHOLE_CHAPTERS = {"6", "7", "17"}
"""Passwords, sessions and WebRTC, of which nothing applies."""


def of_the_standard() -> list[str]:
    return [f"{section}.{1 + each}" for section, lines in LINES.items() for each in range(lines)]


def told() -> Iterator[str]:
    """Each line that a row names, a section as all of its lines."""
    rows = [row["line"] for row in records(PAGE, "line")]
    rows += [row["left out"] for row in records(PAGE, "left out")]
    for name in ", ".join(rows).split(", "):
        section = name.removesuffix(".*")
        if section in WHOLE_CHAPTERS:
            continue
        if section == name:
            yield name
        else:
            yield from (f"{section}.{1 + each}" for each in range(LINES[section]))


def test_every_line_is_told_of_exactly_once() -> None:
    assert sorted(told()) == sorted(of_the_standard())


def test_whole_chapters_are_left_out_by_name() -> None:
    named = {each for row in records(PAGE, "left out") for each in row["left out"].split(", ")}

    assert {f"{each}.*" for each in WHOLE_CHAPTERS} <= named


def test_every_line_that_is_left_out_has_a_reason() -> None:
    rows = records(PAGE, "left out")

    assert rows
    assert all(re.search(r"\w{2,}", row["because"]) for row in rows)
