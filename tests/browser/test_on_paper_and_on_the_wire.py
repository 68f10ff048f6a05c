"""What a page weighs, and what it is on paper."""

import gzip
import re
import shutil
import subprocess
from pathlib import Path

import pytest
from playwright.sync_api import Page

from morile_api.language.matrix import UNKNOWN
from tests.browser.reached import REACHED
from tests.browser.states import STATES
from tests.browser.visits import SEEN, Visitor, address
from tests.builders import shipped_catalogue

MOST_BYTES = 60_000
"""Compressed, of the HTML and the stylesheet."""

TEXT_OF_PDF = shutil.which("pdftotext")
needs_text_of_pdf = pytest.mark.skipif(
    TEXT_OF_PDF is None, reason="pdftotext is missing; `make browser` installs it where it may"
)

MARKING = "OFFICIAL-SENSITIVE"


@pytest.mark.parametrize("name", STATES)
def test_a_page_weighs_little(visitor: Visitor, name: str) -> None:
    """So that it opens over a radio link; nothing but these two and a small script is needed."""
    page = visitor.new_page()
    bodies: dict[str, bytes] = {}
    page.on("response", lambda reply: bodies.update({reply.url: reply.body()}))
    page.goto(visitor.origin + STATES[name], wait_until="networkidle")

    styled = [body for url, body in bodies.items() if not url.endswith((".js", ".svg", ".png"))]
    assert len(styled) == 2
    assert sum(len(gzip.compress(body)) for body in styled) <= MOST_BYTES


def printed(page: Page, name: str) -> Path:
    """A page on A4."""
    page.emulate_media(media="print")
    SEEN.mkdir(exist_ok=True)
    page.pdf(path=SEEN / f"{name}.pdf", prefer_css_page_size=True)
    return SEEN / f"{name}.pdf"


def sides_of(paper: Path) -> int:
    """How many sides there are."""
    return len(re.findall(rb"/Type\s*/Page\b", paper.read_bytes()))


def texts_of(paper: Path) -> list[str]:
    """What stands on each side."""
    command = [str(TEXT_OF_PDF), "-layout", str(paper), "-"]
    text = subprocess.run(command, check=True, capture_output=True).stdout.decode()
    return text.split("\f")[:-1]


@pytest.mark.parametrize("name", ["result", "result-settled", "result-without-score"])
def test_a_result_of_which_most_is_known_is_one_side(visitor: Visitor, name: str) -> None:
    """Without what is there to be clicked."""
    page = visitor.open(STATES[name])
    paper = printed(page, name)

    assert not page.locator("nav").first.is_visible()
    assert sides_of(paper) == 1


@pytest.mark.parametrize("name", shipped_catalogue().entries)
def test_a_result_of_which_nothing_is_known_is_one_sheet(visitor: Visitor, name: str) -> None:
    """Of every matrix, both sides at most: it is handed out at a meeting."""
    matrix = shipped_catalogue().entry(name).scorer.matrix.definition
    codes = [f"{each.code}:{UNKNOWN}" for each in matrix.criteria]
    page = visitor.open(address("/", vector="/".join([matrix.id, *codes]), marking=MARKING))

    assert sides_of(printed(page, f"unknown-{matrix.matrix}")) <= 2


def reached(visitor: Visitor, name: str) -> Page:
    page = visitor.open(REACHED[name].path)
    REACHED[name].steps(page)
    return page


@needs_text_of_pdf
@pytest.mark.parametrize("name", ["ranking", "moderation", "comparison"])
def test_the_marking_stands_above_and_below_on_every_side(visitor: Visitor, name: str) -> None:
    page = reached(visitor, name) if name in REACHED else visitor.open(STATES[name])
    sides = texts_of(printed(page, name))

    assert len(sides) >= 2
    for number, side in enumerate(sides, start=1):
        lines = [line.strip() for line in side.splitlines() if line.strip()]
        assert lines[0] == MARKING
        assert MARKING in lines[-2:]
        assert f"{number} of {len(sides)}" in lines[-1]


@needs_text_of_pdf
def test_a_ranking_begins_on_its_first_side(visitor: Visitor) -> None:
    """The most serious threat stands below the heading, not on the next side."""
    page = reached(visitor, "ranking")
    first = page.locator("tbody th").first.inner_text()
    sides = texts_of(printed(page, "ranking"))

    assert first in sides[0]
    assert len(sides[0].splitlines()) > 40


@needs_text_of_pdf
def test_the_whole_trail_of_a_moderation_is_printed(visitor: Visitor) -> None:
    """To its last line, which on the screen has to be scrolled to."""
    page = reached(visitor, "moderation")
    trail = page.locator("pre").inner_text().splitlines()
    lines = [
        line.strip() for side in texts_of(printed(page, "moderation")) for line in side.splitlines()
    ]

    assert len(trail) > 30
    names = [line.split(":")[0].strip() for line in trail if ":" in line]
    assert [each for each in names if not any(line.startswith(each) for line in lines)] == []
