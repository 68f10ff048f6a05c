"""Requests of the API from a file, short and long."""

import json
from contextlib import ExitStack
from functools import cache
from pathlib import Path
from typing import Any

import pytest

import morile
from morile import _requested
from morile._exits import Unusable
from morile._outputs import encoder
from morile._requested import requested
from morile_api.language.assessment import Assessed

GRID = "priority-grid-4x4@1.0.0"


@cache
def offline() -> morile.Offline:
    return morile.Offline()


def a_request(count: int = 3, **more: Any) -> dict[str, Any]:
    threat = {"organisation": "NCA", "threat_type": "fraud"}
    threats = [
        {"ref": f"A-{n}", **threat, "levels": {"impact": "3", "likelihood": str(1 + n % 5)}}
        for n in range(count)
    ]
    return {"matrix": GRID, **more, "submissions": threats}


def results(folder: Path, request: object, **wishes: Any) -> list[Any]:
    path = folder / "request.json"
    path.write_bytes(request if isinstance(request, bytes) else json.dumps(request).encode())
    with ExitStack() as files:
        return list(requested(offline(), str(path), wishes, None, files).results)


def in_columns(request: dict[str, Any]) -> dict[str, Any]:
    """The same submissions, each member a list."""
    threats = request.pop("submissions")
    columns = {
        key: [each[key] for each in threats] for key in ("ref", "organisation", "threat_type")
    }
    levels = {key: [each["levels"][key] for each in threats] for key in ("impact", "likelihood")}
    return request | {"columns": columns | {"levels": levels}}


@pytest.fixture
def all_are_long(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(_requested, "MOST_BYTES", 10)


@pytest.mark.usefixtures("all_are_long")
@pytest.mark.parametrize("more", [{}, {"explain": True, "flips": 2.0}, {"as_of": "2026-11-01"}])
def test_a_long_request_gets_what_it_would_get_whole(tmp_path: Path, more: dict[str, Any]) -> None:
    """Every fifth likelihood is no level, and so that submission is refused at its place."""
    request = a_request(12, **more)
    answer = json.loads(offline().answer(json.dumps(request).encode()))

    found = results(tmp_path, request)

    assert json.loads(encoder.encode(found)) == answer["results"]


def test_a_short_file_of_more_submissions_than_a_request_holds_is_taken(tmp_path: Path) -> None:
    assert len(results(tmp_path, a_request(10_001))) == 10_001


@pytest.mark.usefixtures("all_are_long")
def test_what_the_command_line_says_goes_before_what_the_request_says(tmp_path: Path) -> None:
    [first, *_] = results(tmp_path, a_request(explain=False), explain=True)

    assert isinstance(first, Assessed)
    assert first.contributions


@pytest.mark.usefixtures("all_are_long")
@pytest.mark.parametrize(
    ("more", "code"),
    [
        ({"columns": {}}, "either-or"),
        ({"column": {}}, "unknown-member"),
        ({"explain": 3}, "wrong-type"),
        ({"matrix": 7}, "wrong-type"),
        ({"on_error": "ignore"}, "not-a-choice"),
    ],
)
def test_a_long_request_at_fault_is_refused_whole(
    tmp_path: Path, more: dict[str, Any], code: str
) -> None:
    with pytest.raises(morile.BadSubmission) as caught:
        results(tmp_path, a_request() | more)

    assert code in [each.code for each in caught.value.faults]


@pytest.mark.usefixtures("all_are_long")
def test_one_refusal_refuses_all_where_the_request_says_so(tmp_path: Path) -> None:
    with pytest.raises(morile.BadSubmission) as caught:
        results(tmp_path, a_request(5, on_error="reject"))

    [fault] = caught.value.faults
    assert fault.pointer == "/submissions/4/levels/likelihood"


@pytest.mark.parametrize("content", [b"", b" \n "])
def test_an_empty_file_is_no_request(tmp_path: Path, content: bytes) -> None:
    with pytest.raises(Unusable, match="is empty"):
        results(tmp_path, content)


@pytest.mark.usefixtures("all_are_long")
def test_a_long_file_of_another_kind_is_refused_with_the_remedy(tmp_path: Path) -> None:
    with pytest.raises(morile.BadSubmission, match="UTF-16"):
        results(tmp_path, json.dumps(a_request()).encode("utf-16"))


@pytest.mark.usefixtures("all_are_long")
@pytest.mark.parametrize("more", [{}, {"explain": True, "flips": 2.0}])
def test_a_long_request_in_columns_gets_what_it_would_get_whole(
    tmp_path: Path, more: dict[str, Any]
) -> None:
    """Faults stand where they are in the columns; a null is a missing answer of its row."""
    request = in_columns(a_request(12, **more))
    request["columns"]["levels"]["impact"][3] = None
    answer = json.loads(offline().answer(json.dumps(request).encode()))

    found = results(tmp_path, request)

    assert json.loads(encoder.encode(found)) == answer["results"]
    assert answer["results"][3]["problem"]["errors"][0]["pointer"] == "/columns/levels/impact/3"


def test_columns_of_more_rows_than_a_request_holds_are_taken(tmp_path: Path) -> None:
    assert len(results(tmp_path, in_columns(a_request(10_001)))) == 10_001


@pytest.mark.usefixtures("all_are_long")
@pytest.mark.parametrize(
    "wrong",
    [
        {"levels": {"impact": ["3"] * 5}},
        {"threat": ["fraud"] * 5},
        {"vector": [None] * 5},
        {"ref": "A-1"},
        {"ref": ["A-1"] * 4},
        {"levels": []},
    ],
)
def test_what_is_wrong_with_a_long_column_is_said_as_of_a_short_one(
    tmp_path: Path, wrong: dict[str, Any]
) -> None:
    request = in_columns(a_request(5))
    request["columns"] |= wrong
    with pytest.raises(morile.BadSubmission) as whole:
        offline().answer(json.dumps(request).encode())

    with pytest.raises(morile.BadSubmission) as caught:
        results(tmp_path, request)

    assert caught.value.faults == whole.value.faults


@pytest.mark.usefixtures("all_are_long")
def test_one_refusal_in_columns_refuses_all_where_the_request_says_so(tmp_path: Path) -> None:
    with pytest.raises(morile.BadSubmission) as caught:
        results(tmp_path, in_columns(a_request(5, on_error="reject")))

    assert [each.pointer for each in caught.value.faults] == ["/columns/levels/likelihood/4"]
