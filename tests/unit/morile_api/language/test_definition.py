"""Reading a definition from the bytes of its file."""

from decimal import Decimal
from fractions import Fraction

import pytest

from morile_api.language.definition import read_definition, read_toml
from morile_api.language.faults import BadMatrix
from tests.builders import a_definition, codes


def test_a_definition_is_read_as_it_is_written() -> None:
    """Its figures are exact decimals: 0.1 is a tenth."""
    matrix = read_definition(a_definition(("0.25", "0.1")))

    assert matrix.id == "example@1.0.0"
    assert matrix.nodes[0].weights == [Decimal(1), Decimal("0.1")]
    assert Fraction(matrix.nodes[0].weights[1]) == Fraction(1, 10)


def test_a_figure_in_any_spelling_of_toml_is_the_same_figure() -> None:
    """Underscores, exponents and plus signs are the author's business."""
    for spelling in ("2.5", "+2.5", "2.50", "25e-1", "0.25e1"):
        matrix = read_definition(a_definition(("points = 2.5", f"points = {spelling}")))
        assert matrix.scales[0].levels[1].points == Decimal("2.5")


def test_tables_are_read_with_line_and_column_of_a_mistake() -> None:
    """The third line lacks its end; TOML says where it noticed."""
    with pytest.raises(BadMatrix) as caught:
        read_toml(b'a = 1\nb = 2\nc = "open\n', "some.toml")

    assert codes(caught.value.faults) == [("", "not-toml")]
    assert "line 3, column 10" in caught.value.faults[0].detail
    assert caught.value.where == "some.toml"


def test_an_author_gets_faults_of_shape_and_of_figures_together() -> None:
    """Both are found before anything is scored."""
    with pytest.raises(BadMatrix) as caught:
        read_definition(a_definition(("points = 8", "points = inf"), ('code = "PH"', "code = 1")))

    assert sorted(codes(caught.value.faults)) == [
        ("/criteria/0/code", "wrong-type"),
        ("/scales/0/levels/2/points", "bad-figure"),
    ]
