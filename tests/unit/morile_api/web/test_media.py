"""Media types as callers write them."""

import pytest

from morile_api.web.media import is_json, takes_json


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
    assert is_json(kind)


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
    assert not is_json(kind)


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
    assert takes_json(accept)


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
    assert not takes_json(accept)
