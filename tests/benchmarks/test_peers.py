"""The race means something only if all who take part do the same."""

import msgspec
import pytest

from benchmarks.peers import plain_loop, zen_rules
from benchmarks.peers.in_columns import decision_table
from benchmarks.peers.model import (
    CUTS,
    HARM,
    KEYS,
    LIKELIHOOD,
    POINTS,
    answers,
    engine,
    scorer,
    submission,
)
from morile import Assessed

ROWS = 300


def test_the_model_is_the_same_in_python_and_in_its_definition() -> None:
    """Points, questions, cuts; the peers are made from the one, morile from the other."""
    definition = scorer().matrix.definition
    nodes = {node.key: node for node in definition.nodes}

    assert {level.key: level.points for level in definition.scales[0].levels} == POINTS
    assert tuple(criterion.key for criterion in definition.criteria) == KEYS
    assert (tuple(nodes["harm"].of), tuple(nodes["likelihood"].of)) == (HARM, LIKELIHOOD)
    cuts = {
        key: tuple(int(band.from_) for band in (node.bands or [])[1:])
        for key, node in nodes.items()
    }
    assert cuts == CUTS


def test_one_row_by_hand() -> None:
    """Harm 7 + 3 + 1 + 0 + 0 = 11, likelihood 7 + 7 + 1 + 0 = 15, risk 165."""
    said = ["severe", "moderate", "minor", "none", "none", "severe", "severe", "minor", "none"]
    row = dict(zip(KEYS, said, strict=True))

    assert plain_loop.scored(row) == {
        "harm": 11,
        "likelihood": 15,
        "risk": 165,
        "harm_band": "moderate",
        "likelihood_band": "high",
        "risk_band": "moderate",
    }
    assert engine().assess(submission(0, row)).score == 165


@pytest.mark.parametrize("way", ["loop", "batch", "one at a time"])
def test_the_rule_engine_gives_what_the_loop_gives(way: str) -> None:
    rows = answers(ROWS)
    whole = msgspec.json.encode({"rows": rows})

    if way == "one at a time":
        one = zen_rules.one_at_a_time()
        found = [one(msgspec.json.encode(row)) for row in rows]
    else:
        ask = zen_rules.in_a_loop() if way == "loop" else zen_rules.in_a_batch()
        found = ask(whole)

    assert found == plain_loop.scored_rows(rows)


def test_the_engine_gives_what_the_loop_gives() -> None:
    rows = answers(ROWS)
    threats = [submission(number, row) for number, row in enumerate(rows)]

    found = list(engine().assess_many(threats))

    for each, plain in zip(found, plain_loop.scored_rows(rows), strict=True):
        assert isinstance(each, Assessed)
        nodes = {key: (node.score, node.band) for key, node in each.nodes.items()}
        assert nodes == {key: (plain[key], plain[f"{key}_band"]) for key in CUTS}


def test_the_decision_table_has_every_combination_once() -> None:
    """Four levels, nine questions: 4 ** 9."""
    table = decision_table()

    assert len(table) == 262_144
    assert not table.duplicated(list(KEYS)).any()
