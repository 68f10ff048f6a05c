"""With scripts turned off everything works: they are an extra and nothing else."""

from tests.browser.states import STATES, VECTOR
from tests.browser.visits import Visitor, address


def test_a_threat_is_scored_without_a_script(visitor: Visitor) -> None:
    """Choose, answer, be asked for what is missing, read the result, change it."""
    page = visitor.open("/", script=False)
    page.get_by_label("Priority grid, four by four").check()
    page.get_by_role("button", name="Continue").click()
    page.locator("#IM-3").check()
    page.get_by_role("button", name="Work out the score").click()
    assert page.title().startswith("Error: ")
    assert page.locator("#IM-3").is_checked()

    page.locator("#LI-between").check()
    page.locator("#LI-may-1").check()
    page.locator("#LI-may-2").check()
    page.get_by_role("button", name="Work out the score").click()

    # Impact 4 with likelihood 2 or 3: 8 or 12.
    assert page.locator("text=from 8 to 12").first.is_visible()
    page.get_by_role("link", name="Change Impact").click()
    assert page.locator("#LI-may-1").is_checked()


def test_no_page_shows_what_only_a_script_could_fill(visitor: Visitor) -> None:
    page = visitor.open(STATES["questions"], script=False)

    assert not page.locator(".so-far").is_visible()


def test_the_pages_look_the_same_without_a_script(visitor: Visitor) -> None:
    for script in (True, False):
        page = visitor.open(address("/", vector=VECTOR), script=script)
        assert page.locator(".score strong").inner_text() == "234"
        assert page.locator("details").count() == 0
