"""What words mean, and which mean nothing."""

import pytest

from morile_api.engine.columns.understood import understood
from tests.builders import CANARY, a_matrix
from tests.columns import a_scorer

LEXICON = a_scorer(a_matrix()).lexicon


def test_words_that_mean_the_same_are_one_answer() -> None:
    """Whichever order the levels of a set stand in; the null after them is no answer."""
    said = understood(LEXICON, 0, ["none|severe", "moderate", "severe|none"])

    assert said.numbers.tolist() == [0, 1, 0, 2]
    assert [each.levels for each in said.meanings] == [(0, 2), (1,)]
    assert not said.plain


def test_a_category_for_each_level_needs_no_numbers_of_its_own() -> None:
    """The usual column: its codes are the numbers of its answers."""
    assert understood(LEXICON, 0, ["none", "moderate", "severe", "unknown"]).plain


@pytest.mark.parametrize(
    ("word", "code"),
    [
        (None, "missing-criterion"),
        ("", "no-such-level"),
        (CANARY, "no-such-level"),
        ("none|" + CANARY, "no-such-level"),
        ("Severe", "no-such-level"),
        ("none|none", "repeated-level"),
        ("none~" + CANARY, "not-a-choice"),
        (3, "wrong-type"),
        (True, "wrong-type"),
    ],
)
def test_what_is_no_answer_says_why_and_what_would_be(word: object, code: str) -> None:
    """None of them is taken for a zero or for unknown, and none is repeated."""
    said = understood(LEXICON, 0, [word])
    wrong = said.wrong[said.numbers[0] - len(said.meanings)]

    assert wrong.code == code
    assert CANARY not in wrong.detail
