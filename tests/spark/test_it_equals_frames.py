"""A data frame of Spark gets, row by row and bit by bit, what a frame in memory gets."""

import csv
from pathlib import Path
from typing import Any

import pyarrow as pa  # type: ignore[import-untyped]
import pytest

from morile import BadSubmission, Offline
from morile.frames import score
from morile.frames.scoring import More
from morile.spark import score as score_in_spark
from tests.builders import shipped_catalogue
from tests.house.sources import ROOT
from tests.spark.threats import a_frame, random_answers, told

pytestmark = pytest.mark.spark
SAMPLE = ROOT / "docs" / "examples" / "threats.csv"
DRAFTS = ROOT / "docs" / "examples" / "drafts"
SHIPPED = sorted(shipped_catalogue().scorers)
EVERYTHING: tuple[More, ...] = ("nodes", "vector", "digest")


def in_memory(table: dict[str, Any], name: str, **more: Any) -> list[dict[str, Any]]:
    places = list(range(len(next(iter(table.values())))))
    found: list[dict[str, Any]] = score(
        pa.table({"place": places, **table}), name, **more
    ).to_pylist()
    return found


def sample() -> dict[str, list[str]]:
    with SAMPLE.open(encoding="utf-8", newline="") as file:
        rows = list(csv.DictReader(file))
    return {name: [row[name] for row in rows] for name in rows[0]}


def test_the_sample_scores_alike_with_every_column_there_can_be(spark: Any) -> None:
    """Equal floats, equal nulls, equal texts, the same columns in the same order."""
    scored = score_in_spark(a_frame(spark, sample()), "thematic@1.0.0", add=EVERYTHING)

    expected = in_memory(sample(), "thematic@1.0.0", add=EVERYTHING)

    assert told(scored) == expected
    assert scored.columns == list(expected[0])


@pytest.mark.parametrize("name", SHIPPED)
def test_random_rows_score_alike(spark: Any, name: str) -> None:
    """Ranges, gaps, level sets, confidence and faults, for every shipped matrix."""
    definition = shipped_catalogue().scorers[name].matrix.definition
    table = random_answers(definition, rows=300, wrong_in=40)

    found = told(score_in_spark(a_frame(spark, table), name, add=EVERYTHING))

    assert found == in_memory(table, name, add=EVERYTHING)
    assert any(row["faults"] for row in found)
    assert any(row["gaps"] for row in found)
    assert any(row["lowest"] != row["highest"] for row in found)


def test_levels_may_come_as_arrays_under_other_names_and_results_with_a_prefix(spark: Any) -> None:
    table = random_answers(shipped_catalogue().scorers["sleipnir@1.0.0"].matrix.definition, 60)
    first = next(iter(table))
    given = a_frame(spark, table).selectExpr(
        "place", *(f"`{key}`" for key in table if key != first), f"split({first}, '[|]') AS listed"
    )
    wish: dict[str, Any] = {"columns": {first: "listed"}, "prefix": "s_"}

    found = told(score_in_spark(given, "sleipnir@1.0.0", **wish))

    plain = in_memory(table, "sleipnir@1.0.0", prefix="s_")
    assert [row["listed"] for row in found] == [str(text).split("|") for text in table[first]]
    assert [{**row, first: None, "listed": None} for row in found] == [
        {**row, first: None, "listed": None} for row in plain
    ]


def test_small_batches_and_empty_partitions_change_nothing(spark: Any) -> None:
    """How Spark cuts the rows is no part of a score."""
    spark.conf.set("spark.sql.execution.arrow.maxRecordsPerBatch", "7")
    try:
        scored = score_in_spark(a_frame(spark, sample(), parts=9), "thematic@1.0.0")
        assert told(scored) == in_memory(sample(), "thematic@1.0.0")
    finally:
        spark.conf.unset("spark.sql.execution.arrow.maxRecordsPerBatch")


def test_a_frame_without_rows_has_the_columns(spark: Any) -> None:
    scored = score_in_spark(a_frame(spark, sample()).where("place < 0"), "thematic@1.0.0")

    assert scored.collect() == []
    assert dict(scored.dtypes).items() >= {"score": "double", "band": "string"}.items()


def test_one_wrong_row_that_rejects_fails_the_job_and_says_where(spark: Any) -> None:
    """By criterion and by row of the partition; what was said there is not repeated."""
    from pyspark.errors import PythonException

    table = sample()
    table["volume"][17] = "hihg"
    scored = score_in_spark(a_frame(spark, table, parts=1), "thematic@1.0.0", on_error="reject")

    with pytest.raises(
        PythonException, match=r"BadSubmission: Refused: 1 fault\s+/volume/"
    ) as said:
        scored.collect()

    assert "hihg" not in str(said.value)


def test_a_column_called_like_a_result_is_refused_at_once(spark: Any) -> None:
    frame = a_frame(spark, {**sample(), "Score": sample()["ref"], "faults": sample()["ref"]})

    with pytest.raises(BadSubmission) as refused:
        score_in_spark(frame, "thematic@1.0.0")

    assert [each.pointer for each in refused.value.faults] == ["/score", "/faults"]


def test_what_is_to_be_done_with_wrong_rows_is_checked_on_the_driver(spark: Any) -> None:
    said: Any = "ignore"

    with pytest.raises(BadSubmission, match="/on_error"):
        score_in_spark(a_frame(spark, sample()), "thematic@1.0.0", on_error=said)


def test_the_matrix_travels_with_the_task(spark: Any, tmp_path: Path) -> None:
    """An agency's own matrix scores after its file is gone: workers look nothing up."""
    text = (DRAFTS / "thematic" / "1.1.0.toml").read_bytes()
    own = tmp_path / "thematic" / "1.1.0.toml"
    own.parent.mkdir()
    own.write_bytes(text)
    scored = score_in_spark(
        a_frame(spark, sample()), "thematic@1.1.0", engine=Offline(matrices=[tmp_path])
    )
    own.unlink()

    expected = in_memory(sample(), "thematic@1.1.0", engine=Offline(matrices=[DRAFTS]))
    assert told(scored) == expected


def test_workers_load_no_other_matrix_and_no_client(spark: Any) -> None:
    """What only callers of a service need stays out of every worker, and so does the catalogue."""

    def looked_at(batches: Any) -> Any:
        import sys

        import pyarrow

        from morile.frames.scoring import this_process

        list(batches)
        loaded: list[str] = [name for name in ("httpx2", "litestar") if name in sys.modules]
        loaded += ["catalogue"] * this_process.cache_info().currsize
        yield pyarrow.RecordBatch.from_pydict({"loaded": ["|".join(loaded)]})

    scored = score_in_spark(a_frame(spark, sample()), "thematic@1.0.0")

    seen = scored.mapInArrow(looked_at, "loaded string").collect()

    assert {row.loaded for row in seen} == {""}
