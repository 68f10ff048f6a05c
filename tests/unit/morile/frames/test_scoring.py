"""A frame in, the same frame with its results out; that they equal single ones is a law."""

from typing import Any

import duckdb
import pandas as pd
import polars as pl
import pyarrow as pa  # type: ignore[import-untyped]
import pytest

from morile import BadSubmission, Offline, UnknownMatrix
from morile.frames.kinds import opened
from morile.frames.scoring import (
    MOST_LISTED,
    Wanted,
    level_columns,
    refuse,
    result_names,
    score,
    scored,
    this_process,
)
from tests.builders import CANARY, codes
from tests.frames import KINDS, example, rows_of

MATRIX = "example@1.0.0"
SOUND: dict[str, Any] = {
    "score": 10,
    "band": "high",
    "lowest": 10,
    "highest": 10,
    "bands": "high",
    "gaps": "",
    "faults": None,
}
OPEN: dict[str, Any] = {
    "score": None,
    "band": None,
    "lowest": 0,
    "highest": 8.625,
    "bands": "low|high",
    "gaps": "physical_harm",
    "faults": None,
}
FAULTY = dict.fromkeys(SOUND) | {"faults": "physical_harm: nothing is said; say unknown for a gap"}


@pytest.mark.parametrize("kind", KINDS)
def test_every_kind_of_frame_gets_its_results_beside_its_own_columns(
    engine: Offline, kind: str
) -> None:
    """8 and a quarter of 8; 0 to 8 and a quarter of 0 to 2.5, printed with two decimals."""
    table = example(number=["1", "2", "3"])

    rows = rows_of(score(KINDS[kind](table), MATRIX, engine=engine))

    own = [dict(zip(table, row, strict=True)) for row in zip(*table.values(), strict=True)]
    expected = [SOUND, {**OPEN, "highest": 8.63}, FAULTY]
    assert rows == [{**mine, **each} for mine, each in zip(own, expected, strict=True)]


@pytest.mark.parametrize(
    ("kind", "type_"),
    [
        ("pandas", pd.DataFrame),
        ("polars", pl.DataFrame),
        ("polars, lazy", pl.LazyFrame),
        ("pyarrow", pa.Table),
        ("duckdb", duckdb.DuckDBPyRelation),
    ],
)
def test_what_comes_back_is_of_the_kind_that_came(engine: Offline, kind: str, type_: type) -> None:
    """So the next line of a script goes on as it was."""
    assert isinstance(score(KINDS[kind](example()), MATRIX, engine=engine), type_)


def test_an_index_and_other_columns_stay_as_they_are(engine: Offline) -> None:
    """Also one with repeated labels, and columns that are not text."""
    frame = pd.DataFrame(example(day=list(pd.to_datetime(["2026-01-01"] * 3))), index=[7, 7, 3])

    found = score(frame, MATRIX, engine=engine)

    pd.testing.assert_frame_equal(found[list(frame.columns)], frame)
    assert found["score"].iloc[0] == 10
    assert list(frame.columns) == ["physical_harm", "community_harm", "day"]


def test_bands_rise_where_the_kind_of_frame_can_say_so(engine: Offline) -> None:
    """So that sorting by band sorts by severity."""
    polars = score(KINDS["polars"](example()), MATRIX, engine=engine)
    pandas = score(KINDS["pandas"](example()), MATRIX, engine=engine)

    assert polars.schema["band"] == pl.Enum(["low", "high"])
    assert pandas["band"].cat.ordered


@pytest.mark.parametrize("kind", ["pandas", "polars", "pyarrow"])
def test_list_columns_hold_several_levels(engine: Offline, kind: str) -> None:
    """As other columns write them with a bar between."""
    table = example(community_harm=[["severe"], ["none", "moderate"], ["none"]])

    rows = rows_of(score(KINDS[kind](table), MATRIX, engine=engine))

    assert [row["highest"] for row in rows] == [10, 8.63, None]


@pytest.mark.parametrize("kind", KINDS)
def test_a_frame_without_rows_gets_its_columns(engine: Offline, kind: str) -> None:
    """A night without new threats is no error."""
    frame = KINDS[kind](example(["none"], ["none"]))
    empty = frame.limit(0) if kind in ("duckdb", "polars, lazy") else frame[:0]

    assert rows_of(score(empty, MATRIX, engine=engine)) == []


@pytest.mark.parametrize("kind", ["pandas", "polars", "pyarrow", "duckdb"])
def test_vectors_digests_and_nodes_are_added_where_asked_for(engine: Offline, kind: str) -> None:
    """Under a prefix, if one is set."""
    frame = score(
        KINDS[kind](example()),
        MATRIX,
        add=["vector", "digest", "nodes"],
        prefix="m_",
        engine=engine,
    )
    sound, _, faulty = rows_of(frame)

    line = "example@1.0.0/PH:severe/CO:severe"
    alone = engine.assess(
        {"ref": "A", "organisation": "NCA", "threat_type": "fraud", "vector": line}
    )
    assert (sound["m_vector"], sound["m_digest"]) == (line, alone.digest)
    assert (sound["m_harm_score"], sound["m_harm_band"]) == (10, "high")
    assert (faulty["m_vector"], faulty["m_digest"], faulty["m_harm_score"]) == (None, None, None)


