"""Rows: the same threats from assessments, an answer, priorities and frames."""

import pandas as pd
import polars as pl
import pytest

from morile import frames
from morile.plots.rows import Row, rows_of
from tests.drawings import THEMATIC, assessed, assessments, engine, threats


def test_assessments_and_priorities_of_the_same_threats_give_the_same_rows() -> None:
    """But for the nodes, which priorities do not have."""
    ranked = rows_of(engine().priorities(threats(), THEMATIC))
    rows = rows_of(assessments())

    assert len(rows) == 60
    assert [(row.score, row.band) for row in rows] == [(row.score, row.band) for row in ranked]
    assert {row.ref: row.highest for row in rows} == {row.ref: row.highest for row in ranked}


@pytest.mark.parametrize("library", [pd, pl])
def test_a_scored_frame_gives_the_rows_of_its_threats(library: object) -> None:
    """With `add=["nodes"]` the nodes as well."""
    columns = {"ref": ["A", "B"], "impact": ["2", "unknown"], "likelihood": ["3", "1"]}
    frame = library.DataFrame(columns)  # type: ignore[attr-defined]
    scored = frames.score(frame, "priority-grid-4x4@1.0.0", add=["nodes"])

    first, second = rows_of(scored)

    assert (first.ref, first.score, first.lowest, first.highest) == ("A", 6, 6, 6)
    assert (second.ref, second.score, second.lowest, second.highest) == ("B", None, 1, 4)


def test_a_frame_without_references_is_told_what_it_lacks() -> None:
    with pytest.raises(ValueError, match="lacks ref, lowest"):
        rows_of(pd.DataFrame({"score": [1], "band": ["low"], "highest": [1]}))


def test_refusals_are_left_out() -> None:
    results = engine().assess_many([{"ref": "A"}, *threats()[:2]], THEMATIC)

    assert len(rows_of(results)) == 2


def test_what_has_no_score_comes_last_the_highest_it_could_be_first() -> None:
    found = [assessed("A", None, None, 0, 10), assessed("B", None, None, 0, 20), assessed("C", 1)]

    assert [row.ref for row in rows_of(found)] == ["C", "B", "A"]
    assert isinstance(rows_of(found)[0], Row)
