"""Neither the company a threat is in nor the order of anything changes what it gets."""

import json
from random import Random
from typing import Any

from hypothesis import given, settings
from hypothesis import strategies as st
from msgspec.structs import replace

from morile_api.language.matrix import Matrix
from tests.builders import Assessment, a_desk, a_request, assessed
from tests.property.strategies import SEEDS, Asked, matrices, questions, with_levels

Question = tuple[Matrix, list[Asked]]


def _without_place(result: Assessment) -> Assessment:
    return {name: value for name, value in result.items() if name != "index"}


@settings(max_examples=50)
@given(questions(matrices(), most=5), st.booleans())
def test_one_threat_equals_its_row_of_any_batch(question: Question, explain: bool) -> None:
    """A score must not depend on who else was in the spreadsheet."""
    matrix, threats = question
    desk = a_desk(matrix)

    batch = desk.results(a_request(*[each.threat for each in threats], explain=explain))

    for row, each in zip(batch, threats, strict=True):
        (alone,) = desk.results(a_request(each.threat, explain=explain))
        assert _without_place(row) == _without_place(alone)


@settings(max_examples=25)
@given(questions(matrices(), most=5), SEEDS)
def test_the_order_of_rows_changes_nothing(question: Question, seed: int) -> None:
    """Sorting a spreadsheet first does not move a threat."""
    matrix, threats = question
    shuffled = Random(seed).sample(range(len(threats)), len(threats))  # noqa: S311
    desk = a_desk(matrix)

    rows = desk.results(a_request(*[each.threat for each in threats], explain=True))
    moved = desk.results(a_request(*[threats[at].threat for at in shuffled], explain=True))

    assert [_without_place(rows[at]) for at in shuffled] == [_without_place(row) for row in moved]


@settings(max_examples=25)
@given(questions(matrices(), most=3), SEEDS)
def test_the_order_of_json_members_and_of_named_levels_changes_nothing(
    question: Question, seed: int
) -> None:
    """JSON objects have no order, and "minor or severe" says what "severe or minor" says."""
    matrix, threats = question
    dice = Random(seed)  # noqa: S311
    desk = a_desk(matrix)

    straight = desk.bytes_of(a_request(*[each.threat for each in threats], explain=True))
    request = a_request(*[_shuffled(each.threat, dice) for each in threats], explain=True)
    mixed = desk.bytes_of(_shuffled(request, dice, lists=False))

    assert straight == mixed


def _shuffled(value: Any, dice: Random, lists: bool = True) -> Any:
    """The same JSON with members, and levels where lists hold them, in another order."""
    if isinstance(value, dict):
        keys = dice.sample(list(value), len(value))
        return {key: _shuffled(value[key], dice, lists) for key in keys}
    return dice.sample(value, len(value)) if isinstance(value, list) and lists else value


@settings(max_examples=25)
@given(questions(matrices(), most=3), SEEDS)
def test_the_order_of_the_questions_changes_nothing_but_the_vector(
    question: Question, seed: int
) -> None:
    """Whoever writes the questionnaire does not decide what is important."""
    matrix, threats = question
    criteria = Random(seed).sample(matrix.criteria, len(matrix.criteria))  # noqa: S311
    other = replace(matrix, criteria=criteria)
    asked = [each.threat for each in threats]

    for one, two in zip(
        assessed(matrix, *asked, explain=True), assessed(other, *asked, explain=True), strict=True
    ):
        assert _unordered(one) == _unordered(two)


def _unordered(result: Assessment) -> Assessment:
    """Without what repeats the order of the questions."""
    kept = {name: each for name, each in result.items() if name not in ("vector", "digest")}
    lines = [json.dumps(line) for line in result.get("contributions", [])]
    return {**kept, "gaps": sorted(result["gaps"]), "contributions": sorted(lines)}


@settings(max_examples=25)
@given(questions(matrices(), most=3), SEEDS)
def test_the_order_in_which_nodes_are_written_changes_nothing(
    question: Question, seed: int
) -> None:
    """A definition is a graph; an author may begin it at any end."""
    matrix, threats = question
    nodes = Random(seed).sample(matrix.nodes, len(matrix.nodes))  # noqa: S311
    asked = [each.threat for each in threats]

    written = assessed(matrix, *asked, explain=True)
    other = assessed(replace(matrix, nodes=nodes), *asked, explain=True)

    assert written == other


@settings(max_examples=2)
@given(questions(matrices(), most=2))
def test_every_row_of_a_long_batch_is_scored_alike(question: Question) -> None:
    """Long requests are worked in blocks; a threat at either side of a border gets the same."""
    matrix, threats = question
    desk = a_desk(matrix, limit=20_000)
    count = 8193 // len(threats) + 1
    few = [_without_place(row) for row in desk.results(a_request(*[t.threat for t in threats]))]

    long = desk.results(a_request(*[each.threat for each in threats] * count))

    assert [_without_place(row) for row in long[8190:8196]] == [
        few[at % len(few)] for at in range(8190, min(8196, len(long)))
    ]


def test_a_refused_row_changes_nothing_for_the_others() -> None:
    """One typing mistake in a spreadsheet of two hundred must not cost the other rows anything."""
    matrix_desk = a_desk()
    good = [{"physical_harm": level, "community_harm": "severe"} for level in ("none", "severe")]
    threat: dict[str, Any] = {
        "ref": "r",
        "organisation": "E23000029",
        "threat_type": "county-lines",
    }
    sound = [with_levels(threat, levels) for levels in good]

    clean = matrix_desk.results(a_request(*sound))
    twice = {"physical_harm": ["none", "none"], "community_harm": "none"}
    mixed = matrix_desk.results(a_request({}, sound[0], with_levels(threat, twice), sound[1]))

    assert [row["status"] for row in mixed] == ["refused", "assessed", "refused", "assessed"]
    assert [_without_place(mixed[1]), _without_place(mixed[3])] == [
        _without_place(row) for row in clean
    ]
