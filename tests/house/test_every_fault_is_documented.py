"""Style guide, section 1: a caller who switches on a code can read what it means."""

import re

from morile_api.language.faults import Code
from tests.house.sources import ROOT

CODES = {str(code) for code in Code}


def _codes_in_the_document() -> set[str]:
    text = (ROOT / "docs" / "faults.md").read_text("utf-8")
    headings = re.findall(r"^#+ (.+)$", text, flags=re.MULTILINE)
    return {name for heading in headings for name in re.findall(r"`([a-z0-9-]+)`", heading)}


def test_every_fault_code_has_its_paragraph() -> None:
    """Under a heading that names the code between backticks."""
    assert CODES - _codes_in_the_document() == set()


def test_no_paragraph_describes_a_code_that_is_gone() -> None:
    """A document that promises too much is as wrong as one that says too little."""
    assert _codes_in_the_document() - CODES == set()
