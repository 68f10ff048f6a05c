"""The page that says why there is no other."""

from morile_api.web import problems
from morile_api.web.pages.refused import NOWHERE, refused_page
from tests.unit.morile_api.web.pages.test_replies import exchange


def test_it_says_what_is_wrong_and_what_to_do() -> None:
    page = refused_page(problems.NOT_FOUND, exchange())

    assert page.status == 404
    assert NOWHERE in page.body.decode()


def test_it_names_the_request_so_that_the_log_can_be_asked() -> None:
    asked = exchange()

    assert asked.request_id.decode() in refused_page(problems.INTERNAL, asked).body.decode()


def test_what_a_problem_says_in_headers_it_says_here_too() -> None:
    overloaded = refused_page(problems.OVERLOADED, exchange())
    misplaced = refused_page(problems.METHOD_NOT_ALLOWED, exchange(), ("GET", "HEAD"))

    assert (b"retry-after", b"1") in overloaded.headers
    assert (b"allow", b"GET, HEAD") in misplaced.headers
