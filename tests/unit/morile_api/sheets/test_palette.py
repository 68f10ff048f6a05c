"""The palette: bands are told apart without seeing colours, and the word on each can be read."""

from itertools import pairwise

import pytest

from morile_api.sheets.palette import SHADES, contrast, shade_of, step_of

BANDS = ["low", "moderate", "high", "very_high"]


def test_contrast_is_that_of_the_guidelines() -> None:
    """Black on white is 21 to 1, and #767676 on white the well-known least grey of 4.5."""
    assert contrast("000000", "FFFFFF") == pytest.approx(21)
    assert contrast("FFFFFF", "FFFFFF") == pytest.approx(1)
    assert 4.5 <= contrast("767676", "FFFFFF") < 4.6


@pytest.mark.parametrize("count", range(1, 8))
def test_every_word_stands_out_from_its_band(count: int) -> None:
    """At least 4.5 to 1: WCAG 2.2, success criterion 1.4.3, level AA."""
    bands = [str(number) for number in range(count)]

    for band in bands:
        fill, ink = shade_of(band, bands)
        assert contrast(ink, fill) >= 4.5


def test_each_shade_is_darker_than_the_one_before() -> None:
    """So the order shows on a grey print and to whoever sees no colours."""
    for pale, dark in pairwise(SHADES):
        assert contrast(pale, "000000") > contrast(dark, "000000") * 1.2


def test_the_lowest_band_is_palest_and_the_highest_darkest() -> None:
    fills = [shade_of(band, BANDS)[0] for band in BANDS]

    assert (fills[0], fills[-1]) == (SHADES[0], SHADES[-1])
    assert sorted(fills, key=SHADES.index) == fills
    assert len(set(fills)) == len(BANDS)
    assert shade_of("only", ["only"])[0] == SHADES[0]


@pytest.mark.parametrize("last", range(1, 7))
def test_shades_run_from_the_palest_to_the_darkest_and_never_back(last: int) -> None:
    shades = [step_of(place, last) for place in range(last + 1)]

    assert (shades[0], shades[-1]) == (0, len(SHADES) - 1)
    assert shades == sorted(shades)
    assert len(set(shades)) == min(len(shades), len(SHADES))
