"""Texts: what a file holds, whether it can be read, and whether it is UTF-8."""

import io
import sys
from pathlib import Path
from types import SimpleNamespace

import pytest

from morile._exits import Misused, Unusable
from morile._texts import form_of, name_of, read_bytes


def test_the_ending_says_what_a_file_holds_unless_the_caller_does() -> None:
    assert [form_of(f"x.{ending}", None) for ending in ("CSV", "ndjson", "jsonl", "json")] == [
        "csv",
        "ndjson",
        "ndjson",
        "json",
    ]
    assert form_of("x.csv", "ndjson") == "ndjson"


@pytest.mark.parametrize("file", ["-", "x", "x.txt", "."])
def test_where_neither_says_the_option_is_named(file: str) -> None:
    with pytest.raises(Misused, match="--from"):
        form_of(file, None)


def test_standard_input_has_a_name() -> None:
    assert (name_of("-"), name_of("a/b.csv")) == ("standard input", "a/b.csv")


def test_a_dash_is_standard_input(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(sys, "stdin", SimpleNamespace(buffer=io.BytesIO(b"ref\n")))

    assert read_bytes("-") == b"ref\n"


@pytest.mark.parametrize(
    ("name", "says"), [("absent.csv", "No such file"), ("", "directory"), ("a\0b", "no NUL")]
)
def test_a_file_that_cannot_be_read_is_named_with_the_reason(
    tmp_path: Path, name: str, says: str
) -> None:
    with pytest.raises(Unusable, match=says):
        read_bytes(f"{tmp_path}/{name}")


@pytest.mark.parametrize("content", [b"", b" \r\n\t"])
def test_an_empty_file_is_said_to_be_empty(tmp_path: Path, content: bytes) -> None:
    (tmp_path / "a.csv").write_bytes(content)

    with pytest.raises(Unusable, match="is empty"):
        read_bytes(str(tmp_path / "a.csv"))
