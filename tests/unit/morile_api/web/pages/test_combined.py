"""How a matrix combines its answers, in words."""

from morile_api.engine.compiling.compile import compile_matrix
from morile_api.language.matrix import Matrix
from morile_api.web.pages.combined import Combined, combined
from morile_api.web.pages.wording import wording_of
from tests.builders import DIGEST, a_criterion, a_matrix, a_node, a_scale


def told(matrix: Matrix) -> list[Combined]:
    compiled = compile_matrix(matrix, DIGEST)
    return combined(compiled, wording_of(compiled))


def test_weights_bands_and_the_headline_are_said() -> None:
    [harm] = told(a_matrix(band="harm"))

    assert harm.how == "The sum of 1 × Physical harm and 0.25 × Community harm."
    assert harm.role == "This is the score, and its band."
    assert [(str(cut.starts), cut.band.title) for cut in harm.cuts] == [("0", "Low"), ("4", "High")]


def test_a_grid_is_a_table_with_its_last_axis_across() -> None:
    scale = a_scale(points={"none": 0, "severe": 8})
    grid = a_node(
        "priority",
        "grid",
        ["one", "two", "three"],
        gives="impact",
        cells=[[["none", "none"], ["none", "severe"]], [["none", "severe"], ["severe", "severe"]]],
    )
    criteria = [a_criterion("one"), a_criterion("two"), a_criterion("three", code="TR")]

    [node] = told(a_matrix(criteria, [grid], [scale]))

    assert node.how == "Looked up in a table by One, Two and Three."
    assert node.table is not None
    assert node.table.across == ["None", "Severe"]
    assert [(line.of, line.gives) for line in node.table.lines] == [
        (["None", "None"], ["None", "None"]),
        (["None", "Severe"], ["None", "Severe"]),
        (["Severe", "None"], ["None", "Severe"]),
        (["Severe", "Severe"], ["Severe", "Severe"]),
    ]


def test_one_input_is_not_called_a_sum() -> None:
    [node] = told(a_matrix([a_criterion("one")], [a_node("harm", "sum", ["one"])]))

    assert node.how == "One, and nothing else."
