"""Contents: what the paper says is what the answers say."""

from morile.paper import of_assessments, of_priorities
from morile.paper.contents import Paper
from morile_api.language.assessment import Assessed
from tests.drawings import THEMATIC, assessed, assessments, engine, threats

TITLES = {"E23000005": "Greater Manchester Police", "county-lines": "County lines"}


def _paper(**rules: object) -> Paper:
    answer = engine().priorities(threats(), THEMATIC, rules)
    results = engine().assess_many(threats(), THEMATIC, distribution=True)
    found = [each for each in results if isinstance(each, Assessed)]
    return of_priorities(answer, engine().matrix(THEMATIC), TITLES, found)


def test_the_summary_counts_threats_by_band_and_names_the_first() -> None:
    """As the table of docs/examples says: 574, 555 and 532 are the three highest scores."""
    paper = _paper(slots=12)

    assert paper.summary[0].startswith("60 threats were assessed with thematic@1.0.0: 9 very high")
    assert paper.summary[1] == (
        "Most serious: SYN-2026-0044 (574, very high), SYN-2026-0033 (555, very high), "
        "SYN-2026-0031 (532, very high)."
    )
    assert "Chosen for work: 12 of 60." in paper.summary


def test_a_line_says_rank_force_score_band_range_and_gaps() -> None:
    line = next(each for each in _paper().lines if each.ref == "SYN-2026-0003")

    assert (line.score, line.band, line.range) == (143, "moderate", "99 to 231, low to high")
    assert line.gaps == "psychological harm"
    assert line.organisation == "E23000029"


def test_gaps_come_with_the_likeliest_to_move_a_band_on_top() -> None:
    """`morile score --distribution` has the same on top, as the README shows."""
    gaps = _paper().gaps or []

    assert (gaps[0].ref, gaps[0].criterion) == ("SYN-2026-0024", "Financial harm")
    assert (gaps[0].answered, gaps[0].chance) == ("substantial or severe", "50 %")


def test_without_assessments_nothing_is_said_of_gaps() -> None:
    """Nothing is not none: a saved ranking does not hold them."""
    answer = engine().priorities(threats(), THEMATIC)
    paper = of_priorities(answer, engine().matrix(THEMATIC), TITLES)

    assert paper.gaps is None
    assert paper.digests == []


def test_assessments_alone_are_ranked_with_ties_and_name_no_forces() -> None:
    paper = of_assessments(assessments(), engine().matrix(THEMATIC), "OFFICIAL-SENSITIVE", "1.0.0")

    assert [line.rank for line in paper.lines[5:9]] == ["6", "7=", "7=", "9"]
    assert paper.organisations == {}
    assert len(paper.digests) == 60


def test_what_has_no_score_has_no_rank_and_is_counted() -> None:
    found = [assessed("A", None, None, 0, 10), assessed("B", 100, "moderate", 100, 100)]
    paper = of_assessments(found, engine().matrix(THEMATIC), None, "1.0.0")

    assert [(line.rank, line.ref) for line in paper.lines] == [("1", "B"), ("–", "A")]
    assert "Without a single score, because of gaps: 1." in paper.summary
