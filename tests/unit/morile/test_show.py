"""What the command shows of matrices, vocabularies and results."""

from datetime import date

from morile import Assessed, CheckAnswer, MatrixMark, MatrixSummary, NodeScore, Range, _show
from morile_api.language.about import CompiledNode, MatrixDocument
from morile_api.language.vocabulary import Term, TermSource, Vocabulary
from tests.builders import a_criterion, a_matrix, a_scale

MARK = MatrixMark("example", "1.0.0", "illustrative", "sha256:9")
NODE = CompiledNode("harm", 0, 10, ["low", "very_high"], ["physical_harm"], 9)


def test_matrices_stand_one_a_line() -> None:
    shown = _show.matrices([MatrixSummary("m", "1.0.0", "A title", "draft", "theme", "sha256:0")])

    assert shown.splitlines()[1].split() == ["m@1.0.0", "draft", "theme", "A", "title"]


def test_a_matrix_shows_what_it_asks_and_how_it_scores() -> None:
    scale = a_scale(unknown_counts_as="moderate")
    open_scale = a_scale("open", {"no": 0, "yes": 1})
    criteria = [a_criterion("physical_harm"), a_criterion("community_harm", scale="open")]
    matrix = a_matrix(criteria=criteria, scales=[scale, open_scale])

    shown = _show.matrix(MatrixDocument("example", "1.0.0", "illustrative", "sha256:9", matrix, []))

    assert "example@1.0.0, sha256:9" in shown
    assert "are illustrative" in shown
    assert "PH physical_harm (harm): How much?" in shown
    assert "   moderate (2.5): What is observed." in shown
    assert "unknown: a gap; counts as moderate in the score" in shown
    assert "unknown: a gap; leaves no single score" in shown
    node = (
        "harm = weighted_sum of physical_harm, community_harm by 1, 0.25; Low from 0, High from 4"
    )
    assert node in shown
    assert "Score from harm, band from harm." in shown
    assert "Source (published): Made up; this test" in shown


def test_a_checked_definition_shows_its_bounds() -> None:
    shown = _show.check(CheckAnswer(MARK, [NODE]))

    assert shown.startswith("example@1.0.0 holds. The figures of example@1.0.0 are illustrative")
    assert shown.splitlines()[-1].split() == ["harm", "0", "10", "9", "low,", "very", "high"]


def test_a_node_of_too_many_scores_to_count_has_many() -> None:
    node = CompiledNode("harm", 0, 10, [], [], None)

    assert "many" in _show.nodes([node])


def test_a_vocabulary_shows_what_a_submission_carries() -> None:
    words = Vocabulary(
        vocabulary="things",
        version="1.0.0",
        title="Things",
        about="What there is.",
        sources=[TermSource("ours", "Ours", "here", date(2026, 11, 1))],
        terms=[Term("E1", "First thing", "A thing.", "ours")],
    )

    assert _show.vocabulary(words) == "Things\n\nkey  title\nE1   First thing\n"


def a_result(score: int | None, band: str | None) -> Assessed:
    return Assessed(
        index=0,
        ref="vector",
        score=score,
        band=band,
        range=Range(("low", "very_high"), 12, 3),
        nodes={"harm": NodeScore("very_high", 7), "capacity": NodeScore(None, None)},
        gaps=("volume",),
        vector="example@1.0.0/PH:none",
        digest="",
    )


def test_a_result_begins_with_its_vector_and_ends_with_what_the_figures_are() -> None:
    assert _show.assessed(a_result(7, "very_high"), MARK).splitlines() == [
        "example@1.0.0/PH:none",
        "score: 7",
        "band: very high",
        "range: 3 to 12, low to very high",
        "gaps: volume",
        "harm: 7, very high",
        "capacity: open",
        "The figures of example@1.0.0 are illustrative: not the official figures, "
        "which are not public.",
    ]


def test_a_result_without_a_score_says_why() -> None:
    assert "score: none: an unknown answer leaves no single score" in _show.assessed(
        a_result(None, None), MARK
    )
