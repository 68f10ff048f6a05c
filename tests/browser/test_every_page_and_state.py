"""Every page, in every state: accessible, ours alone, and readable however it is looked at."""

from collections.abc import Iterator
from itertools import pairwise

import pytest
from playwright.sync_api import Browser, Page, ViewportSize

from tests.browser.reached import REACHED
from tests.browser.states import STATES
from tests.browser.visits import Visitor, keep, violations

NARROW = 320
"""CSS pixels of a phone, and of a screen of 1280 at 400 % (WCAG 2.2, 1.4.10)."""

WIDE: ViewportSize = {"width": 1280, "height": 800}

FOLD = "(open) => document.querySelectorAll('details').forEach((it) => { it.open = open; })"
"""Opens all that is folded, or folds it."""

VISIBLE = """
const visible = (it) => {
  const style = getComputedStyle(it);
  return it.getClientRects().length > 0 && style.visibility === 'visible'
    && !it.closest('.unseen, .skip, thead, textarea, select');
};
const texts = () => {
  const walk = document.createTreeWalker(document.body, NodeFilter.SHOW_TEXT);
  const found = [];
  while (walk.nextNode()) {
    const it = walk.currentNode;
    if (it.data.trim() && visible(it.parentElement)) found.push(it);
  }
  return found;
};
"""
"""Texts that are seen, but for those in fields and the headings of tables."""

WORDS = f"(() => {{{VISIBLE} return texts().map((it) => it.data.trim()); }})()"

BESIDE = f"""(() => {{{VISIBLE}
  const range = document.createRange();
  return texts().filter((it) => {{
    range.selectNodeContents(it);
    const box = range.getBoundingClientRect();
    // What scrolls by itself is reached there, and what is drawn says its words in a name.
    if (it.parentElement.closest('.scroll, pre, svg')) return false;
    return box.left < 0 || box.right > innerWidth + 1 || box.width === 0;
  }}).map((it) => it.data.trim());
}})()"""
"""Texts of which a part lies outside the page."""


class Opened:
    """A page that was opened once for all tests of its state."""

    def __init__(self, name: str, visitor: Visitor, page: Page) -> None:
        self.name, self.visitor, self.page = name, visitor, page


@pytest.fixture(scope="module", params=[*STATES, *REACHED])
def opened(request: pytest.FixtureRequest, chromium: Browser, origin: str) -> Iterator[Opened]:
    """Each state in turn."""
    visitor, name = Visitor(chromium, origin), request.param
    if name in STATES:
        page = visitor.open(STATES[name])
    else:
        page = visitor.open(REACHED[name].path)
        REACHED[name].steps(page)
    yield Opened(name, visitor, page)
    visitor.leave()


def seen(it: Opened, how: str, **media: str) -> list[str]:
    """A screenshot of it as some readers see it, and what axe finds wrong with that."""
    it.page.emulate_media(**media)  # type: ignore[arg-type]
    keep(it.page, f"{it.name}-{how}")
    found = violations(it.page)
    it.page.emulate_media(color_scheme="light", forced_colors="none")
    return found


def test_axe_finds_nothing(opened: Opened) -> None:
    """Rules of WCAG 2.0 to 2.2, levels A and AA."""
    assert seen(opened, "light") == []


def test_axe_finds_nothing_in_the_dark(opened: Opened) -> None:
    assert seen(opened, "dark", color_scheme="dark") == []


def test_axe_finds_nothing_in_forced_colours(opened: Opened) -> None:
    """The reader's own colours."""
    assert seen(opened, "forced", forced_colors="active") == []


def test_axe_finds_nothing_when_all_that_is_folded_is_opened(opened: Opened) -> None:
    """Links and fields that a reader finds there are as large and as well named as the others."""
    opened.page.evaluate(FOLD, True)
    found = seen(opened, "unfolded") if opened.page.locator("details").count() else []
    opened.page.evaluate(FOLD, False)

    assert found == []


def test_at_400_per_cent_nothing_has_to_be_scrolled_sideways(opened: Opened) -> None:
    """But for wide tables and code, which scroll by themselves."""
    opened.page.set_viewport_size({"width": NARROW, "height": 256})
    opened.page.evaluate(FOLD, True)
    wide = opened.page.evaluate("document.documentElement.scrollWidth")
    opened.page.evaluate(FOLD, False)
    found = seen(opened, "narrow")
    opened.page.set_viewport_size(WIDE)

    assert wide <= NARROW
    assert found == []


def test_at_400_per_cent_nothing_is_lost(opened: Opened) -> None:
    """Every word that is read at full width is read there too, and none lies beside the page."""
    page = opened.page
    before = page.evaluate(WORDS)
    page.set_viewport_size({"width": NARROW, "height": 256})
    after, beside = page.evaluate(WORDS), page.evaluate(BESIDE)
    page.set_viewport_size(WIDE)

    assert after == before
    assert beside == []


def test_nothing_is_fetched_from_elsewhere_and_the_browser_has_nothing_to_say(
    opened: Opened,
) -> None:
    """Many networks reach no other host; and the policy forbids nothing that the page needs."""
    assert (opened.visitor.elsewhere, opened.visitor.complaints) == ([], [])


def test_a_page_has_one_title_one_first_heading_and_one_main_part(opened: Opened) -> None:
    """What a screen reader says first, and what it jumps to."""
    page = opened.page

    assert page.title().endswith("– morile")
    assert len(page.title()) > len("– morile") + 3
    assert [page.locator(each).count() for each in ("h1", "main", "html[lang=en-GB]")] == [1, 1, 1]
    assert page.title().startswith("Error: ") == (page.locator(".errors").count() == 1)


def test_headings_leave_no_level_out(opened: Opened) -> None:
    """Whoever moves from heading to heading misses none; the error summary stands before all."""
    levels = opened.page.evaluate(
        "[...document.querySelectorAll('main :is(h1,h2,h3,h4,h5,h6)')]"
        ".filter(it => !it.closest('.errors')).map(it => Number(it.tagName[1]))"
    )

    assert levels[0] == 1
    assert all(after - before <= 1 for before, after in pairwise(levels))


def test_no_two_pages_have_the_same_title(visitor: Visitor) -> None:
    """But for those that are the same page with another mistake or another answer in it."""
    page = visitor.new_page()
    titles = []
    for name, path in STATES.items():
        page.goto(visitor.origin + path)
        if name not in (
            "questions-to-change",
            "comparison-of-the-same",
        ) and not page.title().startswith("Error: "):
            titles.append(page.title())

    assert len(set(titles)) == len(titles)


def test_every_document_fits_a_phone(visitor: Visitor) -> None:
    """Pictures, tables and code too, in whichever of them they stand."""
    page = visitor.open("/docs", width=NARROW)
    documents = page.evaluate(
        "[...document.querySelectorAll('nav a[href^=\"/docs/\"]')].map((it) => it.pathname)"
    )
    wide = []
    for path in documents:
        page.goto(visitor.origin + path)
        if page.evaluate("document.documentElement.scrollWidth") > NARROW:
            wide.append(path)

    assert len(documents) > 20
    assert wide == []
