"""With scripts turned off everything works: they are an extra and nothing else."""

import re
from urllib.parse import urlsplit

import pytest

from tests.browser.reached import REACHED
from tests.browser.states import STATES
from tests.browser.visits import Visitor

OF_THIS_VISIT = re.compile(r"of \d+ questions? answered|name the request")


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


@pytest.mark.parametrize("name", STATES)
def test_a_page_says_the_same_without_a_script(visitor: Visitor, name: str) -> None:
    """But for how many questions are answered so far, which only a script counts."""
    said = []
    for script in (True, False):
        page = visitor.open(STATES[name], script=script)
        lines = page.locator("body").inner_text().splitlines()
        said.append([line for line in lines if line and not OF_THIS_VISIT.search(line)])

    assert len(said[0]) > 5
    assert said[0] == said[1]


@pytest.mark.parametrize("name", REACHED)
def test_a_form_leads_to_the_same_without_a_script(visitor: Visitor, name: str) -> None:
    """Comparing, moderating and ranking, and what is wrong with what was sent."""
    said = []
    for script in (True, False):
        page = visitor.open(REACHED[name].path, script=script)
        REACHED[name].steps(page)
        said.append(page.locator("body").inner_text())

    assert page.url.endswith(urlsplit(REACHED[name].path).path)
    assert said[0] == said[1]
