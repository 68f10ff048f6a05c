"""How exact scores and ranges are printed."""

import json

from morile_api.engine.compiling.compile import compile_matrix
from morile_api.engine.spelling import band_number, spelling_of
from tests.builders import DIGEST, ENCODER, a_criterion, a_matrix, a_node, a_scale, assess_one


def test_a_band_is_found_by_the_exact_score() -> None:
    """Over a denominator of 8: 4 is 32, and 31 is still below it."""
    compiled = compile_matrix(a_matrix(), DIGEST)

    assert compiled.nodes[0].denominator == 8
    assert [band_number(compiled.nodes[0], score) for score in (0, 31, 32, 80)] == [0, 0, 1, 1]


def test_the_nodes_of_a_threat_are_written_and_read_as_a_mapping() -> None:
    """Whatever holds them in the engine."""
    compiled = compile_matrix(a_matrix(), DIGEST)
    spelling = spelling_of(compiled)

    nodes = spelling.shape(spelling.nodes[0][32])

    assert json.loads(ENCODER.encode(nodes)) == {"harm": {"band": "high", "score": 4}}
    assert nodes["harm"].score == 4


def test_every_decimal_that_is_asked_for_is_printed_and_no_more() -> None:
    """One third to nought, one, two, three and four decimals."""
    for decimals, score in enumerate((0, 0.3, 0.33, 0.333, 0.3333)):
        matrix = a_matrix(
            criteria=[a_criterion(name, scale="s") for name in ("aa", "bb", "cc")],
            scales=[a_scale("s", {"no": 0, "yes": 1})],
            nodes=[a_node("n", "mean", ["aa", "bb", "cc"])],
            decimals=decimals,
        )
        assert assess_one(matrix, aa="yes", bb="no", cc="no")["score"] == score
