"""The manner of requests for pages: what the guard lets through to them."""

import pytest

from morile_api.web import problems
from morile_api.web.exchange import Exchange
from morile_api.web.pages.manner import (
    FROM_ELSEWHERE,
    NOT_ACCEPTABLE,
    ON_PAGES,
    WRONG_FORM,
    asks_for_a_page,
    sent_from_here,
    unfit,
)
from morile_api.web.pages.rules import CALCULATOR, COMPARE, DOCUMENT, PRIORITISE, Rule
from morile_api.web.problems import Kind
from tests.unit.morile_api.web.pages.test_replies import nowhere
from tests.wire.asgi import HOST, Headers, scope_of
from tests.wire.pages import FORM, TAKES_PAGES

UPLOAD = (b"content-type", b"multipart/form-data; boundary=x")


def asked(method: str, headers: Headers = (), query: bytes = b"") -> Exchange:
    return Exchange(scope_of(method, "/", [HOST, *headers], query), nowhere)


CASES: list[tuple[Rule, Exchange, Kind | None]] = [
    (CALCULATOR, asked("GET", [TAKES_PAGES], b"vector=x"), None),
    (CALCULATOR, asked("HEAD"), None),
    (CALCULATOR, asked("POST", [FORM]), problems.METHOD_NOT_ALLOWED),
    (CALCULATOR, asked("GET", [(b"accept", b"application/json")]), NOT_ACCEPTABLE),
    (DOCUMENT, asked("GET", [(b"accept", b"image/*")]), None),
    (DOCUMENT, asked("GET", [], b"a=1"), problems.UNKNOWN_QUERY),
    (COMPARE, asked("POST", [FORM]), None),
    (COMPARE, asked("POST", [FORM], b"first=x"), problems.UNKNOWN_QUERY),
    (COMPARE, asked("POST", [(b"content-type", b"application/json")]), WRONG_FORM),
    (COMPARE, asked("POST", [FORM, (b"content-encoding", b"gzip")]), WRONG_FORM),
    (COMPARE, asked("POST", [FORM, (b"sec-fetch-site", b"cross-site")]), FROM_ELSEWHERE),
    (PRIORITISE, asked("POST", [UPLOAD]), None),
    (PRIORITISE, asked("POST", [(b"content-type", b"multipart/form-data")]), WRONG_FORM),
]


@pytest.mark.parametrize(("rule", "exchange", "kind"), CASES)
def test_each_page_takes_what_its_rule_says_and_nothing_else(
    rule: Rule, exchange: Exchange, kind: Kind | None
) -> None:
    assert unfit(rule, exchange) is kind


@pytest.mark.parametrize(
    ("headers", "here"),
    [
        ({b"sec-fetch-site": b"same-origin"}, True),
        ({b"sec-fetch-site": b"same-site"}, False),
        ({b"sec-fetch-site": b"none"}, False),
        ({b"sec-fetch-site": b"same-origin", b"origin": b"https://proxied"}, True),
        ({b"sec-fetch-site": b"cross-site", b"origin": b"http://localhost"}, False),
        ({b"origin": b"http://localhost"}, True),
        ({b"origin": b"https://localhost"}, True),
        ({b"origin": b"http://localhost:81"}, False),
        ({b"origin": b"http://evil.example"}, False),
        ({b"origin": b"null"}, False),
        ({}, True),
    ],
)
def test_a_form_that_another_site_sends_is_told_apart(
    headers: dict[bytes, bytes], here: bool
) -> None:
    """By what browsers say and no page can change; who is no browser carries nobody's rights."""
    assert sent_from_here({b"host": b"localhost", **headers}) is here


def test_the_policy_of_pages_allows_our_own_files_and_nothing_in_line() -> None:
    policy = dict(ON_PAGES)[b"content-security-policy"]

    assert b"default-src 'none'" in policy
    assert b"unsafe" not in policy
    assert b"frame-ancestors 'none'" in policy


@pytest.mark.parametrize(
    ("accept", "page"),
    [(b"text/html,*/*;q=0.8", True), (b"*/*", False), (b"application/json", False)],
)
def test_browsers_ask_for_a_page_and_programs_do_not(accept: bytes, page: bool) -> None:
    assert asks_for_a_page(asked("GET", [(b"accept", accept)])) is page
