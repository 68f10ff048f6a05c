"""Every line of an error summary has its twin at the field that it leads to."""

import pytest

from tests.browser.reached import REACHED
from tests.browser.states import STATES
from tests.browser.visits import Visitor

WRONG = {
    "start-nothing-chosen": 1,
    "questions-with-errors": 12,
    "result-of-a-bad-vector": 13,
    "result-of-a-hostile-vector": 1,
    "compare-with-errors": 1,
    "comparison-with-nothing-agreed": 5,
    "comparison-with-errors": 7,
    "prioritise-with-errors": 3,
}
"""How many faults each state has, of those that have any."""

DESCRIBED = """(link) => {
  const field = document.querySelector(link.getAttribute('href'));
  const by = [field, field.closest('fieldset')].flatMap((it) =>
    (it?.getAttribute('aria-describedby') ?? '').split(' ').filter(Boolean));
  const texts = by.flatMap((id) =>
    [...document.getElementById(id).querySelectorAll('p.error')].map((it) => it.textContent));
  return {
    texts,
    focusable: field.matches('input, select, textarea'),
    invalid: field.matches('[type=radio]') || field.getAttribute('aria-invalid') === 'true',
  };
}"""
"""What describes the field that a line leads to. A group of radios has no state of its own that
says it is wrong; its description does."""


@pytest.mark.parametrize("name", WRONG)
def test_the_field_is_described_by_what_is_wrong_with_it(visitor: Visitor, name: str) -> None:
    if name in STATES:
        page = visitor.open(STATES[name])
    else:
        page = visitor.open(REACHED[name].path)
        REACHED[name].steps(page)
    lines = page.locator(".errors a").all()

    assert len(lines) == WRONG[name]
    for line in lines:
        found = line.evaluate(DESCRIBED)
        assert f"Error: {line.inner_text()}" in found["texts"], line.inner_text()
        assert found["focusable"]
        assert found["invalid"]
    assert page.locator("p.error").count() == len(lines)


def test_a_line_leads_to_what_is_folded_too(visitor: Visitor) -> None:
    """Questions that both answered alike are folded; where one is at fault they are not."""
    page = visitor.open(REACHED["comparison-with-errors"].path)
    assert not page.locator("#PE").is_visible()
    REACHED["comparison-with-errors"].steps(page)

    page.get_by_role("link", name="Public expectation: tick").click()
    assert page.evaluate("document.activeElement.id") == "PE"
