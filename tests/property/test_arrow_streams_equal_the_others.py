"""An Arrow stream says of each row what a stream of lines, a frame and a single call say of it."""

import json
from random import Random
from typing import Any

import pyarrow as pa  # type: ignore[import-untyped]
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from morile.frames import score
from morile_api.language.matrix import Matrix
from tests import streams
from tests.arrow import a_body, answered, dictionaries, members
from tests.builders import a_desk, shipped_catalogue, shipped_desk
from tests.columns import as_text
from tests.frames import rows_of
from tests.property.strategies import Asked, a_random_threat, matrices, questions
from tests.reference.scorer import Reference

SHIPPED = sorted(shipped_catalogue().scorers)


def in_columns(record: dict[str, Any]) -> dict[str, Any]:
    """An assessment of a stream of lines under the names of the columns of a table."""
    ends, band = record["range"], record["band"]
    found = {name: record[name] for name in ("ref", "score", "vector", "digest")}
    found |= {"lowest": ends["lowest"], "highest": ends["highest"]}
    found |= {"gaps": "|".join(record["gaps"]), "faults": None}
    if ends["bands"]:
        found |= {"band": band, "bands": "|".join(ends["bands"])}
    for key, node in record["nodes"].items():
        found[f"{key}_score"] = node["score"]
    return found


def columns_of(matrix: Matrix, asked: list[Asked]) -> dict[str, Any]:
    scales = Reference(matrix).scales
    texts = [as_text(each, scales) for each in asked]
    return {key: [text[key] for text in texts] for key in scales}


@settings(max_examples=100)
@given(questions(matrices()), st.booleans(), st.integers(1, 4))
def test_rows_get_what_lines_get(
    question: tuple[Matrix, list[Asked]], encoded: bool, rows: int
) -> None:
    """Whatever the matrix, with gaps, level sets and confidence, in batches of any length."""
    matrix, asked = question
    desk, said = a_desk(matrix), columns_of(matrix, asked)
    columns = members(len(asked), **said)
    body = a_body(
        dictionaries(columns) if encoded else columns, matrix.id, rows, add="nodes,vector,digest"
    )
    threats = [each.threat | {"ref": f"A-{n}"} for n, each in enumerate(asked)]

    found, trailer = answered(desk, body)

    *lines, last = streams.records(desk, streams.a_body(*threats, matrix=matrix.id))
    for row, line in zip(found, lines, strict=True):
        assert (row["faults"] is None) == (line["status"] == "assessed")
        if line["status"] == "assessed":
            alone = in_columns(line)
            assert alone == {name: row[name] for name in alone}
    counts = ("total", "assessed", "refused", "matrix", "engine_version")
    assert [trailer[name] for name in counts] == [last[name] for name in counts]


@pytest.mark.parametrize("name", SHIPPED)
def test_shipped_matrices_give_a_stream_what_they_give_a_frame(name: str) -> None:
    """All of its columns, one row in ten at fault; and a vector gives what its levels give."""
    definition, dice = shipped_catalogue().scorers[name].matrix.definition, Random(name)  # noqa: S311
    asked = [a_random_threat(dice, definition, 1 << 40) for _ in range(60)]
    columns = columns_of(definition, asked)
    first = next(iter(columns))
    columns[first] = ["awful" if n % 10 == 0 else each for n, each in enumerate(columns[first])]
    whole = members(60, **columns) | {"organisation": ["NCA"] * 60, "threat_type": ["fraud"] * 60}

    found, _ = answered(shipped_desk(), a_body(whole, name, 17, add="nodes,vector,digest"))

    frame = rows_of(score(pa.table(columns), name, add=["nodes", "vector", "digest"]))
    for row, mine in zip(found, frame, strict=True):
        assert json.dumps(row) == json.dumps(
            {"ref": row["ref"]} | {k: mine[k] for k in row if k != "ref"}
        )
    sound = [row["vector"] for row in found if row["vector"]]
    again = members(len(sound), vector=sound)
    again |= {"organisation": ["NCA"] * len(sound), "threat_type": ["fraud"] * len(sound)}
    by_vector, _ = answered(shipped_desk(), a_body(again, name, add="digest"))
    assert [row["digest"] for row in by_vector] == [r["digest"] for r in found if r["vector"]]
