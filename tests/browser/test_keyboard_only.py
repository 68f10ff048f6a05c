"""Whoever uses no mouse gets everywhere, sees where they are, and is taken to what is wrong."""

import re
from io import BytesIO
from itertools import pairwise

import numpy as np
import pytest
from numpy.typing import NDArray
from PIL import Image
from playwright.sync_api import Page

from tests.browser.states import OTHER, STATES, VECTOR
from tests.browser.visits import Visitor, address

FOCUSED = "document.activeElement"

KIND = f"""(() => {{ const it = {FOCUSED};
  const within = it.closest('.skip, header, .errors, nav, form, main')?.className ?? '';
  return it.className === 'skip' ? 'skip' : [it.tagName, it.type, it.className, within].join(' ');
}})()"""
"""What kind of stop has the focus: its element, and the part of the page it stands in."""

PLACE = f"""(() => {{ const it = {FOCUSED}, box = it.getBoundingClientRect();
  return {{
    nth: [...document.querySelectorAll('*')].indexOf(it),
    top: box.top + scrollY, bottom: box.bottom + scrollY, left: box.left,
    what: it.outerHTML.slice(0, 80),
  }};
}})()"""

LEAST_CHANGED = 100
"""Pixels of at least 3 to 1: two thick along a side of the smallest stop, and more."""


def changed(page: Page) -> int:
    """Pixels around what has the focus that change by at least 3 to 1 when it is taken away."""
    box = page.evaluate(
        f"(() => {{ const box = {FOCUSED}.getBoundingClientRect();"
        "return [box.x + scrollX, box.y + scrollY, box.width, box.height]; })()"
    )
    x, y, wide, high = box
    clip = {
        "x": max(0, x - 8),
        "y": max(0, y - 8),
        "width": wide + 16,
        "height": min(high, 400) + 16,
    }
    pictures = []
    for it in ("focus", "blur"):
        if it == "blur":
            page.evaluate(f"(window.had = {FOCUSED}).blur()")
        shot = page.screenshot(clip=clip, full_page=True)  # type: ignore[arg-type]
        pictures.append(np.asarray(Image.open(BytesIO(shot)).convert("RGB")) / 255)
    page.evaluate("window.had.focus({focusVisible: true})")
    bright, dark = np.maximum(*map(luminance, pictures)), np.minimum(*map(luminance, pictures))
    return int(((bright + 0.05) / (dark + 0.05) >= 3).sum())


def luminance(picture: NDArray[np.float64]) -> NDArray[np.float64]:
    """Relative luminance of each pixel (WCAG 2.2, definitions)."""
    linear = np.where(picture <= 0.04045, picture / 12.92, ((picture + 0.055) / 1.055) ** 2.4)
    found: NDArray[np.float64] = linear @ np.array([0.2126, 0.7152, 0.0722])
    return found


def focused(page: Page, what: str) -> str:
    """Something of the element that has the focus."""
    found: str = page.evaluate(f"String({FOCUSED}.{what})")
    return found


def tab_to(page: Page, id_: str, most: int = 200) -> None:
    """Press Tab until an element has the focus."""
    for _ in range(most):
        page.keyboard.press("Tab")
        if focused(page, "id") == id_:
            return
    raise AssertionError(f"Tab never comes to {id_}")


def test_the_first_stop_is_the_way_past_the_header(visitor: Visitor) -> None:
    page = visitor.open("/")

    page.keyboard.press("Tab")
    assert focused(page, "textContent") == "Skip to main content"
    page.keyboard.press("Enter")
    assert focused(page, "id") == "main"


def test_a_threat_is_scored_from_the_first_page_to_the_result(visitor: Visitor) -> None:
    """Tab to a group of radios, space or an arrow to choose, Enter to go on."""
    page = visitor.open("/")
    grid = page.locator("input[value='priority-grid-4x4@1.0.0']").get_attribute("id") or ""
    tab_to(page, "matrix")
    for _ in range(20):
        if focused(page, "id") == grid:
            break
        page.keyboard.press("ArrowDown")
    page.keyboard.press("Enter")
    page.wait_for_url(re.compile(r"\?matrix=priority-grid"))

    tab_to(page, "IM")
    for _ in range(3):
        page.keyboard.press("ArrowDown")
    assert focused(page, "value") == "4"
    assert page.locator(".so-far").inner_text() == "1 of 2 questions answered"
    tab_to(page, "LI")
    page.keyboard.press("ArrowDown")
    page.keyboard.press("ArrowDown")
    page.keyboard.press("Enter")
    page.wait_for_url(re.compile(r"\?vector="))

    # 4 times 3, as the published grid prints it.
    assert page.locator(".score strong").inner_text() == "12"


