"""A replay moves nobody without a cause."""

from random import Random

from hypothesis import given, settings
from hypothesis import strategies as st
from msgspec.structs import replace

from morile_api.language.difference import difference
from morile_api.language.matrix import Matrix
from tests.builders import refusal_of
from tests.property.strategies import SEEDS, Asked, matrices, questions
from tests.replays import a_replay, an_archive

Question = tuple[Matrix, list[Asked]]


def redrawn(matrix: Matrix, seed: int) -> Matrix:
    """The next version, with some points moved up, some weights and cuts moved, and stand-ins."""
    dice = Random(seed)  # noqa: S311
    scales = []
    for scale in matrix.scales:
        levels, up = [], 0
        for level in scale.levels:
            up += dice.choice([0, 0, 1])
            levels.append(replace(level, points=level.points + up))
        stand_in = dice.choice([scale.unknown_counts_as, scale.levels[-1].key])
        scales.append(replace(scale, levels=levels, unknown_counts_as=stand_in))
    nodes = []
    for node in matrix.nodes:
        weights = node.weights and [each * dice.choice([1, 1, 2]) for each in node.weights]
        nodes.append(replace(node, weights=weights))
    result = replace(matrix.result, monotone=False)
    return replace(matrix, scales=scales, nodes=nodes, result=result, version="1.1.0")


@settings(max_examples=60, deadline=None)
@given(questions(matrices(), most=4))
def test_the_same_version_moves_nobody(question: Question) -> None:
    """Whatever the matrix and the answers."""
    matrix, asked = question
    matrix = replace(matrix, matrix="drawn")

    answer = an_archive(matrix).answer(
        a_replay(*[each.threat for each in asked], matrix=matrix.id, to=matrix.id)
    )

    assert answer["summary"]["moved"] == answer["summary"]["crossed"] == 0
    assert all(each["before"] == each["after"] for each in answer["results"])
    assert all(each["rank_before"] == each["rank_after"] for each in answer["results"])


@settings(max_examples=100, deadline=None)
@given(questions(matrices(), most=4), SEEDS)
def test_shares_of_the_causes_add_up_to_the_difference(question: Question, seed: int) -> None:
    """And whoever did not move has none."""
    matrix, asked = question
    matrix = replace(matrix, matrix="drawn", result=replace(matrix.result, monotone=False))
    later = redrawn(matrix, seed)
    if refusal_of(later):
        return
    unit = 10**matrix.decimals

    answer = an_archive(matrix, later).answer(
        a_replay(*[each.threat for each in asked], matrix=matrix.id, to=later.id)
    )

    for each in answer["results"]:
        if not each["moved"]:
            assert "causes" not in each
        elif each["difference"] is not None and len(answer["effects"]) <= 8:
            steps = [round((cause["share"] or 0) * unit) for cause in each["causes"]]
            assert sum(steps) == round(each["difference"] * unit)


@settings(max_examples=100, deadline=None)
@given(questions(matrices(), most=4), SEEDS)
def test_where_one_change_was_made_it_is_the_only_cause(question: Question, seed: int) -> None:
    """Then what it does alone is all that happened."""
    matrix, asked = question
    matrix = replace(matrix, matrix="drawn", result=replace(matrix.result, monotone=False))
    scales = list(matrix.scales)
    place = seed % len(scales)
    scales[place] = redrawn(matrix, seed).scales[place]
    scales[place] = replace(scales[place], unknown_counts_as=matrix.scales[place].unknown_counts_as)
    later = replace(matrix, scales=scales, version="1.1.0")
    if refusal_of(later) or not difference(matrix, later).changes:
        return

    answer = an_archive(matrix, later).answer(
        a_replay(*[each.threat for each in asked], matrix=matrix.id, to=later.id)
    )

    for each in answer["results"]:
        for cause in each.get("causes", []):
            assert cause["change"] == f"points of {scales[place].key}"
            assert cause["alone"] == {name: each["after"][name] for name in ("score", "band")}
            assert cause["crosses_alone"] == cause["needed"] == bool(each["crossed"])


@settings(max_examples=60, deadline=None)
@given(questions(matrices(), most=3), st.randoms(use_true_random=False))
def test_wording_moves_nobody(question: Question, dice: Random) -> None:
    """A patch is a patch."""
    matrix, asked = question
    matrix = replace(matrix, matrix="drawn")
    criteria = [replace(each, asks=f"{each.asks} {dice.random()}") for each in matrix.criteria]
    later = replace(matrix, title="Reworded", criteria=criteria, version="1.0.1")

    answer = an_archive(matrix, later).answer(
        a_replay(*[each.threat for each in asked], matrix=matrix.id, to=later.id)
    )

    assert difference(matrix, later).right
    assert answer["summary"]["moved"] == 0
    assert answer["effects"] == []
