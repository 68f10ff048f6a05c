"""The pages of the API, made from the document that is served."""

import pytest

from morile_api.web.document import FOLDER
from morile_api.web.pages.contract import Contract
from tests.wire.asgi import call
from tests.wire.pages import Leaf, open_page

CONTRACT = Contract(max(FOLDER.glob("*.json")).read_bytes())


def test_every_operation_has_a_place_with_its_name() -> None:
    page = Leaf(open_page("/docs"))
    ids = {attrs.get("id") for _, attrs in page.tags}

    assert {each.name for each in CONTRACT.operations()} <= ids
    assert all(
        each.path in page.words or f" {each.path}" in page.text for each in CONTRACT.operations()
    )


@pytest.mark.parametrize("path", ["/docs", "/docs/members"])
def test_every_link_of_the_pages_leads_somewhere(path: str) -> None:
    """To a page that is there, and to a place on it that is there."""
    ids: dict[str, set[str | None]] = {}
    for each in Leaf(open_page(path)).all("a"):
        leads, _, place = str(each["href"]).partition("#")
        leads = leads or path
        if leads not in ids:
            answer = open_page(leads) if leads != "/openapi.json" else call("GET", leads)
            assert answer.status == 200, leads
            ids[leads] = (
                {attrs.get("id") for _, attrs in Leaf(answer).tags}
                if ".json" not in leads
                else set()
            )
        assert not place or place in ids[leads], f"{leads}#{place}"


def test_no_page_needs_a_script() -> None:
    assert Leaf(open_page("/docs")).all("script") == []


def test_a_page_that_has_not_changed_is_not_sent_again() -> None:
    first = open_page("/docs")
    etag = (first.header("ETag") or "").encode()

    assert call("GET", "/docs", more=[(b"if-none-match", etag)]).status == 304
