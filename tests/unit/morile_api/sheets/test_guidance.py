"""Guidance: every level of every criterion, on a sheet and on hover."""

from openpyxl import Workbook

from morile_api.sheets.guidance import GUIDANCE, add_guidance, hover, unknown_means
from tests.builders import a_criterion, a_matrix
from tests.workbooks import offline, texts


def test_every_level_stands_with_its_points_and_what_it_means() -> None:
    definition = offline().matrix("thematic@1.0.0").definition
    book = Workbook()

    add_guidance(book, definition, "OFFICIAL", "thematic@1.0.0")

    rows = texts(book[GUIDANCE])
    for criterion in definition.criteria:
        for level in definition.scale_of(criterion).levels:
            assert [criterion.title, level.key, level.points, level.means] in rows
        asked = [row for row in rows if row[1] == criterion.key]
        assert criterion.asks in asked[0][3]


def test_a_heading_tells_every_level_on_hover() -> None:
    definition = offline().matrix("thematic@1.0.0").definition
    criterion = definition.criteria[0]

    text = hover(definition, criterion).text

    assert criterion.asks in text
    for level in definition.scale_of(criterion).levels:
        assert f"{level.key}: {level.means}" in text
    assert "unknown: An intelligence gap, never counted as nothing; counts as moderate" in text


def test_what_an_unknown_does_is_as_the_matrix_says() -> None:
    """The criterion's own stand-in goes before that of its scale."""
    plain, stood_in = a_criterion("physical_harm"), a_criterion("harm", unknown_counts_as="severe")

    assert unknown_means(a_matrix(), plain).endswith("leaves no single score.")
    assert unknown_means(a_matrix(), stood_in).endswith("counts as severe in the score.")
