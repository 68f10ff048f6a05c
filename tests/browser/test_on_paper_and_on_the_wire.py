"""What a page weighs, and what it is on paper."""

import gzip
import re

import pytest

from tests.browser.states import STATES
from tests.browser.visits import SEEN, Visitor

MOST_BYTES = 60_000
"""Compressed, of the HTML and the stylesheet."""


@pytest.mark.parametrize("name", STATES)
def test_a_page_weighs_little(visitor: Visitor, name: str) -> None:
    """So that it opens over a radio link; nothing but these two and a small script is needed."""
    page = visitor.new_page()
    bodies: dict[str, bytes] = {}
    page.on("response", lambda reply: bodies.update({reply.url: reply.body()}))
    page.goto(visitor.origin + STATES[name], wait_until="networkidle")

    styled = [body for url, body in bodies.items() if not url.endswith((".js", ".svg"))]
    assert len(styled) == 2
    assert sum(len(gzip.compress(body)) for body in styled) <= MOST_BYTES


def test_a_result_is_printed_on_one_sheet_with_its_marking(visitor: Visitor) -> None:
    """Both sides of one sheet of A4 at most, without what is there to be clicked."""
    page = visitor.open(STATES["result"])
    page.emulate_media(media="print")
    SEEN.mkdir(exist_ok=True)
    paper = page.pdf(path=SEEN / "result.pdf", prefer_css_page_size=True)

    assert not page.locator("nav").first.is_visible()
    assert page.locator(".marking").first.is_visible()
    assert len(re.findall(rb"/Type\s*/Page\b", paper)) <= 2
