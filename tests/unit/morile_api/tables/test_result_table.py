"""The result table: its columns, and what stands in them where a row is at fault."""

from typing import Any

import pyarrow as pa  # type: ignore[import-untyped]

from morile_api.engine.columns.level_column import level_column
from morile_api.tables.asked_of import ArrowAsked
from morile_api.tables.result_table import results_of, schema_of
from tests.arrow import example
from tests.builders import a_desk

DESK = a_desk()
SCORER = DESK.scorers["example@1.0.0"]


def table(add: tuple[str, ...] = (), **changes: list[Any]) -> list[dict[str, Any]]:
    columns = {**example(), **changes}
    answers = ["physical_harm", "community_harm"]
    asked = ArrowAsked(
        "example@1.0.0", add, [name for name in columns if name not in answers], answers
    )
    coded = {name: level_column(each) for name, each in columns.items()}
    results = results_of(pa, SCORER, DESK.reader, asked, coded)
    made = pa.table(results.columns, schema=schema_of(pa, SCORER, asked))
    rows: list[dict[str, Any]] = made.to_pylist()
    assert results.rows == len(rows)
    assert results.refused == sum(row["faults"] is not None for row in rows)
    return rows


def test_a_row_has_its_reference_its_figures_and_nothing_where_it_is_at_fault() -> None:
    """Severe and severe: 8 + 0.25 × 8 = 10. Unknown, which counts as no level here, and none or
    moderate: at most 8 + 0.25 × 2.5 = 8.625."""
    sound, open_, faulty = table()

    assert (sound["ref"], sound["score"], sound["faults"]) == ("A-0", 10.0, None)
    assert (open_["score"], open_["gaps"]) == (None, "physical_harm")
    assert (open_["lowest"], open_["highest"]) == (0.0, 8.63)
    assert faulty["ref"] == "A-2"
    assert faulty["faults"] == "physical_harm: nothing is said; say unknown for a gap"
    assert {faulty[name] for name in ("score", "lowest", "highest", "gaps")} == {None}


def test_a_row_with_a_wrong_member_is_not_scored_and_a_wrong_reference_not_repeated() -> None:
    rows = table(ref=["A\n", "B", "C"], organisation=["E23000029", "nowhere", "nowhere"])

    assert [row["ref"] for row in rows] == [None, "B", "C"]
    assert [row["score"] for row in rows] == [None] * 3
    assert [row["lowest"] for row in rows] == [None] * 3
    assert rows[2]["faults"].count("\n") == 1


def test_what_is_asked_for_stands_beside() -> None:
    sound, *_, faulty = table(("nodes", "vector", "digest"), marking=["OFFICIAL"] * 3)

    assert sound["harm_score"] == 10.0
    assert sound["vector"] == "example@1.0.0/PH:severe/CO:severe"
    assert sound["digest"].startswith("sha256:")
    assert sound["marking"] == "OFFICIAL"
    assert (faulty["vector"], faulty["digest"], faulty["harm_score"]) == (None, None, None)


def test_the_schema_says_which_matrix_and_what_its_figures_are() -> None:
    schema = schema_of(pa, SCORER, ArrowAsked("example@1.0.0", (), ["ref"], []))

    assert schema.metadata == {b"morile.matrix": b"example@1.0.0", b"morile.status": b"draft"}
    assert schema.names[:2] == ["ref", "score"]
    assert schema.field("score").type == pa.float64()
    assert schema.field("gaps").type == pa.string()
