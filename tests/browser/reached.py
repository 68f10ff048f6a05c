"""States that no address leads to: forms that are filled in and sent, and what comes of them."""

from collections.abc import Callable
from pathlib import Path

import msgspec
from playwright.sync_api import Page

from tests.browser.states import COMPARISON
from tests.house.sources import ROOT

SAMPLE = ROOT / "docs" / "examples" / "threats.csv"
WITH_FAULTS = (
    b"ref,organisation,threat_type,impact,likelihood\n"
    b"A,NCA,fraud,4,3\nB,NCA,fraud,9,3\nC,Nobody,fraud,4,3\n"
)

RANK, MODERATE = "Show the ranking", "Show the moderation"

MODERATION = {"role": "panel chair", "ref": "TV-1"}
CHOSEN = {"organisation": "E23000029", "threat_type": "fraud"}


class Way(msgspec.Struct, frozen=True):
    """Where one begins, and what one does there."""

    path: str
    steps: Callable[[Page], None]


def press(page: Page, name: str) -> None:
    """A button, and wait for what comes."""
    page.get_by_role("button", name=name).click()
    page.wait_for_load_state()


def ranked(page: Page, file: Path | bytes = SAMPLE) -> None:
    """A file ranked, with ten slots of which four are reserved."""
    sent = file if isinstance(file, Path) else {"name": "t.csv", "mimeType": "", "buffer": file}
    page.set_input_files("#file", sent)  # type: ignore[arg-type]
    page.fill("#slots", "10")
    page.fill("#reserved", "4")
    press(page, RANK)


def agreed(page: Page) -> None:
    """One change agreed on, that of the financial harm, and sent."""
    page.check("input[name=FI][value=minor]")
    page.fill("#FI-reason", "Bank statements came in")
    for name, said in MODERATION.items():
        page.fill(f"#{name}", said)
    for name, said in CHOSEN.items():
        page.select_option(f"#{name}", said)
    press(page, MODERATE)


def _half_agreed(page: Page) -> None:
    """An answer without a reason, a reason without another answer, and nobody who agreed."""
    page.check("input[name=FI][value=minor]")
    page.fill("#VO-reason", "Seen")
    page.locator("form summary").click()
    page.check("#PE-between")
    press(page, MODERATE)


def _without_a_file(page: Page) -> None:
    page.fill("#slots", "ten")
    page.fill("#reserved", "x")
    press(page, RANK)


REACHED = {
    "comparison-with-nothing-agreed": Way(COMPARISON, lambda page: press(page, MODERATE)),
    "comparison-with-errors": Way(COMPARISON, _half_agreed),
    "moderation": Way(COMPARISON, agreed),
    "prioritise-with-errors": Way("/prioritise", _without_a_file),
    "ranking": Way("/prioritise", ranked),
    "ranking-with-refused-rows": Way("/prioritise", lambda page: ranked(page, WITH_FAULTS)),
}
"""By a name that a screenshot can have."""
