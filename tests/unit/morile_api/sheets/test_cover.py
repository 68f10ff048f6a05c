"""The cover: which matrix, what its figures are, and what to do."""

from openpyxl import Workbook

from morile_api.sheets.cover import COVER, DIGEST, MATRIX, add_cover
from tests.workbooks import GRID, offline, opened, packed, texts


def test_the_cover_says_which_matrix_and_what_its_figures_are() -> None:
    document = offline().matrix("thematic@1.0.0")
    book = Workbook()

    add_cover(book, document, "OFFICIAL")

    said = [" ".join(filter(None, row)) for row in texts(book[COVER])]
    assert said[0] == document.definition.title
    assert "illustrative: not the official figures" in said[1]
    assert f"Digest {document.digest}" in said
    assert "Matrix thematic@1.0.0" in said
    assert "Marking OFFICIAL" in said
    assert any("morile score threats.xlsx -o scored.xlsx" in line for line in said)
    assert any("minor|severe" in line and "~low" in line for line in said)


def test_what_is_read_back_has_a_name_of_its_own() -> None:
    """A name goes with its cell when rows are put above it or the sheet is renamed."""
    document = offline().matrix(GRID)
    book = Workbook()
    add_cover(book, document, "OFFICIAL")

    again = opened(packed(book))

    for name, value in ((MATRIX, GRID), (DIGEST, document.digest)):
        [(title, place)] = list(again.defined_names[name].destinations)
        assert again[title][place.replace("$", "")].value == value
