"""A spreadsheet is sent in, ranked and sent back, in the browser."""

from pathlib import Path

from tests.browser.reached import ranked
from tests.browser.visits import Visitor


def test_the_scored_workbook_is_downloaded_from_its_page_without_a_script(
    visitor: Visitor,
) -> None:
    page = visitor.open("/prioritise", script=False)
    ranked(page)
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

    assert page.evaluate("document.activeElement.className") == "errors"
    assert page.locator(".errors a").all_inner_texts() == [
        "Choose a file",
        "Slots to give: enter a whole number, or leave it empty",
    ]
    assert page.locator("#slots").input_value() == "ten"
