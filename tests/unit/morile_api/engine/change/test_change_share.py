"""What each agreed change adds to the score; every share worked by hand."""

from morile_api.engine.change.change_share import change_shares, counted
from morile_api.engine.compiled import CompiledMatrix
from morile_api.engine.compiling.compile import compile_matrix
from morile_api.language.answer import Answer, as_answer
from morile_api.language.matrix import Matrix
from tests.builders import DIGEST, a_criterion, a_matrix, a_node, a_scale
from tests.moderations import combined

STEPS = {"one": 1, "two": 2, "three": 3, "five": 5}


def compiled(matrix: Matrix) -> CompiledMatrix:
    return compile_matrix(matrix, DIGEST)


def answers(**said: str) -> dict[str, Answer]:
    return {key: as_answer(level, list(STEPS)) for key, level in said.items()}


def test_changes_of_a_sum_keep_what_each_brings() -> None:
    """1 + 2 becomes 5 + 3: the first brings 4, the second 1."""
    matrix = compiled(combined("sum", STEPS))

    shares = change_shares(matrix, answers(a="one", b="two"), answers(a="five", b="three"))

    assert shares == ({"a": 4, "b": 1}, 1)


def test_changes_of_a_product_share_what_they_do_together() -> None:
    """2 x 3 becomes 5 x 5: over 2, a has 9 + 15 and b has 4 + 10 (see the Shapley test)."""
    matrix = compiled(combined("product", STEPS))

    shares = change_shares(matrix, answers(a="two", b="three"), answers(a="five", b="five"))

    assert shares == ({"a": 24, "b": 14}, 2)


def test_changes_of_the_largest_share_where_they_overtake_each_other() -> None:
    """1, 1 becomes 5, 3: a brings 4 first or 2 last, b brings 2 first or 0 last."""
    matrix = compiled(combined("max", STEPS))

    shares = change_shares(matrix, answers(a="one", b="one"), answers(a="five", b="three"))

    assert shares == ({"a": 6, "b": 2}, 2)


def test_groups_are_brought_over_one_denominator() -> None:
    """a x b, 2 x 3 to 5 x 5, plus c from 1 to 2: over 2 that is 24, 14 and 2."""
    criteria = [a_criterion(name, name.upper(), "steps") for name in "abc"]
    nodes = [a_node("both", "product", ["a", "b"]), a_node("total", "sum", ["both", "c"])]
    matrix = compiled(a_matrix(criteria, nodes, [a_scale("steps", STEPS)]))

    before, after = answers(a="two", b="three", c="one"), answers(a="five", b="five", c="two")

    assert change_shares(matrix, before, after) == ({"a": 24, "b": 14, "c": 2}, 2)


def test_an_unknown_answer_counts_as_its_stand_in() -> None:
    """Of `none`, `moderate` and `severe` it is the second; a single level is itself."""
    scale = a_scale(unknown_counts_as="moderate")
    matrix = compiled(a_matrix(scales=[scale]))
    keys = [level.key for level in scale.levels]
    said = {"physical_harm": as_answer("unknown", keys), "community_harm": as_answer("none", keys)}

    assert counted(matrix, said) == [1, 0]


def test_where_no_level_counts_any_may_stand() -> None:
    """There is no headline then, and nobody asks."""
    matrix = compiled(a_matrix())
    everything = as_answer("unknown", ["none", "moderate", "severe"])

    assert counted(matrix, {"physical_harm": everything, "community_harm": everything}) == [0, 0]
