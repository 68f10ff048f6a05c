"""Patterns: bands can be told apart where neither colour nor lightness is seen."""

from morile_api.sheets.palette import SHADES, contrast
from morile_api.sheets.patterns import PATTERNS, background, is_pale


def test_every_shade_has_a_pattern_of_its_own_and_none_is_plain() -> None:
    """Plain is what has no band."""
    assert len(PATTERNS) == len(SHADES)
    for spelt in ("hatch", "path", "layers"):
        found = {getattr(each, spelt) for each in PATTERNS}
        assert len(found) == len(SHADES)
        assert all(found)


def test_lines_can_be_seen_on_their_shade() -> None:
    """WCAG 2.2, 1.4.11: 3 for what is needed to understand a graphic."""
    for step, shade in enumerate(SHADES):
        assert contrast("FFFFFF" if is_pale(step) else "0B0C0C", shade) >= 3


def test_a_stylesheet_lays_the_lines_over_the_fill() -> None:
    """Dots in black on the palest; both ways in white on the darkest."""
    assert background(0, "red") == (
        "radial-gradient(circle, #0b0c0c 1px, transparent 1.5px) 0 0/5px 5px, red"
    )
    assert background(5, "red").count("#fff 0 1px") == 2


def test_the_two_darkest_have_white_lines() -> None:
    assert [is_pale(step) for step in range(6)] == [False] * 4 + [True] * 2
