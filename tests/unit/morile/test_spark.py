"""What a driver plans and an executor does, without a session of Spark; tests/spark has one."""

from collections.abc import Iterator
from typing import Any

import pyarrow as pa  # type: ignore[import-untyped]
import pytest

from morile import BadSubmission
from morile.frames import score as score_in_memory
from morile.frames.scoring import Wanted
from morile.spark import IN_SPARK, Task, added_columns, answering, score, scored_batches, scorer_of
from tests.builders import shipped_catalogue

GRID = "priority-grid-4x4@1.0.0"
KEYS = [each.key for each in shipped_catalogue().scorers[GRID].matrix.definition.criteria]
LEVELS = shipped_catalogue().scorers[GRID].matrix.scales[0]


def a_task(**more: Any) -> Task:
    wanted = Wanted(
        **{name: more.pop(name) for name in ("columns", "add", "prefix", "manner") if name in more}
    )
    text = shipped_catalogue().entries[GRID].text
    return Task(**{"text": text, "wanted": wanted, "on_error": "report", **more})


def batches(*answers: list[str]) -> Iterator[Any]:
    """Record batches in which both criteria are answered alike."""
    return (pa.RecordBatch.from_pydict(dict.fromkeys(KEYS, each)) for each in answers)


def as_rows(found: Iterator[Any]) -> list[dict[str, Any]]:
    return [row for batch in found for row in batch.to_pylist()]


def test_batches_score_as_one_table_in_memory_does() -> None:
    """In their order, whatever batch a row came in."""
    said = [LEVELS[0], "unknown", LEVELS[-1], "wrong"]

    found = as_rows(scored_batches(a_task(), batches(said[:1], said[1:3], said[3:])))

    assert found == score_in_memory(pa.table(dict.fromkeys(KEYS, said)), GRID).to_pylist()


def test_every_batch_has_the_columns_that_were_announced() -> None:
    """Spark plans with them before a row is read; a batch without gaps has texts there too."""
    task = a_task(add=("nodes", "vector", "digest"), prefix="grid_")
    announced = added_columns(task, [(key, "string") for key in KEYS])

    for answers in ([LEVELS[0]], ["unknown"], ["wrong"], []):
        for batch in answering(task)(batches(answers)):
            added = [(each.name, str(each.type)) for each in list(batch.schema)[len(KEYS) :]]
            assert added == announced


def test_no_batches_give_none() -> None:
    """A partition may be empty."""
    assert list(scored_batches(a_task(), iter(()))) == []


@pytest.mark.parametrize("kind", ["string", "varchar(9)", "char(3)", "array<string>", "void"])
def test_columns_of_words_are_taken(kind: str) -> None:
    assert added_columns(a_task(), [(key, kind) for key in KEYS])[0] == ("score", "double")


def test_columns_that_do_not_fit_are_refused_before_anything_runs() -> None:
    """All at once: one holds figures, one is missing, a result is there already."""
    with pytest.raises(BadSubmission) as refused:
        added_columns(a_task(), [(KEYS[0], "int"), ("score", "string")])

    assert {fault.pointer for fault in refused.value.faults} == {
        f"/{KEYS[0]}",
        f"/{KEYS[1]}",
        "/score",
    }


@pytest.mark.parametrize("name", ["score", "Score", "faults", "FAULTS"])
def test_a_column_called_like_a_result_is_refused_whatever_its_capitals(name: str) -> None:
    """Spark takes both for one name, and would know no more which is meant."""
    with pytest.raises(BadSubmission) as refused:
        added_columns(a_task(manner=IN_SPARK), [*((key, "string") for key in KEYS), (name, "int")])

    assert [fault.pointer for fault in refused.value.faults] == [f"/{name.lower()}"]


def test_what_else_is_to_be_done_with_wrong_rows_is_refused_on_the_driver() -> None:
    """A slip must not come out hours later, nor let wrong rows through."""
    with pytest.raises(BadSubmission, match="nearest: reject"):
        added_columns(a_task(on_error="rejct"), [(key, "string") for key in KEYS])


def test_a_row_that_rejects_is_counted_from_the_beginning_of_its_partition(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    """Batches that were scored before it count."""
    monkeypatch.setattr("morile.spark.ROWS", 1)
    task = a_task(on_error="reject")

    with pytest.raises(BadSubmission) as refused:
        list(scored_batches(task, batches([LEVELS[0]] * 2, [LEVELS[0], "wrong"])))

    assert [fault.pointer for fault in refused.value.faults] == [f"/{key}/3" for key in KEYS]


def test_wide_batches_are_not_gathered_without_end(monkeypatch: pytest.MonkeyPatch) -> None:
    """A worker holds as many as make some bytes, then scores them."""
    monkeypatch.setattr("morile.spark.BYTES", 1)
    taken = []

    def told() -> Iterator[Any]:
        for batch in batches([LEVELS[0]], [LEVELS[0]], [LEVELS[0]]):
            taken.append(batch)
            yield batch

    next(scored_batches(a_task(), told()))

    assert len(taken) == 1


def test_an_executor_with_another_engine_refuses() -> None:
    """It might score otherwise than the driver says."""
    with pytest.raises(RuntimeError, match="install the same on all"):
        list(scored_batches(a_task(engine="0.0.1"), batches([LEVELS[0]])))


def test_a_definition_is_made_ready_once_in_a_process() -> None:
    text = shipped_catalogue().entries[GRID].text

    assert scorer_of(bytes(text)) is scorer_of(bytes(bytearray(text)))


def test_what_is_no_frame_of_spark_is_refused() -> None:
    with pytest.raises(TypeError, match="data frame of Spark"):
        score(pa.table({}), GRID)
