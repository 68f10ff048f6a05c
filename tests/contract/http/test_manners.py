"""HTTP as its standards say: methods, validators, caching, negotiation, headers."""

import asyncio
from typing import Any

import pytest

from tests.wire.asgi import HOST, JSON, Answer, call, get, post, scope_of, the_app
from tests.wire.requests import a_body, a_request

pytestmark = pytest.mark.contract

DOCUMENTS = [
    "/v1",
    "/v1/matrices",
    "/v1/matrices/disruption/1.0.0",
    "/v1/vocabularies/organisations",
    "/openapi.json",
]
PROBES = ["/healthz", "/readyz"]
BY_POST = ["/v1/assessments", "/v1/matrices/check"]


def problem(answer: Answer) -> str:
    assert answer.header("Content-Type") == "application/problem+json"
    assert answer.json["status"] == answer.status
    kind: str = answer.json["type"]
    return kind


@pytest.mark.parametrize("path", DOCUMENTS + PROBES)
def test_head_says_what_get_would_and_sends_nothing(path: str) -> None:
    whole, head = get(path), call("HEAD", path)

    assert (head.status, head.body) == (200, b"")
    for name in ("Content-Type", "Content-Length", "ETag", "Cache-Control"):
        assert head.header(name) == whole.header(name)
    assert head.header("Content-Length") == str(len(whole.body))


@pytest.mark.parametrize("path", DOCUMENTS)
@pytest.mark.parametrize("form", ["{}", "W/{}", '"other", {}', "*", ' {} , "x"'])
def test_what_the_caller_has_already_is_not_sent_again(path: str, form: str) -> None:
    """Weak comparison, lists and the asterisk, as RFC 9110 says."""
    etag = get(path).header("ETag") or ""
    again = get(path, more=[(b"if-none-match", form.format(etag).encode())])

    assert (again.status, again.body) == (304, b"")
    assert again.header("ETag") == etag
    assert again.header("Content-Length") is None


def test_another_etag_gets_the_whole_document() -> None:
    again = get("/v1/matrices", more=[(b"if-none-match", b'"of another day"')])

    assert again.status == 200


def test_an_if_none_match_over_several_headers_is_one_list() -> None:
    etag = (get("/v1").header("ETag") or "").encode()
    more = [(b"if-none-match", b'"first"'), (b"if-none-match", etag)]

    assert get("/v1", more=more).status == 304


@pytest.mark.parametrize(
    ("path", "kept"),
    [
        ("/v1/matrices/disruption/1.0.0", "public, max-age=86400, immutable"),
        ("/v1/matrices", "no-cache"),
        ("/v1/vocabularies/organisations", "no-cache"),
        ("/openapi.json", "no-cache"),
        ("/v1", "no-cache"),
        ("/healthz", "no-store"),
        ("/nowhere", "no-store"),
    ],
)
def test_only_what_can_never_change_may_be_kept(path: str, kept: str) -> None:
    assert get(path).header("Cache-Control") == kept


def test_scores_are_kept_by_nobody() -> None:
    assert post("/v1/assessments", a_request()).header("Cache-Control") == "no-store"


@pytest.mark.parametrize(
    "accept", ["*/*", "application/*", "application/json;q=0.5", "text/*,*/*", ""]
)
def test_whoever_takes_json_gets_it(accept: str) -> None:
    assert get("/v1", more=[(b"accept", accept.encode())]).status == 200


@pytest.mark.parametrize("path", DOCUMENTS + PROBES)
@pytest.mark.parametrize("accept", ["application/xml", "text/html", "application/json;q=0"])
def test_whoever_takes_no_json_is_told_so(path: str, accept: str) -> None:
    answer = get(path, more=[(b"accept", accept.encode())])

    assert (answer.status, problem(answer)) == (406, "/problems/not-acceptable")


def test_a_scoring_request_is_refused_for_its_accept_before_anything_is_scored() -> None:
    answer = call("POST", "/v1/assessments", a_body(), more=[(b"accept", b"text/csv")])

    assert answer.status == 406


