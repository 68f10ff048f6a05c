"""Figures and keys in words."""

import pytest

from morile_api.web.pages.spoken import begun, figure, listed, opened, per_cent, signed


@pytest.mark.parametrize(
    ("number", "said"),
    [(403, "403"), (2.5, "2.5"), (2.0, "2"), (-3, "−3"), (0, "0"), (None, "–"), (1e-4, "0.0001")],
)
def test_a_figure_is_written_as_it_is(number: float | None, said: str) -> None:
    """Never with an exponent, and never rounded: the engine has done that."""
    assert figure(number) == said


@pytest.mark.parametrize(
    ("chance", "said"), [(0.1, "10 %"), (0.0001, "0.01 %"), (1, "100 %"), (0.125, "12.5 %")]
)
def test_a_chance_is_said_in_per_cent(chance: float, said: str) -> None:
    assert per_cent(chance) == said


def test_keys_are_opened_and_alternatives_joined() -> None:
    assert opened("very_high") == "Very high"
    assert opened("substantial|severe") == "Substantial or severe"


def test_words_are_listed_as_one_says_them() -> None:
    assert [listed([]), listed(["a"]), listed(["a", "b"]), listed(["a", "b", "c"], "or")] == [
        *("", "a", "a and b", "a, b or c")
    ]


def test_a_line_begins_with_a_capital_and_keys_in_it_stay_as_they_are() -> None:
    assert begun("choose from very_high, a|b") == "Choose from very_high, a|b"


def test_a_sentence_has_the_same_minus_as_a_figure() -> None:
    assert signed("It scores -1, from -1.5 to 2, of -") == "It scores −1, from −1.5 to 2, of -"
    assert signed("foot-1 is a name") == "foot-1 is a name"
