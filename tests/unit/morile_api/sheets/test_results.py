"""Results in a workbook: figures as figures, bands in colour and in words."""

import pytest
from openpyxl import Workbook

import morile
from morile_api.sheets.further import further
from morile_api.sheets.palette import shade_of
from morile_api.sheets.results import Shown, bands_of, fill, head
from tests.workbooks import offline

VECTOR = "disruption@1.0.0/OU:{}"


def results(*outcomes: str) -> list[morile.Assessed | morile.Refused]:
    threats = [
        {"ref": "A-1", "organisation": "NCA", "threat_type": "fraud", "levels": {"outcome": each}}
        for each in outcomes
    ]
    return list(offline().assess_many(threats, matrix="disruption@1.0.0", explain=True))


def written(*outcomes: str, wishes: tuple[str, ...] = ()) -> Workbook:
    book = Workbook()
    every = results(*outcomes)
    bands = bands_of(offline().matrix("disruption@1.0.0"))
    shown = Shown(every, bands, further(wishes, every) if wishes else {}, {1: "H3, J3"})
    columns = {name: column for column, name in enumerate(shown.names, start=1)}
    head(book.worksheets[0], 1, columns)
    fill(book.worksheets[0], {at: at + 2 for at in range(len(every))}, columns, shown)
    return book


def test_bands_are_those_of_the_headline_lowest_first() -> None:
    document = offline().matrix("disruption@1.0.0")

    assert bands_of(document) == ["negative", "none", "minor", "moderate", "major"]
    assert bands_of(offline().matrix("sleipnir@1.0.0")) == []


def test_a_row_says_rank_score_band_range_and_gaps() -> None:
    """Minor is worth 1, major 3; an unknown outcome has no score, and may be anything."""
    sheet = written("minor", "major", "unknown").worksheets[0]

    rows = [[cell.value for cell in row] for row in sheet.iter_rows(min_row=2)]
    assert rows[0] == ["assessed", 2, 1, "minor", 1, 1, None]
    assert rows[1] == ["assessed", 1, 3, "major", 3, 3, None]
    assert rows[2] == ["assessed", None, None, None, -1, 3, "outcome"]


def test_a_band_has_its_colour_and_its_word() -> None:
    bands = ["negative", "none", "minor", "moderate", "major"]

    for band in bands:
        cell = written(band).worksheets[0]["D2"]
        fill_, ink = shade_of(band, bands)
        assert cell.value == band
        assert cell.fill.start_color.rgb == f"00{fill_}"
        assert cell.font.color.rgb == f"00{ink}"


def test_a_refused_row_says_so_in_words_and_names_the_cells() -> None:
    sheet = written("minor", "awful").worksheets[0]

    assert [cell.value for cell in sheet[3]] == ["refused: H3, J3", *[None] * 6]
    assert sheet["A3"].fill.fill_type == "solid"


def test_what_was_asked_for_beside_has_its_own_columns() -> None:
    sheet = written("minor", wishes=("explain",)).worksheets[0]

    assert sheet["H1"].value is not None
    assert str(sheet["H1"].value).endswith("morile.adds")
    assert sheet["H2"].value == "outcome:2"


@pytest.mark.parametrize("column", ["B", "C", "E", "F"])
def test_figures_are_numbers_that_can_be_added_and_sorted(column: str) -> None:
    assert written("minor").worksheets[0][f"{column}2"].data_type == "n"
