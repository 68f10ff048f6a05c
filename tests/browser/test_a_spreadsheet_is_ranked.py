"""A spreadsheet is sent in, ranked and sent back, in the browser."""

from pathlib import Path

from playwright.sync_api import Page

from tests.browser.visits import Visitor, keep, violations
from tests.house.sources import ROOT

SAMPLE = ROOT / "docs" / "examples" / "threats.csv"
NARROW = 320


def sent(visitor: Visitor, file: Path, **kind: bool) -> Page:
    """The page of a file's ranking, with ten slots of which four are reserved."""
    page = visitor.open("/prioritise", **kind)
    page.set_input_files("#file", file)
    page.fill("#slots", "10")
    page.fill("#reserved", "4")
    page.get_by_role("button", name="Show the ranking").click()
    page.wait_for_load_state()
    return page


def test_the_ranking_is_accessible_and_fetches_nothing_from_elsewhere(visitor: Visitor) -> None:
    page = sent(visitor, SAMPLE)
    keep(page, "ranking")

    assert page.locator("h1").inner_text() == "Ranking"
    assert violations(page) == []
    page.emulate_media(color_scheme="dark")
    keep(page, "ranking-dark")
    assert violations(page) == []
    page.emulate_media(color_scheme="light", forced_colors="active")
    keep(page, "ranking-forced")
    assert violations(page) == []
    page.emulate_media(forced_colors="none")
    page.set_viewport_size({"width": NARROW, "height": 256})
    keep(page, "ranking-narrow")
    assert page.evaluate("document.documentElement.scrollWidth") <= NARROW
    assert violations(page) == []
    assert (visitor.elsewhere, visitor.complaints) == ([], [])


def test_the_scored_workbook_is_downloaded_from_its_page_without_a_script(
    visitor: Visitor,
) -> None:
    page = sent(visitor, SAMPLE, script=False)
    with page.expect_download() as awaited:
        page.get_by_role("button", name="Download the scored workbook").click()

    assert awaited.value.suggested_filename == "scored.xlsx"
    assert Path(awaited.value.path()).read_bytes()[:2] == b"PK"


def test_with_the_keyboard_alone_what_is_wrong_is_reached(visitor: Visitor) -> None:
    page = visitor.open("/prioritise")
    page.locator("#slots").focus()
    page.keyboard.type("ten")
    page.keyboard.press("Enter")
    page.wait_for_selector(".errors")
    keep(page, "prioritise-with-errors")

    assert page.evaluate("document.activeElement.className") == "errors"
    assert page.locator(".errors a").all_inner_texts() == [
        "Choose a file",
        "Enter a whole number, or leave it empty",
    ]
    assert page.locator("#slots").input_value() == "ten"
    assert violations(page) == []
