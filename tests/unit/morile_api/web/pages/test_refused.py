"""The page that says why there is no other."""

import pytest

from morile_api.web import problems
from morile_api.web.exchange import Exchange
from morile_api.web.pages.refused import NOWHERE, SIGN_IN, refused_page
from morile_api.web.problems import Kind
from tests.unit.morile_api.web.pages.test_manner import asked
from tests.unit.morile_api.web.pages.test_replies import exchange


def test_it_says_what_is_wrong_and_what_to_do() -> None:
    page = refused_page(problems.NOT_FOUND, exchange())

    assert page.status == 404
    assert NOWHERE in page.body.decode()


def test_it_names_the_request_so_that_the_log_can_be_asked() -> None:
    asked = exchange()

    assert asked.request_id.decode() in refused_page(problems.INTERNAL, asked).body.decode()


@pytest.mark.parametrize("kind", problems.KINDS, ids=lambda kind: kind.name)
def test_the_log_and_the_metrics_hear_of_it_by_its_name(kind: Kind) -> None:
    """As of every other problem; a refused page is not one that was done."""
    asked = exchange()

    refused_page(kind, asked)

    assert asked.outcome == kind.name


def test_what_a_problem_says_in_headers_it_says_here_too() -> None:
    overloaded = refused_page(problems.OVERLOADED, exchange())
    misplaced = refused_page(problems.METHOD_NOT_ALLOWED, exchange(), ("GET", "HEAD"))

    assert (b"retry-after", b"1") in overloaded.headers
    assert (b"allow", b"GET, HEAD") in misplaced.headers


def sent_to(path: str) -> Exchange:
    it = asked("POST")
    it.path = path
    return it


@pytest.mark.parametrize("kind", [problems.NO_TOKEN, problems.INVALID_TOKEN])
def test_who_is_not_signed_in_is_told_how_and_not_led_in_a_circle(kind: Kind) -> None:
    """A person can send no header; and the calculator is what has just refused."""
    page = refused_page(kind, exchange())

    assert page.status == 401
    assert SIGN_IN in page.body.decode()
    assert "Bearer" not in page.body.decode()
    assert "Begin with the calculator" not in page.body.decode()
    assert dict(page.headers)[b"www-authenticate"].startswith(b"Bearer")


def test_a_file_that_is_too_large_is_told_the_limit_and_the_way_back() -> None:
    page = refused_page(problems.TOO_LARGE, sent_to("/prioritise")).body.decode()

    assert "The file is larger than 4 MiB; send fewer rows at a time." in page
    assert '<a href="/prioritise">Choose another file</a>' in page


def test_who_compared_goes_on_with_comparing() -> None:
    page = refused_page(problems.TOO_LARGE, sent_to("/compare")).body.decode()

    assert '<a href="/compare">Compare two assessments</a>' in page
