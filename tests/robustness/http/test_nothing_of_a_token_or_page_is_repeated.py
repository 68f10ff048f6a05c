"""Tokens come back nowhere; what is entered in a page comes back in that page only, as text."""

from typing import Any
from urllib.parse import quote

import pytest

from tests.builders import CANARY
from tests.tokens import a_token, bearer, guarded
from tests.wire.asgi import HOST, Answer, Headers, call, get
from tests.wire.pages import FORM, TAKES_PAGES
from tests.wire.requests import a_body, a_submission
from tests.wire.watched import WORD, Watched, all_of, assert_silent, heads_of

TAG = f'"><{CANARY}>'
"""What would be an element if it were not made harmless."""


@pytest.fixture(scope="module")
def gated(tmp_path_factory: pytest.TempPathFactory) -> Watched:
    """Callers need tokens here."""
    folder = tmp_path_factory.mktemp("gated")
    return Watched(folder / "log", guarded(folder, log_level="info"))


@pytest.fixture(scope="module")
def watched(tmp_path_factory: pytest.TempPathFactory) -> Watched:
    return Watched(tmp_path_factory.mktemp("watched") / "log")


REFUSED: list[tuple[str, tuple[bytes, bytes]]] = [
    ("no token", (b"authorization", WORD)),
    ("another scheme", (b"authorization", b"Basic " + WORD)),
    ("token", (b"authorization", b"Bearer " + WORD)),
    ("parts", (b"authorization", b"Bearer " + b".".join([WORD] * 3))),
    ("key id", bearer(a_token(header={"kid": CANARY}))),
    ("type", bearer(a_token(header={"typ": CANARY}))),
    ("what must be understood", bearer(a_token(header={"crit": [CANARY], CANARY: 1}))),
    ("address of a key", bearer(a_token(header={"jku": f"https://{CANARY}.example"}))),
    ("issuer", bearer(a_token(iss=CANARY))),
    ("audience", bearer(a_token(aud=CANARY))),
    ("organisation", bearer(a_token(organisation=CANARY))),
    ("organisations", bearer(a_token(organisation=[CANARY]))),
    ("subject", bearer(a_token(sub=[CANARY]))),
    ("expired", bearer(a_token(exp=1, jti=CANARY))),
]


@pytest.mark.parametrize("header", [each for _, each in REFUSED], ids=[n for n, _ in REFUSED])
def test_nothing_of_a_refused_token_is_repeated(
    gated: Watched, header: tuple[bytes, bytes]
) -> None:
    """Neither what it says nor what it is."""
    reply = get("/v1", gated.app, [header])

    log = gated.logged()
    assert reply.status == 401
    assert_silent(all_of(reply), log)
    assert header[1].rpartition(b" ")[2] not in all_of(reply) + log


def test_of_a_token_that_is_taken_the_log_has_the_client_and_nothing_else(gated: Watched) -> None:
    more: dict[str, Any] = {CANARY: CANARY}
    token = a_token(client_id="records", sub=CANARY, scope=CANARY, jti=CANARY, **more)

    reply = get("/v1", gated.app, [bearer(token)])

    log = gated.logged()
    assert reply.status == 200
    assert b'"client":"records"' in log
    assert_silent(all_of(reply), log)
    assert token.encode() not in log


def test_whoever_is_refused_a_submission_hears_nothing_of_it(gated: Watched) -> None:
    """One that the token does not cover is told by its place; its reference is its sender's."""
    sent = a_body(a_submission(organisation="E23000002", assessor=CANARY))

    reply = call("POST", "/v1/assessments", sent, app=gated.app, more=[bearer(a_token())])

    log = gated.logged()
    assert reply.status == 207
    assert_silent(all_of(reply), log)


def page(
    watched: Watched, method: str, path: str, query: str, body: bytes, more: Headers
) -> Answer:
    length = [(b"content-length", str(len(body)).encode())] if method == "POST" else []
    headers = [HOST, TAKES_PAGES, *length, *more]
    return call(method, path, body, app=watched.app, headers=headers, query=query.encode())


