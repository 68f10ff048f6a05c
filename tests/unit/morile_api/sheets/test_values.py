"""Values: what a cell says, and what it is when it says nothing that can be read."""

from datetime import date, datetime, time, timedelta
from typing import Any

import pytest
from openpyxl import Workbook
from openpyxl.cell import Cell

from morile_api.sheets.cells import cell_at
from morile_api.sheets.threats import headed
from morile_api.sheets.values import Misfit, date_in, level_in, text_in

LEVELS = frozenset({"1", "2", "none"})


def a_cell(value: Any) -> Cell:
    cell = cell_at(Workbook().worksheets[0], 1, 1)
    cell.value = value
    return cell


@pytest.mark.parametrize(
    ("value", "said"),
    [
        (None, ""),
        (" severe ", "severe"),
        (1001, "1001"),
        (1001.0, "1001"),
        (headed("key", "Title"), "Title\nkey"),
    ],
)
def test_a_text_and_a_whole_number_say_what_they_show(value: Any, said: str) -> None:
    assert text_in(a_cell(value), "a reference") == said


@pytest.mark.parametrize(
    ("value", "said"),
    [
        ("=1+1", "a formula, where a value belongs"),
        ("#REF!", "an error of the spreadsheet"),
        (True, "TRUE or FALSE, where a level belongs"),
        (1.5, "a number, where a level belongs"),
        (datetime(2026, 1, 2), "a date, where a level belongs"),  # noqa: DTZ001
        (date(2026, 1, 2), "a date, where a level belongs"),
        (time(1, 2), "a date, where a level belongs"),
        (timedelta(1), "a date, where a level belongs"),
        (45_000, "a number, where a level belongs"),
    ],
)
def test_what_is_no_level_is_named_with_the_remedy(value: Any, said: str) -> None:
    with pytest.raises(Misfit, match=said):
        level_in(a_cell(value), LEVELS)


def test_a_number_is_a_level_where_one_is_called_that() -> None:
    """A spreadsheet turns a typed 2 into the number two."""
    assert level_in(a_cell(2), LEVELS) == "2"
    assert level_in(a_cell("9"), LEVELS) == "9", "texts are for the matrix to judge"
    with pytest.raises(Misfit, match="a number"):
        level_in(a_cell(9), LEVELS)


@pytest.mark.parametrize(
    ("value", "said"),
    [
        (datetime(2026, 9, 30, 12), "2026-09-30"),  # noqa: DTZ001
        (date(2026, 9, 30), "2026-09-30"),
        ("2026-09-30", "2026-09-30"),
        (None, ""),
    ],
)
def test_a_date_is_read_from_a_date_or_a_text(value: Any, said: str) -> None:
    assert date_in(a_cell(value)) == said


@pytest.mark.parametrize("value", [46_295, "30/09/2026", "30 September 2026", 2026.5])
def test_what_is_no_date_is_refused_rather_than_guessed(value: Any) -> None:
    """04/05/2026 is a different day in different countries."""
    with pytest.raises(Misfit, match="2026-09-30"):
        date_in(a_cell(value))
