"""Whether a definition means something; every refusal is tried in tests/robustness."""

from morile_api.engine.compiling.check import axis_of, in_order, meaning_faults
from tests.builders import a_criterion, a_matrix, a_node, a_scale, codes


def test_a_sound_definition_has_no_faults() -> None:
    """The one that all others change."""
    assert meaning_faults(a_matrix()) == []


def test_nodes_are_put_in_an_order_in_which_inputs_come_first() -> None:
    """An author may write them in any order."""
    matrix = a_matrix(
        [a_criterion("x")],
        [
            a_node("last", "sum", ["mid", "x"]),
            a_node("mid", "sum", ["first"]),
            a_node("first", "sum", ["x"]),
        ],
        score="last",
    )

    assert [node.key for node in in_order(matrix)] == ["first", "mid", "last"]


def test_the_steps_of_an_axis_are_levels_or_bands() -> None:
    """A grid has the levels it gives, unless it has bands of its own."""
    matrix = a_matrix(
        criteria=[a_criterion("x")],
        nodes=[
            a_node("bare", "sum", ["x"]),
            a_node("banded", "sum", ["x"], bands={"low": 0, "high": 1}),
            a_node("table", "grid", ["x"], gives="p", cells=["p1", "p1", "p2"]),
            a_node("both", "grid", ["x"], gives="p", cells=["p1"] * 3, bands={"all": 0}),
        ],
        scales=[a_scale(), a_scale("p", {"p1": 1, "p2": 2})],
    )

    assert axis_of(matrix, "x") == ["none", "moderate", "severe"]
    assert axis_of(matrix, "bare") is None
    assert axis_of(matrix, "banded") == ["low", "high"]
    assert axis_of(matrix, "table") == ["p1", "p2"]
    assert axis_of(matrix, "both") == ["all"]


def test_what_waits_for_a_cycle_is_told_with_it() -> None:
    """Both cannot be computed."""
    matrix = a_matrix(
        [a_criterion("x")],
        [a_node("a", "sum", ["b"]), a_node("b", "sum", ["a", "x"]), a_node("c", "sum", ["a"])],
    )

    (fault,) = meaning_faults(matrix)

    assert codes([fault]) == [("/nodes", "cycle")]
    assert fault.detail.endswith("a, b, c")