@pytest.mark.parametrize("path", DOCUMENTS + PROBES)
@pytest.mark.parametrize("method", ["POST", "PUT", "PATCH", "DELETE", "OPTIONS", "TRACE", "ODD"])
def test_a_document_can_only_be_read(path: str, method: str) -> None:
    answer = call(method, path)

    assert (answer.status, problem(answer)) == (405, "/problems/method-not-allowed")
    assert answer.header("Allow") == "GET, HEAD"


@pytest.mark.parametrize("path", BY_POST)
@pytest.mark.parametrize("method", ["GET", "HEAD", "PUT", "OPTIONS"])
def test_what_is_posted_can_only_be_posted(path: str, method: str) -> None:
    """`check` is no version of a matrix called `matrices` either."""
    answer = call(method, path)

    assert answer.status == 405
    assert answer.header("Allow") == "POST"


@pytest.mark.parametrize(
    "path",
    [
        "/v2",
        "/v1/",
        "//v1",
        "/v1/matrices/",
        "/v1//matrices",
        "/V1",
        "/v1/assessments/x",
        "/x",
    ],
)
@pytest.mark.parametrize("method", ["GET", "POST", "DELETE"])
def test_where_there_is_nothing_every_method_hears_so(path: str, method: str) -> None:
    answer = call(method, path)

    assert (answer.status, problem(answer)) == (404, "/problems/not-found")


@pytest.mark.parametrize("path", DOCUMENTS + PROBES)
def test_a_query_is_refused_rather_than_ignored(path: str) -> None:
    """Nobody is to believe that a filter they wrote was applied."""
    answer = call("GET", path, query=b"status=published")

    assert (answer.status, problem(answer)) == (422, "/problems/unknown-query")


@pytest.mark.parametrize(
    "kind",
    [
        b"text/plain",
        b"application/x-www-form-urlencoded",
        b"application/msgpack",
        b"application/json; charset=utf-16",
        b"application/json; charset=latin-1",
        b"application/jsonp",
        b"multipart/form-data; boundary=x",
        b"",
    ],
)
@pytest.mark.parametrize("path", BY_POST)
def test_only_json_in_utf8_is_read(path: str, kind: bytes) -> None:
    length = (b"content-length", b"2")
    answer = call("POST", path, b"{}", headers=[HOST, (b"content-type", kind), length])

    assert (answer.status, problem(answer)) == (415, "/problems/unsupported-media-type")
    assert answer.header("Accept") == "application/json"
    assert answer.header("Connection") == "close"


def test_a_body_of_no_stated_kind_is_not_guessed_at() -> None:
    assert call("POST", "/v1/assessments", a_body(), headers=[HOST]).status == 415


@pytest.mark.parametrize(
    "kind", [b"application/json", b"APPLICATION/JSON", b'application/json; charset="UTF-8"']
)
def test_json_may_be_written_in_its_usual_ways(kind: bytes) -> None:
    answer = call("POST", "/v1/assessments", a_body(), headers=[HOST, (b"content-type", kind)])

    assert answer.status == 200


@pytest.mark.parametrize("coding", [b"gzip", b"br", b"identity", b"deflate, gzip"])
def test_a_compressed_body_is_refused(coding: bytes) -> None:
    """So there is no bomb to defuse."""
    answer = call("POST", "/v1/assessments", b"{}", more=[(b"content-encoding", coding)])

    assert answer.status == 415
    assert answer.header("Accept-Encoding") == "identity"


@pytest.mark.parametrize(
    "headers",
    [
        [],
        [HOST, HOST],
        [HOST, (b"host", b"elsewhere")],
        [(b"host", b"")],
        [(b"host", b"two hosts")],
        [(b"host", b"local/host")],
    ],
)
def test_there_is_exactly_one_host(headers: list[tuple[bytes, bytes]]) -> None:
    """Two are how a request is smuggled past a proxy."""
    answer = call("GET", "/v1", headers=headers)

    assert (answer.status, problem(answer)) == (400, "/problems/bad-host")


@pytest.mark.parametrize(
    "host", [b"localhost:8080", b"127.0.0.1", b"[::1]:80", b"morile.police.uk"]
)
def test_a_host_may_be_a_name_or_an_address_with_a_port(host: bytes) -> None:
    assert call("GET", "/v1", headers=[(b"host", host)]).status == 200


