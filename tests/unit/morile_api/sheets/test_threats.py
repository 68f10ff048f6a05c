"""The sheet of threats: a column for everything asked, and a list where there are choices."""

import pytest
from openpyxl import Workbook
from openpyxl.utils import get_column_letter
from openpyxl.worksheet.datavalidation import DataValidation

from morile_api.sheets.threats import LISTS, PREPARED, THREATS, TITLES, add_threats, headed, key_of
from tests.workbooks import blank, columns_of, offline, opened

THEMATIC = "thematic@1.0.0"


def lists_of(book: Workbook) -> dict[str, list[str]]:
    """The choices of every column that has a list, by key, through its rule as a program would."""
    found = {}
    for rule in book[THREATS].data_validations.dataValidation:
        if rule.type == "list":
            title, _, place = str(rule.formula1).partition("!")
            cells = [cell.value for [cell] in book[title][place.replace("$", "")]]
            column = next(iter(rule.sqref.ranges)).min_col
            found[{n: key for key, n in columns_of(book[THREATS]).items()}[column]] = cells
    return found


def rule_of(book: Workbook, key: str) -> DataValidation:
    column = columns_of(book[THREATS])[key]
    rule: DataValidation
    [rule] = [
        each
        for each in book[THREATS].data_validations.dataValidation
        if next(iter(each.sqref.ranges)).min_col == column
    ]
    return rule


def test_there_is_a_column_for_everything_that_a_submission_says() -> None:
    definition = offline().matrix(THEMATIC).definition

    columns = columns_of(opened(blank(THEMATIC))[THREATS])

    assert list(columns) == [*TITLES, *(criterion.key for criterion in definition.criteria)]


def test_every_criterion_has_its_levels_and_unknown_to_choose_from() -> None:
    definition = offline().matrix(THEMATIC).definition
    lists = lists_of(opened(blank(THEMATIC)))

    for criterion in definition.criteria:
        levels = [level.key for level in definition.scale_of(criterion).levels]
        assert lists[criterion.key] == [*levels, "unknown"]


def test_organisations_and_threat_types_are_chosen_by_their_titles() -> None:
    lists = lists_of(opened(blank(THEMATIC)))

    assert "Thames Valley Police" in lists["organisation"]
    assert "County lines" in lists["threat_type"]
    assert lists["marking"] == ["OFFICIAL", "OFFICIAL-SENSITIVE"]


def test_a_list_warns_and_does_not_stop_so_that_several_levels_can_be_written() -> None:
    """`minor|severe` and `severe~low` are answers, and no list can hold them all."""
    book = opened(blank(THEMATIC))

    for key in ("physical_harm", "organisation", "information_date"):
        assert rule_of(book, key).errorStyle == "warning"
    assert "severe~low" in (rule_of(book, "physical_harm").error or "")


def test_messages_are_as_short_as_the_file_format_wants_them() -> None:
    """A program refuses to open a workbook with a longer one."""
    rules = opened(blank(THEMATIC))[THREATS].data_validations.dataValidation

    assert len(rules) == 20
    for rule in rules:
        assert len(rule.prompt or "") <= 255
        assert len(rule.promptTitle or "") <= 32
        assert len(rule.error or "") <= 225


def test_the_heading_stays_in_sight_and_on_every_page_and_can_be_sorted_by() -> None:
    sheet = opened(blank(THEMATIC))[THREATS]

    assert sheet.freeze_panes == "B2"
    assert sheet.print_title_rows == "$1:$1"
    assert sheet.auto_filter.ref == f"A1:T{PREPARED + 1}"


def test_an_entry_in_an_empty_cell_stays_text() -> None:
    """Else 1/2 becomes a date, and = a formula; the date of information is a date."""
    sheet = opened(blank(THEMATIC))[THREATS]
    columns = columns_of(sheet)
    letters = {key: get_column_letter(column) for key, column in columns.items()}

    formats = {key: sheet.column_dimensions[it].number_format for key, it in letters.items()}

    assert formats.pop("information_date") == "yyyy-mm-dd"
    assert set(formats.values()) == {"@"}


def test_the_lists_are_out_of_sight() -> None:
    assert opened(blank())[LISTS].sheet_state == "hidden"


def test_a_heading_says_what_people_read_and_under_it_the_key() -> None:
    assert str(headed("physical_harm", "Physical harm")) == "Physical harm\nphysical_harm"


def test_a_note_never_runs_into_an_answer() -> None:
    """Its right neighbour is filled in on every row that is right; an empty answer stays empty."""
    columns = list(columns_of(opened(blank(THEMATIC))[THREATS]))

    assert columns[columns.index("note") + 1] == "organisation"


@pytest.mark.parametrize("matrix", ["capabilities@1.0.0", "sleipnir@1.0.0"])
def test_the_longest_heading_has_room(matrix: str) -> None:
    """15 points a line of the title, wrapped at the width of a column, and 11 one of the key."""
    sheet = opened(blank(matrix))[THREATS]

    lines = [len(str(cell.value).split("\n")[0]) // 13 + 1 for cell in sheet[1]]

    assert (sheet.row_dimensions[1].height or 0) >= 15 * max(lines) + 11


def test_the_key_is_read_from_the_last_line_that_is_not_blank() -> None:
    """So a plain key is a heading too, as in a CSV table."""
    assert key_of("Physical harm\nphysical_harm\n \n") == "physical_harm"
    assert key_of(" ref ") == "ref"
    assert key_of("\n") == ""


def test_titles_of_vocabularies_never_become_formulas() -> None:
    """A vocabulary can be an agency's own."""
    book = Workbook()
    words = {"organisation": ["=1+1", "@A1"], "threat_type": ["-1"], "marking": ["OFFICIAL"]}

    add_threats(book, offline().matrix(THEMATIC).definition, words, "OFFICIAL", "x")

    cells = [cell for row in book[LISTS].iter_rows() for cell in row if cell.value]
    assert {cell.data_type for cell in cells} == {"s"}
