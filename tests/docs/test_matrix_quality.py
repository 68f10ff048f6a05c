"""`docs/matrix-quality.md` prints what the quality report of every shipped matrix says."""

import pytest

from morile._left_open import percent as shown
from morile_api.catalogue import load
from morile_api.engine.appraisal.misordered import PAIRS, SEED
from morile_api.engine.appraisal.quality import SAMPLED, quality
from morile_api.language.quality import Figure, Quality
from tests.docs.pages import records, text_of

PAGE = "docs/matrix-quality.md"


def percent(share: Figure | None) -> str:
    return "–" if share is None else shown(share)


def summary_row(name: str, found: Quality) -> list[str]:
    scores = "–" if found.distinct_scores is None else f"{found.distinct_scores}"
    shares = [percent(each) for each in (found.tied, found.most_common, found.misordered)]
    return [f"`{name}`", scores, *shares, "counted" if found.exact["criteria"] else "drawn"]


def criterion_rows(found: Quality) -> list[list[str]]:
    return [
        [
            f"`{each.criterion}`",
            percent(each.band_changes),
            percent(each.moves_at_least),
            percent(each.moves_at_most),
        ]
        for each in found.criteria
    ]


@pytest.fixture(scope="module")
def reports() -> dict[str, Quality]:
    return {name: quality(scorer.matrix) for name, scorer in load().scorers.items()}


def test_the_page_has_the_figures_of_every_shipped_matrix(reports: dict[str, Quality]) -> None:
    """A matrix whose figures move must not keep its old report."""
    rows = [list(row.values()) for row in records(PAGE, "matrix")]
    shares = [
        [f"`{name}`", ", ".join(f"{band} {percent(each)}" for band, each in found.bands.items())]
        for name, found in reports.items()
        if found.bands
    ]
    assert rows == [summary_row(name, found) for name, found in reports.items()] + shares
    idle = [
        [f"`{each.criterion}`", f"`{name}`", each.reason]
        for name, found in reports.items()
        for each in found.idle
    ]
    assert [list(row.values()) for row in records(PAGE, "idle criterion")] == idle
    criteria = [row for found in reports.values() for row in criterion_rows(found)]
    assert [list(row.values()) for row in records(PAGE, "criterion")] == criteria


def test_the_page_says_which_figures_are_exact_and_how_much_is_drawn(
    reports: dict[str, Quality],
) -> None:
    """Bands are exact for every shipped matrix, misordered pairs are drawn for every one."""
    assert f"{PAIRS:,} pairs" in text_of(PAGE)
    assert f"{SAMPLED:,} submissions" in text_of(PAGE)
    assert f"seed {SEED}" in text_of(PAGE)
    assert all(found.exact.get("bands", True) for found in reports.values())
    assert {found.pairs for found in reports.values()} == {0, PAIRS}
