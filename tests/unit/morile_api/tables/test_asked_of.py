"""What the schema of a stream asks for, and everything that can be wrong with it."""

from typing import Any

import pyarrow as pa  # type: ignore[import-untyped]
import pytest

from morile_api.language.faults import BadSubmission, Fault, UnknownMatrix
from morile_api.tables.asked_of import ArrowAsked, read_schema
from tests.arrow import asking, example, members
from tests.builders import CANARY, a_desk

DESK = a_desk()
DEFINITIONS = {name: each.matrix.definition for name, each in DESK.scorers.items()}


def read(columns: dict[str, Any], matrix: str | None = "example@1.0.0", **more: str) -> ArrowAsked:
    schema = asking(pa.table(columns), matrix, **more).schema
    return read_schema(pa, schema, schema.names, DESK.reader, DEFINITIONS)


def faults(columns: dict[str, Any], **more: str) -> list[Fault]:
    with pytest.raises(BadSubmission) as caught:
        read(columns, **more)
    assert CANARY not in str(caught.value)
    return caught.value.faults


def told(columns: dict[str, Any], **more: str) -> list[tuple[str, str]]:
    return [(each.pointer, each.code) for each in faults(columns, **more)]


def test_the_schema_says_which_matrix_and_what_is_wanted_beside_the_score() -> None:
    """Metadata of others, such as of pandas, is left alone."""
    asked = read(example(marking=["OFFICIAL"] * 3), add="vector, digest")

    assert asked.matrix == "example@1.0.0"
    assert asked.add == ("vector", "digest")
    assert asked.members == ["ref", "organisation", "threat_type", "marking"]
    assert asked.answers == ["physical_harm", "community_harm"]
    assert read(members(1, vector=["x"])).by_vector


@pytest.mark.parametrize(
    "kind",
    [
        pa.string(),
        pa.large_string(),
        pa.dictionary(pa.uint8(), pa.string()),
        pa.dictionary(pa.int32(), pa.large_string()),
        pa.list_(pa.string()),
        pa.large_list(pa.large_string()),
        pa.null(),
    ],
)
def test_kinds_of_columns_that_may_answer_a_criterion(kind: Any) -> None:
    assert read({**example(), "physical_harm": pa.nulls(3, kind)}).answers[0] == "physical_harm"


@pytest.mark.parametrize(
    "kind",
    [
        pa.int64(),
        pa.float64(),
        pa.bool_(),
        pa.binary(),
        pa.date32(),
        pa.string_view(),
        pa.dictionary(pa.int8(), pa.string_view()),
        pa.dictionary(pa.int8(), pa.int64()),
        pa.list_(pa.int8()),
        pa.list_(pa.list_(pa.string())),
        pa.list_(pa.string(), 2),
        pa.struct([("level", pa.string())]),
        pa.map_(pa.string(), pa.string()),
        pa.run_end_encoded(pa.int32(), pa.string()),
    ],
)
def test_other_kinds_are_refused_by_name(kind: Any) -> None:
    schema = pa.schema(
        [(name, pa.string()) for name in example() if name != "physical_harm"]
        + [("physical_harm", kind)],
        metadata={"morile.matrix": "example@1.0.0"},
    )

    with pytest.raises(BadSubmission) as caught:
        read_schema(pa, schema, schema.names, DESK.reader, DEFINITIONS)

    [fault] = caught.value.faults
    assert (fault.pointer, fault.code) == ("/columns/physical_harm", "wrong-type")


def test_views_of_text_are_refused_with_the_remedy() -> None:
    """One of them may stand for as much text as all others together, over and over."""
    [fault] = faults({**example(), "physical_harm": pa.nulls(3, pa.string_view())})

    assert "send it as string" in fault.detail


def test_members_take_no_lists_and_dates_only_where_a_date_belongs() -> None:
    listed = {**example(), "ref": [["A"]] * 3, "information_date": pa.nulls(3, pa.date32())}

    assert told(listed) == [("/columns/ref", "wrong-type")]
    assert told({**example(), "marking": pa.nulls(3, pa.date32())}) == [
        ("/columns/marking", "wrong-type")
    ]
    assert told({**example(), "information_date": [1, 2, 3]}) == [
        ("/columns/information_date", "wrong-type")
    ]


def test_everything_that_is_wrong_is_told_at_once() -> None:
    columns = {**example(), "physical_harms": ["x"] * 3, CANARY: ["x"] * 3, "ref": [1, 2, 3]}
    del columns["physical_harm"], columns["organisation"]

    assert told(columns, add=CANARY, **{CANARY: "x"}) == [
        ("", "unknown-member"),
        ("/morile.add", "not-a-choice"),
        ("/columns/organisation", "missing-column"),
        ("/columns/physical_harm", "missing-column"),
        ("/columns", "unknown-column"),
        ("/columns/ref", "wrong-type"),
    ]
    assert "is it column 3" in faults(columns)[1].detail


def test_a_vector_stands_in_place_of_the_criteria_and_not_beside_them() -> None:
    assert told(example(vector=["x"] * 3)) == [("/columns/vector", "levels-or-vector")]


def test_columns_of_one_name_are_refused() -> None:
    table = pa.table([pa.array(["x"])] * 6, names=[*example(), "ref"])
    schema = asking(table).schema

    with pytest.raises(BadSubmission, match="several columns of this name"):
        read_schema(pa, schema, schema.names, DESK.reader, DEFINITIONS)


def test_ten_thousand_columns_are_refused_without_listing_them() -> None:
    columns = {f"column {number}": ["x"] for number in range(10_000)}

    assert sum(len(each.detail) for each in faults(columns)) < 2_000


def test_the_matrix_must_be_named_and_be_there() -> None:
    with pytest.raises(BadSubmission, match=r"example@1\.0\.0"):
        read(example(), matrix=None)
    with pytest.raises(UnknownMatrix) as caught:
        read(example(), matrix=CANARY)
    assert caught.value.faults[0].pointer == "/morile.matrix"
    assert CANARY not in str(caught.value)
