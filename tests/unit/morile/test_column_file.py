"""Results as Parquet or Arrow."""

import io
from typing import Any

import pyarrow as pa  # type: ignore[import-untyped]
import pytest
from pyarrow import parquet

from morile import Fault, MatrixMark
from morile._column_file import ROWS, write_columns
from morile_api.language.assessment import Assessed, Range, Refused, refusal
from tests.tables import lines_of

MARK = MatrixMark("example", "1.0.0", "draft", "sha256:9")


def a_result(index: int = 0, ref: str = "=A-1") -> Assessed:
    ends = Range(("low",), 4.5, 3)
    return Assessed(index, ref, 4.5, "low", ends, {}, (), "example@1.0.0/", "sha256:1")


def written(form: str, whole: bool, *results: Assessed | Refused) -> bytes:
    lines = lines_of(b'{"organisation": "NCA", "threat_type": "fraud"}\n' * len(results))
    list(lines.submissions())
    out = io.BytesIO()
    write_columns(
        out, form, whole, MARK, ["harm"], iter(results), lines, {"mean_score": lambda _: 3}
    )
    return out.getvalue()


def read(form: str, whole: bool, data: bytes) -> Any:
    if form == "parquet":
        return parquet.read_table(pa.BufferReader(data))
    return (pa.ipc.open_file(data) if whole else pa.ipc.open_stream(data)).read_all()


@pytest.mark.parametrize(("form", "whole"), [("parquet", True), ("arrow", True), ("arrow", False)])
def test_figures_are_figures_and_a_reference_is_what_it_was(form: str, whole: bool) -> None:
    """No program takes a cell of these files for a formula, so none is marked as text."""
    wrong = refusal(1, None, [Fault("/submissions/1/levels/volume", "no-such-level", "is none")])

    table = read(form, whole, written(form, whole, a_result(), wrong))

    assert table["ref"].to_pylist() == ["=A-1", None]
    assert table["status"].to_pylist() == ["assessed", "refused"]
    assert table["score"].to_pylist() == [4.5, None]
    assert table["lowest"].to_pylist() == [3.0, None]
    assert table["harm_score"].type == pa.float64()
    assert table["row"].to_pylist() == [1, 2]
    assert table["mean_score"].to_pylist() == [3.0, None]
    assert table["faults"].to_pylist() == [None, "line 2, /levels/volume: is none"]


@pytest.mark.parametrize(("form", "whole"), [("parquet", True), ("arrow", False)])
def test_no_results_are_a_table_without_rows(form: str, whole: bool) -> None:
    table = read(form, whole, written(form, whole))

    assert table.num_rows == 0
    assert "score" in table.column_names


def test_results_are_written_some_thousand_at_a_time() -> None:
    results = [a_result(number) for number in range(ROWS + 1)]

    with pa.ipc.open_stream(written("arrow", False, *results)) as stream:
        assert [each.num_rows for each in stream] == [ROWS, 1]
