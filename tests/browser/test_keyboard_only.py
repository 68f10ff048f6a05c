"""Whoever uses no mouse gets everywhere, sees where they are, and is taken to what is wrong."""

import re

from playwright.sync_api import Page

from tests.browser.states import OTHER, STATES, VECTOR
from tests.browser.visits import Visitor, address, keep, violations

FOCUSED = "document.activeElement"


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
        "error-PS guidance-PS"
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


def test_everything_that_takes_the_focus_shows_it(visitor: Visitor) -> None:
    """An outline, or the link's own colours, on every stop of every kind of page."""
    for state in ("questions-of-one", "comparison", "documentation"):
        page = visitor.open(STATES[state])
        for _ in range(25):
            page.keyboard.press("Tab")
            if focused(page, "tagName") == "BODY":
                break
            seen = page.evaluate(
                f"(() => {{ const it = getComputedStyle({FOCUSED});"
                "return it.outlineStyle !== 'none' && it.outlineWidth !== '0px'"
                " || it.boxShadow !== 'none'; })()"
            )
            assert seen, f"{state}: {focused(page, 'outerHTML')[:120]}"


def test_the_order_of_the_focus_is_that_of_the_page(visitor: Visitor) -> None:
    """No element is ranked by hand, so Tab goes down the page as it is read."""
    for state in STATES.values():
        page = visitor.open(state)
        ranked = page.locator("[tabindex]:not([tabindex='0']):not([tabindex='-1'])")
        assert ranked.count() == 0


def test_a_moderation_is_worked_out_and_can_be_read(visitor: Visitor) -> None:
    """From the comparison to the trail, which stands on the page."""
    page = visitor.open(address("/compare", first=VECTOR, second=OTHER))
    tab_to(page, "FI")
    page.keyboard.press("ArrowDown")
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
    keep(page, "moderation")

    assert page.locator("h1").inner_text() == "Moderation"
    assert page.url.endswith("/compare")
    assert violations(page) == []
    assert (visitor.elsewhere, visitor.complaints) == ([], [])
