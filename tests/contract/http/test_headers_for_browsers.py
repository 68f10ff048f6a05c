"""What a browser is told with every reply, so that no other site can make use of ours."""

import pytest

from tests.wire.asgi import call, get
from tests.wire.requests import a_body

pytestmark = pytest.mark.contract

FROM_ELSEWHERE = [(b"origin", b"https://other.example"), (b"accept", b"text/html, */*")]
DIRECTIVES = {"default-src 'none'", "base-uri 'none'", "frame-ancestors 'none'"}
SCORING = "/v1/assessments"


@pytest.mark.parametrize(
    ("method", "path", "body"),
    [
        *(("GET", each, b"") for each in ("/", "/docs", "/v1", "/metrics", "/openapi.json")),
        *(("GET", each, b"") for each in ("/healthz", "/nowhere", "/assets/none", "/docs/none")),
        ("POST", SCORING, a_body()),
        ("POST", SCORING, b"{"),
        ("OPTIONS", SCORING, b""),
    ],
)
def test_every_reply_keeps_other_sites_out(method: str, path: str, body: bytes) -> None:
    """Nothing is run, framed, guessed at, shared with another origin, kept, or led elsewhere."""
    reply = call(method, path, body, more=FROM_ELSEWHERE)
    names = {name.lower() for name, _ in reply.headers}

    assert set((reply.header("Content-Security-Policy") or "").split("; ")) >= DIRECTIVES
    assert reply.header("X-Content-Type-Options") == "nosniff"
    assert not any(each.startswith(b"access-control-") for each in names)
    assert names.isdisjoint({b"set-cookie", b"location", b"refresh", b"server"})


def test_a_page_tells_no_other_site_its_address() -> None:
    """The calculator's holds answers."""
    assert get("/", more=FROM_ELSEWHERE).header("Referrer-Policy") == "same-origin"