def test_levels_that_it_could_be_are_ticked_with_the_space_bar(visitor: Visitor) -> None:
    page = visitor.open(address("/", change="priority-grid-4x4@1.0.0/IM:4/LI:unknown"))

    assert not page.locator("#LI-may-1").is_visible()
    tab_to(page, "LI-4")
    page.keyboard.press("ArrowDown")
    assert focused(page, "id") == "LI-between"
    for box in ("LI-may-1", "LI-may-2"):
        tab_to(page, box)
        page.keyboard.press("Space")
    page.keyboard.press("Enter")
    page.wait_for_url(re.compile(r"\?vector="))

    assert "IM:4/LI:2%7C3" in page.url


def test_mistakes_are_summarised_at_the_top_and_the_focus_is_there(visitor: Visitor) -> None:
    """And each line of the summary leads to the first answer of its question."""
    for state in ("questions-with-errors", "result-of-a-bad-vector", "compare-with-errors"):
        page = visitor.open(STATES[state])
        assert focused(page, "className") == "errors", state

    page = visitor.open(STATES["questions-with-errors"])
    page.keyboard.press("Tab")
    assert focused(page, "textContent").startswith("Psychological harm: tick")
    page.keyboard.press("Enter")
    assert focused(page, "id") == "PS"
    assert page.evaluate(f"{FOCUSED}.closest('fieldset').getAttribute('aria-describedby')") == (
        "PS-error guidance-PS"
    )


def test_changing_an_answer_keeps_the_rest(visitor: Visitor) -> None:
    page = visitor.open(address("/", vector=VECTOR))
    page.get_by_role("link", name="Change Financial harm").focus()
    page.keyboard.press("Enter")
    page.wait_for_url(re.compile(r"\?change=.*#q-FI"))
    page.keyboard.press("Tab")

    assert focused(page, "name") == "FI"
    assert focused(page, "value") == "unknown"
    for _ in range(4):
        page.keyboard.press("ArrowUp")
    assert focused(page, "value") == "minor"
    page.keyboard.press("Enter")
    page.wait_for_url(re.compile(r"\?vector="))

    assert "FI:minor" in page.url
    assert "PS:substantial%7Csevere" in page.url


@pytest.mark.parametrize("state", ["questions-of-one", "prioritise", "comparison", "documentation"])
@pytest.mark.parametrize(
    "media", [{}, {"scheme": "dark"}, {"forced": "active"}], ids=["light", "dark", "forced"]
)
def test_everything_that_takes_the_focus_shows_it(
    visitor: Visitor, state: str, media: dict[str, str]
) -> None:
    """Around every kind of stop the picture changes, by as much as 3 to 1 (WCAG 2.2, 1.4.11)."""
    page = visitor.open(STATES[state], **media)
    seen: set[str] = set()
    for _ in range(60):
        page.keyboard.press("Tab")
        if focused(page, "tagName") == "BODY":
            break
        kind = page.evaluate(KIND)
        if kind in seen or kind == "skip":
            continue
        seen.add(kind)
        assert changed(page) >= LEAST_CHANGED, f"{state}: {focused(page, 'outerHTML')[:120]}"
    assert len(seen) >= 4


@pytest.mark.parametrize(
    "state", ["start", "questions-of-one", "result", "comparison", "prioritise", "documentation"]
)
def test_the_order_of_the_focus_is_that_of_the_page(visitor: Visitor, state: str) -> None:
    """Tab goes down the page as it is read: in its text, and for the eye in one column."""
    page = visitor.open(STATES[state], width=320)
    places = []
    for _ in range(80):
        page.keyboard.press("Tab")
        if focused(page, "tagName") == "BODY":
            break
        places.append(page.evaluate(PLACE))

    assert len(places) >= 8
    assert [each["nth"] for each in places] == sorted(each["nth"] for each in places)
    for before, after in pairwise(places):
        beside = after["top"] < before["bottom"] and after["left"] >= before["left"]
        assert after["top"] >= before["top"] or beside, (before, after)


def test_a_moderation_is_worked_out_and_can_be_read(visitor: Visitor) -> None:
    """From the comparison to the trail, which stands on the page."""
    page = visitor.open(address("/compare", first=VECTOR, second=OTHER))
    tab_to(page, page.locator("input[name=FI]:checked").get_attribute("id") or "")
    page.keyboard.press("ArrowUp")
    assert focused(page, "value") == "severe"
    tab_to(page, "FI-reason")
    page.keyboard.type("Bank statements came in")
    tab_to(page, "role")
    page.keyboard.type("panel chair")
    tab_to(page, "ref")
    page.keyboard.type("TV-1")
    tab_to(page, "organisation")
    page.keyboard.type("Thames")
    tab_to(page, "threat_type")
    page.keyboard.type("County")
    page.keyboard.press("Tab")
    page.keyboard.press("Enter")
    page.wait_for_selector("text=To attach to the record")

    assert page.locator("h1").inner_text() == "Moderation"
    assert page.url.endswith("/compare")
