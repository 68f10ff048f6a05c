"""Patterns, and what they ask for in words."""

import re

import pytest

from morile_api.language import patterns


@pytest.mark.parametrize(
    ("pattern", "good", "bad"),
    [
        (patterns.NAME, "physical_harm", "Physical harm"),
        (patterns.LEVEL_NAME, "4_of_5", "-4"),
        (patterns.CRITERION_CODE, "PH2", "ph"),
        (patterns.MATRIX_NAME, "priority-grid-4x4", "priority--grid"),
        (patterns.VERSION, "1.10.0", "1.0"),
        (patterns.TERM_KEY, "E23000029", "E 23"),
        (patterns.ONE_LINE, "TV-2026-0142", "TV\u202e2410"),
        (patterns.SOME_LINE, "New intelligence.", " "),
        (patterns.PERIOD, "2026-H1", "2026-13"),
        (patterns.HOST, "127.0.0.1", "a b"),
        (patterns.NO_SPACES, "thematic@1.0.0/PH:severe", "PH: severe"),
    ],
)
def test_a_pattern_takes_what_its_words_ask_for_and_no_closing_newline(
    pattern: str, good: str, bad: str
) -> None:
    """A bare `$` would let a newline through, which then forges a line in a log."""
    assert re.search(pattern, good)
    assert not re.search(pattern, bad)
    assert not re.search(pattern, good + "\n")
    assert patterns.asked_for(pattern).startswith("expected ")


def test_every_pattern_has_words() -> None:
    """A regular expression helps nobody."""
    expressions = {name: it for name, it in vars(patterns).items() if str(it).startswith("^")}

    assert set(expressions.values()) == set(patterns.ASKS)
