"""Lists that everybody's readers of JSON and text are tried with, sent to the whole application."""

import json
from typing import Any
from urllib.parse import quote

import msgspec
import pytest

from tests.robustness.public_lists import ABSENT, json_cases, strings
from tests.streams import read
from tests.wire.asgi import Answer, call, get
from tests.wire.requests import MATRIX, a_body, a_submission
from tests.wire.streams import asked

pytestmark = pytest.mark.skipif(not json_cases("parsing") or not strings(), reason=ABSENT)

SCORING = "/v1/assessments"
LONG_ENOUGH = 12
"""Shorter strings may stand in an answer by chance."""


def sent(text: bytes) -> list[Answer]:
    """A text as the whole request, and as one member of it."""
    inside = b'{"matrix": "%s", "submissions": [], "as_of": %s}' % (MATRIX.encode(), text)
    return [call("POST", SCORING, each) for each in (text, inside)]


def problem_of(reply: Answer) -> tuple[int, str]:
    return reply.status, json.loads(reply.body)["type"]


def test_the_lists_are_whole() -> None:
    """As counted by hand in what was fetched, so that none of it goes missing unseen."""
    kinds = [name[0] for name, _ in json_cases("parsing")]

    assert [kinds.count(each) for each in "yni"] == [95, 188, 35]
    assert len(json_cases("transform")) == 22
    assert len(strings()) == 485


def test_every_text_that_is_no_json_is_refused_as_such() -> None:
    for name, text in json_cases("parsing"):
        if name.startswith("n_"):
            for reply in sent(text):
                assert problem_of(reply) == (400, "/problems/malformed-request"), name


def test_every_text_that_is_json_is_read_and_refused_for_what_it_says() -> None:
    """None is a request of ours, and none is called broken."""
    for name, text in json_cases("parsing"):
        if name.startswith("y_"):
            for reply in sent(text):
                assert problem_of(reply) == (422, "/problems/invalid-submission"), name


def test_a_text_on_which_readers_differ_is_refused_one_way_or_the_other() -> None:
    for name, text in [*json_cases("parsing"), *json_cases("transform")]:
        if not name.startswith(("y_", "n_")):
            for reply in sent(text):
                assert problem_of(reply)[0] in (400, 422), name


def test_no_text_of_a_line_stops_a_stream() -> None:
    """Each is refused at its place; the sound line after all of them is scored."""
    texts = [text for _, text in json_cases("parsing") if b"\n" not in text and text.strip()]
    head = msgspec.json.encode({"matrix": MATRIX})
    body = b"\n".join([head, *texts, msgspec.json.encode(a_submission())]) + b"\n"
    reply, _ = asked(body)
    rows = [each["status"] for each in read(reply.body) if "status" in each]

    assert reply.status == 200
    assert rows == ["refused"] * len(texts) + ["assessed", "complete"]


def test_every_string_comes_back_as_the_reference_it_was_or_is_refused() -> None:
    """Letter by letter, whatever it looks like."""
    reply = call("POST", SCORING, a_body(*[a_submission(ref=each) for each in strings()]))
    results = json.loads(reply.body)["results"]

    assert len(results) == len(strings())
    for said, result in zip(strings(), results, strict=True):
        assert result["status"] == "refused" or result["ref"] == said
    assert sum(each["status"] == "assessed" for each in results) == 470


@pytest.mark.parametrize("member", ["organisation", "threat_type", "vector", "information_date"])
def test_no_string_is_taken_for_what_it_is_not_nor_repeated(member: str) -> None:
    """Each is refused at its place, in words of ours."""
    threats = [a_submission(ref=f"R{n}", **{member: each}) for n, each in enumerate(strings())]
    reply = call("POST", SCORING, a_body(*threats))

    assert json.loads(reply.body)["summary"]["refused"] == len(strings())
    _none_in(reply)


@pytest.mark.parametrize("where", ["path", "query", "header", "level", "definition"])
def test_no_string_fails_or_is_repeated_wherever_it_stands(where: str) -> None:
    for each in strings():
        reply = _asked(where, each)
        assert 200 <= reply.status < 500, each
        _none_in(reply, each)


def test_no_string_becomes_markup_in_a_page() -> None:
    """The calculator shows again what was entered, as text."""
    html = [(b"accept", b"text/html")]
    for each in strings():
        query = b"vector=" + quote(each.encode("utf-8", "surrogatepass")).encode()
        reply = call("GET", "/", query=query, more=html)
        assert 200 <= reply.status < 500, each
        if "<" in each[:-1]:
            assert each.encode() not in reply.body, each


def _asked(where: str, said: str) -> Answer:
    raw = said.encode("utf-8", "surrogatepass")
    if where == "path":
        return get("/v1/matrices/" + quote(raw, safe="") + "/1.0.0")
    if where == "query":
        return call("GET", "/v1", query=quote(raw).encode())
    if where == "header":
        printable = bytes(byte for byte in raw if byte not in b"\r\n\0")
        return get("/v1", more=[(b"user-agent", printable), (b"traceparent", printable)])
    if where == "level":
        return call("POST", SCORING, a_body(a_submission(levels={said: said})))
    return call("POST", "/v1/matrices/check", msgspec.json.encode({"toml": said}))


def _none_in(reply: Answer, *some: Any) -> None:
    for each in some or strings():
        if len(each) >= LONG_ENOUGH:
            assert json.dumps(each)[1:-1].encode() not in reply.body, each
            assert each.encode("utf-8", "surrogatepass") not in reply.body, each
