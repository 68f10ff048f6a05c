"""Media types as callers write them."""

import pytest

from morile_api.web.media import (
    ARROW,
    JSON,
    LINES,
    NDJSON,
    ONLY_JSON,
    STREAMED,
    sent_as,
    takes,
)


@pytest.mark.parametrize(
    "kind",
    [
        b"application/json",
        b"Application/JSON",
        b"application/json;charset=utf-8",
        b"application/json ; charset=UTF-8",
        b'application/json; charset="utf-8"',
        b" application/json ",
    ],
)
def test_json_in_utf8_is_json(kind: bytes) -> None:
    assert sent_as(kind, ONLY_JSON) == JSON


@pytest.mark.parametrize(
    "kind",
    [
        b"",
        b"text/json",
        b"application/json5",
        b"application/problem+json",
        b"application/json; charset=utf-16",
        b"application/json; charset=utf-8; charset=utf-16",
        b"application/json, text/plain",
        b"application/json; profile=x",
    ],
)
def test_anything_else_is_not(kind: bytes) -> None:
    assert sent_as(kind, ONLY_JSON) is None


@pytest.mark.parametrize(
    "accept",
    [
        b"*/*",
        b"application/*",
        b"application/json",
        b"application/JSON; charset=utf-8",
        b"text/html, application/json;q=0.1",
        b"text/html;q=0, */*;q=0.001",
        b"application/json, */*;q=0",
        b"*/*;q=0, application/json",
    ],
)
def test_whoever_accepts_json_in_any_way_takes_it(accept: bytes) -> None:
    assert takes(accept, JSON)


@pytest.mark.parametrize(
    "accept",
    [
        b"text/html",
        b"application/xml",
        b"application/json;q=0",
        b"*/*, application/json; q=0.000",
        b"application/*;q=0, */*",
        b"json",
        b"nonsense;;,",
    ],
)
def test_the_most_exact_range_decides(accept: bytes) -> None:
    """`*/*` does not give back what `application/json;q=0` has taken away."""
    assert not takes(accept, JSON)


def test_each_path_takes_its_own_kinds_of_body() -> None:
    """A stream is no JSON document, and a document is no stream."""
    assert sent_as(b"application/x-ndjson; charset=utf-8", (NDJSON,)) == NDJSON
    assert sent_as(b"application/x-ndjson", ONLY_JSON) is None
    assert sent_as(b"application/json", (NDJSON,)) is None
    assert sent_as(b"application/x-ndjson", (JSON, NDJSON)) == NDJSON


def test_whoever_takes_only_json_takes_no_stream() -> None:
    assert not takes(b"application/json", NDJSON)
    assert takes(b"application/json, application/x-ndjson;q=0.2", NDJSON)


def test_a_table_has_no_encoding_of_letters() -> None:
    """So none may be named beside its kind."""
    assert sent_as(b" Application/vnd.apache.arrow.STREAM", STREAMED) == ARROW
    assert sent_as(b"application/vnd.apache.arrow.stream; charset=utf-8", STREAMED) is None
    assert sent_as(b"application/vnd.apache.arrow.file", STREAMED) is None
    assert sent_as(ARROW, LINES) is None
