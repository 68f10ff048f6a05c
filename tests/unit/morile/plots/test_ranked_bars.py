"""Ranked bars: order, ties, bands in words and patterns, ranges, what is left out."""

import pytest

from morile.plots import ranked
from morile_api.language.about import MatrixDocument
from morile_api.language.assessment import Assessed
from tests.drawings import THEMATIC, assessed, bars, engine, lines, texts


def _document() -> MatrixDocument:
    return engine().matrix(THEMATIC)


def _names(results: list[Assessed]) -> list[str]:
    axes = ranked(results, _document()).axes[0]
    return [label.get_text() for label in axes.get_yticklabels()]


def test_the_most_serious_stands_on_top_and_equal_scores_share_a_rank() -> None:
    results = [assessed("A", 120), assessed("B", 450), assessed("C", 120), assessed("D", 90)]

    assert _names(results) == ["1 B", "2= A", "2= C", "4 D"]


def test_what_has_no_score_stands_last_without_a_rank_or_a_bar() -> None:
    """Its range is drawn all the same."""
    open_ended = assessed("A", None, None, 0, 600)
    picture = ranked([open_ended, assessed("B", 90, "low")], _document())
    axes = picture.axes[0]

    assert [label.get_text() for label in axes.get_yticklabels()] == ["1 B", "– A"]
    assert "no single score" in texts(picture)
    assert [bar.get_width() for bar in bars(picture)] == [90]
    assert [0, 600] in lines(picture)


def test_each_band_has_a_word_and_a_pattern_of_its_own() -> None:
    """So that it holds on a grey print and for whoever sees no colours."""
    bands = ["low", "moderate", "high", "very_high"]
    results = [assessed(band, 100 * at, band) for at, band in enumerate(bands, start=1)]
    picture = ranked(results, _document())
    patterns = [bar.get_hatch() for bar in picture.axes[0].patches]

    assert len(set(patterns)) == 4
    assert "400 very high" in texts(picture)
    assert "very high from 400" in texts(picture)


def test_what_is_not_shown_is_counted_and_its_marking_is_printed_all_the_same() -> None:
    """A cut below which threats vanish would look like the whole."""
    results = [assessed(f"T{n}", n) for n in range(5)] + [assessed("S", 0, marking="OFFICIAL")]
    picture = ranked(results, _document(), most=2)

    assert "4 less serious not shown." in texts(picture)
    assert "4 less serious not shown." in picture.alt
    assert texts(picture).count("OFFICIAL") == 2


def test_the_title_says_what_the_figures_are() -> None:
    picture = ranked([assessed()], _document())

    assert picture.title == "Risk of 1 threat: thematic@1.0.0 (illustrative figures)"
    assert "not the official figures" in texts(picture)


def test_the_text_says_each_score_band_and_range() -> None:
    picture = ranked([assessed("A", 143, "moderate", 99, 231)], _document())

    assert "1 A: 143, moderate, range 99 to 231." in picture.alt


def test_nothing_assessed_is_nothing_to_draw() -> None:
    with pytest.raises(ValueError, match="nothing to draw"):
        ranked([], _document())
