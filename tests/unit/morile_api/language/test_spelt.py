"""An answer in one line."""

import pytest

from morile_api.language.answer import Answer
from morile_api.language.spelt import read_spelt, wrong_in

SCALE = ("none", "moderate", "severe")


@pytest.mark.parametrize(
    ("said", "answer"),
    [
        ("severe", Answer(("severe",))),
        ("severe|none~low", Answer(("none", "severe"), "low")),
        ("unknown", Answer(SCALE)),
        ("unknown~high", Answer(SCALE, "high")),
    ],
)
def test_an_answer_is_read_in_its_canonical_form(said: str, answer: Answer) -> None:
    """Levels of a set in the order of the scale; unknown is all of them."""
    assert list(wrong_in(said, SCALE)) == []
    assert read_spelt(said, SCALE) == answer


@pytest.mark.parametrize(
    ("said", "codes"),
    [
        ("", ["no-such-level"]),
        ("none|unknown", ["no-such-level"]),
        ("none|none", ["repeated-level"]),
        ("none~", ["not-a-choice"]),
        ("bad~bad", ["no-such-level", "not-a-choice"]),
    ],
)
def test_everything_that_is_wrong_is_found(said: str, codes: list[str]) -> None:
    """At once, so that nobody mends a cell twice."""
    assert [code for code, _ in wrong_in(said, SCALE)] == codes
