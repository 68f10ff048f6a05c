"""The routes of pages, through the whole application."""

import pytest

from morile_api.web.pages.assets import assets
from morile_api.web.pages.rules import RULES
from tests.wire.asgi import HOST, call
from tests.wire.pages import TAKES_PAGES, open_page

CSS = assets()["morile.css"]


def test_an_asset_may_be_kept_for_ever_and_is_known_again() -> None:
    reply = call("GET", CSS.url)
    again = call("GET", CSS.url, more=[(b"if-none-match", (reply.header("ETag") or "").encode())])

    assert (reply.status, reply.body) == (200, CSS.body)
    assert reply.header("Cache-Control") == "public, max-age=31536000, immutable"
    assert reply.header("Content-Type") == "text/css; charset=utf-8"
    assert (again.status, again.body) == (304, b"")


@pytest.mark.parametrize("path", ["/assets/morile.css", "/assets/../app.py", "/assets/x/y"])
def test_no_other_file_is_served(path: str) -> None:
    assert call("GET", path, headers=[HOST, TAKES_PAGES]).status == 404


def test_a_page_is_html_with_a_policy_and_the_api_keeps_its_own() -> None:
    page, api = open_page("/"), call("GET", "/v1")

    assert page.header("Content-Type") == "text/html; charset=utf-8"
    assert "style-src 'self'" in (page.header("Content-Security-Policy") or "")
    assert (
        api.header("Content-Security-Policy")
        == "default-src 'none'; base-uri 'none'; frame-ancestors 'none'"
    )
    assert page.header("Request-ID")


def test_what_is_wrong_with_a_page_is_said_on_a_page() -> None:
    """To a browser; a program that asks for what is not there hears a problem as ever."""
    refused = [
        open_page("/nowhere"),
        open_page("/", {"who": "me"}),
        call("POST", "/", headers=[HOST, TAKES_PAGES]),
        call("GET", "/", headers=[HOST, (b"accept", b"application/json")]),
    ]

    assert [each.status for each in refused] == [404, 422, 405, 406]
    assert {each.header("Content-Type") for each in refused} == {"text/html; charset=utf-8"}
    assert refused[2].header("Allow") == "GET, HEAD"
    assert call("GET", "/nowhere").header("Content-Type") == "application/problem+json"


@pytest.mark.parametrize("path", [rule.path for rule in RULES if rule.start is None])
def test_every_page_of_the_table_answers_get_and_head(path: str) -> None:
    whole, head = open_page(path), call("HEAD", path, headers=[HOST, TAKES_PAGES])

    assert (whole.status, head.status, head.body) == (200, 200, b"")
    assert whole.header("Content-Length") == head.header("Content-Length")
