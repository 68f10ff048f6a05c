"""Columns of any length, put by and read side by side."""

import io
import json

import pytest

from morile import BadSubmission, _long_columns
from morile._long_columns import LongColumns
from morile._outputs import encoder
from morile._scanner import Scanner

COLUMNS = {
    "ref": ["A-1", "A-2", "A-3"],
    "levels": {
        "impact": ["3", ["3", "4"], None],
        "likelihood": [{"level": "2", "confidence": "low"}, "}],\u2028[", "2"],
    },
    "marking": [None, "OFFICIAL", None],
    "assessor": None,
}


def put_by(columns: object, file: io.BytesIO | None = None) -> LongColumns:
    text = json.dumps(columns, indent=2, ensure_ascii=False).replace("\n", "\r\n")
    return LongColumns(Scanner(io.BytesIO(text.encode())), file or io.BytesIO())


@pytest.fixture(params=[1, 3, 1 << 16])
def at_once(request: pytest.FixtureRequest, monkeypatch: pytest.MonkeyPatch) -> None:
    """So many bytes are read at once: wherever a part ends, the whole is the same."""
    monkeypatch.setattr(_long_columns, "AT_ONCE", request.param)


@pytest.mark.usefixtures("at_once")
def test_each_row_is_a_submission_without_what_is_null_in_it() -> None:
    """Also where values run over several lines, as those of a file that was laid out do."""
    rows = [json.loads(each) for each in put_by(COLUMNS).rows()]

    first = {"impact": "3", "likelihood": {"level": "2", "confidence": "low"}}
    second = {"impact": ["3", "4"], "likelihood": "}],\u2028["}
    assert rows == [
        {"ref": "A-1", "levels": first},
        {"ref": "A-2", "levels": second, "marking": "OFFICIAL"},
        {"ref": "A-3", "levels": {"likelihood": "2"}},
    ]


def test_a_part_of_each_column_is_in_memory() -> None:
    """Of 100,000 rows the first is there after 64 KiB of each column have been read."""

    class Counted(io.BytesIO):
        count = 0

        def read(self, size: int | None = -1, /) -> bytes:
            data = super().read(size)
            self.count += len(data)
            return data

    file = Counted()
    columns = put_by({"ref": ["A" * 20] * 100_000, "levels": {"impact": ["3"] * 100_000}}, file)

    next(columns.rows())

    assert file.count == 2 << 16


def test_the_outline_has_every_column_and_nothing_of_what_is_in_them() -> None:
    levels = {"impact": [None], "likelihood": [None]}
    said = json.loads(encoder.encode(put_by(COLUMNS).outline()))

    assert said == {"ref": [None], "levels": levels, "marking": [None], "assessor": None}


@pytest.mark.parametrize("given", [7, {"ref": 7, "levels": []}, {"ref": [], "levels": {}}])
def test_what_is_no_column_is_in_the_outline_as_it_is(given: object) -> None:
    """To be refused by whoever scores, in the words for it."""
    assert json.loads(encoder.encode(put_by(given).outline())) == given


def test_columns_of_other_lengths_are_named() -> None:
    columns = put_by(COLUMNS | {"organisation": ["NCA"] * 4, "threat_type": []})

    with pytest.raises(BadSubmission) as caught:
        columns.refuse_uneven()

    assert [(each.pointer, each.code) for each in caught.value.faults] == [
        ("/columns/organisation", "too-long"),
        ("/columns/threat_type", "too-short"),
    ]
    put_by(COLUMNS).refuse_uneven()