EVERY_KIND_OF_ANSWER = [
    ("GET", "/healthz", b""),
    ("GET", "/nowhere", b""),
    ("DELETE", "/v1", b""),
    ("POST", "/v1/assessments", a_body()),
    ("POST", "/v1/assessments", b"{"),
    ("POST", "/v1/matrices/check", b"[]"),
    ("GET", "/v1/matrices/none/1.0.0", b""),
]


@pytest.mark.parametrize(("method", "path", "body"), EVERY_KIND_OF_ANSWER)
def test_the_callers_id_and_trace_come_back_on_every_answer(
    method: str, path: str, body: bytes
) -> None:
    """On errors most of all: that is when somebody asks for the log."""
    trace = "00-4bf92f3577b34da6a3ce929d0e0e4736-00f067aa0ba902b7-01"
    more = [(b"request-id", b"case-7.A_b"), (b"traceparent", trace.encode())]

    answer = call(method, path, body, more=more)

    assert answer.header("Request-ID") == "case-7.A_b"
    assert answer.header("traceparent") == trace
    if answer.status >= 400:
        assert answer.json["request_id"] == "case-7.A_b"


@pytest.mark.parametrize(("method", "path", "body"), EVERY_KIND_OF_ANSWER)
@pytest.mark.parametrize("own", [b"", b"a b", b"x" * 65, b"<script>", b"\xff", b"a\r\nb: c"])
def test_an_id_that_could_do_harm_is_replaced(
    method: str, path: str, body: bytes, own: bytes
) -> None:
    answer = call(method, path, body, more=[(b"request-id", own), (b"traceparent", own)])

    made = answer.header("Request-ID") or ""
    assert made != own.decode("latin-1")
    assert len(made) == 16
    assert answer.header("traceparent") is None


def test_every_exchange_has_an_id_of_its_own() -> None:
    assert len({get("/healthz").header("Request-ID") for _ in range(20)}) == 20


@pytest.mark.parametrize(("method", "path", "body"), EVERY_KIND_OF_ANSWER)
def test_no_browser_may_take_an_answer_for_a_page(method: str, path: str, body: bytes) -> None:
    answer = call(method, path, body)

    assert answer.header("X-Content-Type-Options") == "nosniff"
    assert "default-src 'none'" in (answer.header("Content-Security-Policy") or "")


def test_a_path_names_its_problem_only_where_the_caller_chose_no_part_of_it() -> None:
    assert post("/v1/assessments", {}).json["instance"] == "/v1/assessments"
    assert "instance" not in get("/v1/matrices/none/1.0.0").json
    assert "instance" not in get("/nowhere").json


def test_a_body_on_a_get_is_left_alone_and_the_connection_with_it() -> None:
    answer = call("GET", "/v1", headers=[HOST, JSON, (b"content-length", b"5")])

    assert answer.status == 200
    assert answer.header("Connection") == "close"


@pytest.mark.parametrize(
    "name", ["x-forwarded-host", "x-forwarded-for", "x-forwarded-proto", "forwarded", "x-real-ip"]
)
def test_no_header_of_a_proxy_is_believed(name: str) -> None:
    """Whoever reaches the service could write them: they change no byte of an answer."""
    said = (name.encode(), b"for=192.0.2.7;host=elsewhere.example;proto=https")
    own = (b"request-id", b"same")

    assert get("/v1", more=[own, said]) == get("/v1", more=[own])


def test_a_method_or_path_that_a_header_asks_for_is_not_used() -> None:
    """As some frameworks do for callers who can only GET and POST."""
    instead = [(b"x-http-method-override", b"DELETE"), (b"x-original-url", b"/metrics")]
    own = (b"request-id", b"same")

    assert get("/healthz", more=[own, *instead]) == get("/healthz", more=[own])


def test_there_are_no_web_sockets() -> None:
    """The handshake is turned down before any route sees it."""
    sent = []

    async def send(message: Any) -> None:
        sent.append(message["type"])

    async def receive() -> Any:
        return {"type": "websocket.connect"}

    asyncio.run(the_app()(scope_of("GET", "/v1", [HOST], kind="websocket"), receive, send))

    assert sent == ["websocket.close"]
