"""The look: no band by its colour alone."""

import pytest

from morile.plots.look import bands_of, called, cuts_of, headed, look_of, mark_of, patch, sourced
from morile_api.sheets.palette import contrast
from tests.drawings import THEMATIC, engine

BANDS = ["low", "moderate", "high", "very_high"]


@pytest.mark.parametrize("count", range(1, 7))
def test_up_to_six_bands_have_patterns_of_their_own_that_can_be_seen(count: int) -> None:
    bands = [str(each) for each in range(count)]
    looks = [look_of(each, bands) for each in bands]

    assert len({look.pattern for look in looks} | {""}) == count + 1
    # WCAG 2.2, 1.4.11: 3 for what is needed to understand a graphic.
    assert all(contrast(look.ink[1:], look.fill[1:]) >= 3 for look in looks)


def test_what_has_no_band_is_white() -> None:
    assert look_of(None, BANDS).fill == "#FFFFFF"
    assert look_of("strange", BANDS).pattern == ""


def test_the_key_shows_the_pattern_and_the_word() -> None:
    entry = patch("high", BANDS, "high")

    assert (entry.get_hatch(), entry.get_label()) == (look_of("high", BANDS).pattern, "high")


def test_bands_and_cuts_are_those_of_the_definition() -> None:
    document = engine().matrix(THEMATIC)

    assert bands_of(document) == BANDS
    assert bands_of(document, "organisational_position") == ["green", "amber", "red"]
    assert cuts_of(document, "risk") == {"low": 0, "moderate": 100, "high": 200, "very_high": 400}
    assert called(document, "volume") == "Frequency or volume"
    assert called(document, "never_heard_of") == "Never heard of"


def test_a_title_says_what_the_figures_are_and_the_note_where_they_come_from() -> None:
    mark = mark_of(engine().matrix(THEMATIC))

    assert headed("Risk", mark) == "Risk: thematic@1.0.0 (illustrative figures)"
    assert "not the official figures" in sourced(mark)