HERE = (b"sec-fetch-site", b"same-origin")
SAID = quote(TAG)
EDGE = "edge"
UPLOAD = (b"content-type", f"multipart/form-data; boundary={EDGE}".encode())


def upload(name: str, file: str, content: str) -> bytes:
    return (
        f'--{EDGE}\r\nContent-Disposition: form-data; name="{name}"; filename="{file}"\r\n'
        f"Content-Type: application/octet-stream\r\n\r\n{content}\r\n--{EDGE}--\r\n"
    ).encode()


Sent = tuple[str, str, str, bytes, Headers]

PAGES: list[tuple[str, Sent]] = [
    ("path", ("GET", f"/{CANARY}", "", b"", [])),
    ("matrix", ("GET", f"/matrices/{CANARY}", "", b"", [])),
    ("document", ("GET", f"/docs/{CANARY}", "", b"", [])),
    ("asset", ("GET", f"/assets/{CANARY}.css", "", b"", [])),
    ("name in a query", ("GET", "/", f"{SAID}=1", b"", [])),
    ("query of no page", ("GET", "/docs", f"{SAID}=1", b"", [])),
    ("vector", ("GET", "/", f"vector={SAID}", b"", [])),
    ("matrix of the calculator", ("GET", "/", f"matrix={SAID}", b"", [])),
    ("answer", ("GET", "/", f"matrix=priority-grid-4x4@1.0.0&IM={SAID}", b"", [])),
    ("marking", ("GET", "/", f"matrix=priority-grid-4x4@1.0.0&marking={SAID}", b"", [])),
    ("compared", ("GET", "/compare", f"first={SAID}&second={SAID}", b"", [])),
    ("form", ("POST", "/compare", "", f"first={SAID}&role={SAID}".encode(), [FORM, HERE])),
    (
        "sound form",
        (
            "POST",
            "/compare",
            "",
            "first=priority-grid-4x4@1.0.0/IM:4/LI:3&second=priority-grid-4x4@1.0.0/IM:2/LI:3"
            f"&IM=2&IM.reason={SAID}&role={SAID}&ref={SAID}&organisation=E23000029"
            "&threat_type=fraud".encode(),
            [FORM, HERE],
        ),
    ),
    ("name in a form", ("POST", "/compare", "", f"{SAID}=1".encode(), [FORM, HERE])),
    ("broken form", ("POST", "/compare", "", b"%zz=" + WORD + b"&&=%ff", [FORM, HERE])),
    ("form from elsewhere", ("POST", "/compare", "", WORD, [FORM, (b"origin", WORD)])),
    ("upload", ("POST", "/prioritise", "", upload("file", "a.csv", TAG), [UPLOAD, HERE])),
    ("file name", ("POST", "/prioritise", "", upload("file", CANARY, "a,b"), [UPLOAD, HERE])),
    ("field", ("POST", "/prioritise", "", upload(CANARY, "a.xlsx", "PK"), [UPLOAD, HERE])),
    ("cut off", ("POST", "/prioritise", "", upload("file", CANARY, TAG)[:-20], [UPLOAD, HERE])),
]


@pytest.mark.parametrize("sent", [each for _, each in PAGES], ids=[name for name, _ in PAGES])
def test_what_is_entered_in_a_page_is_never_logged_and_never_an_element(
    watched: Watched, sent: Any
) -> None:
    """A page may show people their own words again, as text."""
    reply = page(watched, *sent)

    log = watched.logged()
    assert_silent(log, heads_of(reply))
    assert reply.status < 500
    assert b"<" + WORD not in reply.body.lower()
    assert b'"><' + WORD not in reply.body.lower()


def test_an_address_that_is_no_page_is_not_shown_again(watched: Watched) -> None:
    """Nobody wrote it into a field: a link from elsewhere may have brought it."""
    reply = page(watched, "GET", f"/{CANARY}", SAID, b"", [])

    assert reply.status == 404
    assert_silent(all_of(reply))


def test_no_label_of_a_metric_holds_any_of_it(watched: Watched) -> None:
    page(watched, "GET", f"/{CANARY}", "", b"", [])

    numbers = call("GET", "/metrics", app=watched.app)

    assert b"morile_requests_total" in numbers.body
    assert_silent(all_of(numbers))