def test_a_column_of_another_name_is_said(engine: Offline) -> None:
    """And one column may answer two criteria."""
    frame = pl.DataFrame({"harm": ["severe"]})

    found = score(frame, MATRIX, {"physical_harm": "harm", "community_harm": "harm"}, engine=engine)

    assert found["score"].to_list() == [10]


def test_one_wrong_row_rejects_a_frame_where_that_is_asked_for(engine: Offline) -> None:
    """Every fault by criterion and row, and nothing of what was written there."""
    frame = pl.DataFrame(example(community_harm=["severe", CANARY, "none"]))

    with pytest.raises(BadSubmission) as caught:
        score(frame, MATRIX, on_error="reject", engine=engine)

    assert codes(caught.value.faults) == [
        ("/community_harm/1", "no-such-level"),
        ("/physical_harm/2", "missing-criterion"),
    ]
    assert CANARY not in str(caught.value)


@pytest.mark.parametrize("said", ["ignore", "rejects", "", None, ["reject"]])
def test_what_else_is_to_be_done_with_wrong_rows_is_refused(engine: Offline, said: Any) -> None:
    """A slip in `reject` must not let wrong rows through."""
    with pytest.raises(BadSubmission) as caught:
        score(pl.DataFrame(example()), MATRIX, on_error=said, engine=engine)

    [fault] = caught.value.faults
    assert fault.pointer == "/on_error"
    assert fault.detail.endswith("choose from reject, report")


@pytest.mark.parametrize("kind", [object, pd.StringDtype("python")])
def test_half_a_character_is_no_level(engine: Offline, kind: Any) -> None:
    """Of a text in UTF-16 that was cut: only columns of Python's own texts can hold it."""
    said = pd.Series(["severe", "\ud800", "severe\udc80"], dtype=kind)
    frame = pd.DataFrame({"physical_harm": said, "community_harm": "none"})

    found = score(frame, MATRIX, add=["vector", "digest"], engine=engine)

    assert found["score"].isna().tolist() == [False, True, True]
    assert found["faults"].str.startswith("physical_harm: no such level").tolist()[1:] == [True] * 2


def test_a_refusal_lists_a_thousand_rows_and_counts_the_rest(engine: Offline) -> None:
    """Ten million faults would help nobody."""
    scorer = engine.catalogue.entry(MATRIX).scorer
    frame = opened(pl.DataFrame(example([None] * (MOST_LISTED + 5), ["none"] * (MOST_LISTED + 5))))

    with pytest.raises(BadSubmission) as caught:
        refuse(scored(scorer, frame, Wanted()).outcome, before=40)

    assert caught.value.faults[0].pointer == "/physical_harm/40"
    assert len(caught.value.faults) == MOST_LISTED + 1
    assert "5 further rows" in caught.value.faults[-1].detail


def test_a_column_is_read_once_for_all_it_answers() -> None:
    """The same codes, not a copy."""
    one, two = level_columns(opened(pl.DataFrame({"a": ["x"]})), ["a", "a"])

    assert one is two


def test_the_names_of_results_are_known_before_a_row_is_read(engine: Offline) -> None:
    """So that one that is there already is refused at once."""
    scorer = engine.catalogue.entry(MATRIX).scorer
    names = [*SOUND, "vector"]

    assert result_names(scorer, Wanted(add=["vector"])) == names
    with pytest.raises(BadSubmission) as caught:
        score(pl.DataFrame(example(band=["a", "b", "c"])), MATRIX, engine=engine)
    assert codes(caught.value.faults) == [("/band", "not-a-table")]


@pytest.mark.parametrize(("kind", "refuses"), [("duckdb", True), ("polars, lazy", False)])
def test_a_result_is_told_from_a_column_by_capitals_where_they_count(
    engine: Offline, kind: str, refuses: bool
) -> None:
    """DuckDB would call the second of them score_1, and nobody would know which is which."""
    frame = KINDS[kind](example(Score=["a", "b", "c"]))

    if refuses:
        with pytest.raises(BadSubmission, match="/score"):
            score(frame, MATRIX, engine=engine)
    else:
        assert rows_of(score(frame, MATRIX, engine=engine))[0]["score"] == 10


def test_what_cannot_be_added_is_refused_with_what_can(engine: Offline) -> None:
    """A slip must not leave a column out unseen."""
    more: Any = ["vectors"]

    with pytest.raises(ValueError, match="choose from nodes, vector, digest"):
        score(pl.DataFrame(example()), MATRIX, add=more, engine=engine)


def test_a_matrix_that_is_not_there_is_refused(engine: Offline) -> None:
    """As everywhere."""
    with pytest.raises(UnknownMatrix):
        score(pl.DataFrame(example()), "example@9.9.9", engine=engine)


def test_without_an_engine_this_process_loads_one_and_keeps_it() -> None:
    """Loading the matrices takes longer than scoring many frames."""
    found: Any = score(pl.DataFrame({"outcome": ["major"]}), "disruption@1.0.0")

    assert found["score"].to_list() == [3]
    assert this_process() is this_process()
