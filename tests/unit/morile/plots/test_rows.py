"""Rows: the same threats from assessments, an answer, priorities and frames."""

from typing import Any

import msgspec
import pandas as pd
import polars as pl
import pytest

import morile
from morile import frames
from morile.plots.rows import Row, rows_of
from morile_api.language.about import MatrixDocument
from tests.drawings import EXAMPLES, THEMATIC, assessed, assessments, engine, threats

GAPS = {each.key: ["unknown"] for each in engine().matrix(THEMATIC).definition.criteria}
REQUEST = msgspec.json.encode({"matrix": THEMATIC, "submissions": threats()[:3]})
GRID = "priority-grid-4x4@1.0.0"


def document(name: str = THEMATIC) -> MatrixDocument:
    return engine().matrix(name)


def test_assessments_and_priorities_of_the_same_threats_give_the_same_rows() -> None:
    """But for the nodes, which priorities do not have."""
    ranked = rows_of(engine().priorities(threats(), THEMATIC), document())
    rows = rows_of(assessments(), document())

    assert len(rows) == 60
    assert [(row.score, row.band) for row in rows] == [(row.score, row.band) for row in ranked]
    assert {row.ref: row.highest for row in rows} == {row.ref: row.highest for row in ranked}


@pytest.mark.parametrize("library", [pd, pl])
def test_a_scored_frame_gives_the_rows_of_its_threats(library: object) -> None:
    """With `add=["nodes"]` the nodes as well."""
    columns = {"ref": ["A", "B"], "impact": ["2", "unknown"], "likelihood": ["3", "1"]}
    frame = library.DataFrame(columns)  # type: ignore[attr-defined]
    scored = frames.score(frame, GRID, add=["nodes"])

    first, second = rows_of(scored, document(GRID))

    assert (first.ref, first.score, first.lowest, first.highest) == ("A", 6, 6, 6)
    assert (second.ref, second.score, second.lowest, second.highest) == ("B", None, 1, 4)


def test_a_frame_without_references_is_told_what_it_lacks() -> None:
    with pytest.raises(ValueError, match="lacks ref, lowest"):
        rows_of(pd.DataFrame({"score": [1], "band": ["low"], "highest": [1]}), document())


def test_refusals_are_left_out() -> None:
    results = engine().assess_many([{"ref": "A"}, *threats()[:2]], THEMATIC)

    assert len(rows_of(results, document())) == 2


def test_what_has_no_score_comes_last_the_highest_it_could_be_first() -> None:
    found = [assessed("A", None, None, 0, 10), assessed("B", None, None, 0, 20), assessed("C", 1)]

    assert [row.ref for row in rows_of(found, document())] == ["C", "B", "A"]
    assert isinstance(rows_of(found, document())[0], Row)


def test_figures_of_a_frame_read_as_those_of_an_assessment() -> None:
    """Frames hold all of them as floats: 574.0."""
    frame = pd.read_csv(EXAMPLES / "threats.csv")
    scored = frames.score(frame, THEMATIC)

    of_frame = {row.ref: f"{row.score} {row.highest}" for row in rows_of(scored, document())}

    assert of_frame == {it.ref: f"{it.score} {it.range.highest}" for it in assessments()}


@pytest.mark.parametrize("other", ["sleipnir@1.0.0", "tactical@1.0.0", "thematic@1.1.0"])
def test_results_of_another_matrix_are_not_drawn(other: str) -> None:
    """The picture would carry a name and a status that its figures do not have."""
    plain = frames.score(pd.DataFrame({"ref": ["A"], **GAPS}), THEMATIC, add=["vector"])
    answers: list[Any] = [
        assessments(),
        engine().priorities(threats(), THEMATIC),
        msgspec.json.decode(engine().answer(REQUEST), type=morile.AssessmentAnswer),
        plain,
    ]
    for results in answers:
        assert rows_of(results, document())
        with pytest.raises(ValueError, match=f"not of {other}"):
            rows_of(results, document(other))


def test_a_frame_without_vectors_is_told_by_its_bands() -> None:
    """Sleipnir has none, capabilities others."""
    scored = frames.score(pd.DataFrame({"ref": ["A"], **GAPS}), THEMATIC)

    with pytest.raises(ValueError, match="not of sleipnir"):
        rows_of(scored, document("sleipnir@1.0.0"))


def test_other_figures_under_the_same_name_are_another_matrix() -> None:
    answer = engine().priorities(threats(), THEMATIC)
    revised = msgspec.structs.replace(document(), digest="sha256:" + "0" * 64)

    with pytest.raises(ValueError, match="as it is given here"):
        rows_of(answer, revised)
