"""The envelope of an answer around results that are put by."""

import io
from pathlib import Path
from typing import Any

import msgspec
import pytest

from morile import _envelope
from morile._envelope import write_answer
from morile._outputs import encoder
from morile_api.language.assessment import AssessmentAnswer, MatrixMark, Refused, Summary, refusal

MARK = MatrixMark("thematic", "1.0.0", "illustrative", "sha256:9")


def written(results: list[Any], beside: str | None = None, marking: str | None = None) -> bytes:
    out = io.BytesIO()
    write_answer(out, MARK, "1.0.0", iter(results), lambda: marking, beside)
    return out.getvalue()


@pytest.mark.parametrize("marking", [None, "OFFICIAL"])
@pytest.mark.parametrize("count", [0, 1, 3])
@pytest.mark.parametrize("in_memory", [1, 1 << 20])
def test_the_bytes_are_those_of_one_answer(
    count: int,
    in_memory: int,
    marking: str | None,
    tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    """Whether the results fit into memory or not; and nothing is left beside the output."""
    monkeypatch.setattr(_envelope, "IN_MEMORY", in_memory)
    results = [refusal(number, "A-1", []) for number in range(count)]
    answer = AssessmentAnswer(MARK, "1.0.0", Summary(count, 0, count), [*results], marking)

    assert written(results, str(tmp_path / "scored.json"), marking) == encoder.encode(answer)
    assert list(tmp_path.iterdir()) == []
    assert msgspec.json.decode(written(results))["summary"]["refused"] == count


def test_results_are_taken_one_by_one(monkeypatch: pytest.MonkeyPatch) -> None:
    """None is held after the next has been asked for."""
    monkeypatch.setattr(_envelope, "IN_MEMORY", 1)
    held: list[Any] = []

    def results() -> Any:
        for number in range(100):
            one: Refused = refusal(number, None, [])
            held.append(number)
            yield one

    out = io.BytesIO()
    write_answer(out, MARK, "1.0.0", results(), lambda: None, None)

    assert held == list(range(100))
    assert len(msgspec.json.decode(out.getvalue())["results"]) == 100
