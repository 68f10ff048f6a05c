"""An explanation accounts for the whole score, and for nothing else."""

from fractions import Fraction
from random import Random

from hypothesis import given, settings
from hypothesis import strategies as st

from morile_api.engine.compiling.compile import compile_matrix
from morile_api.engine.explain import contributions, explainer_of
from morile_api.engine.score import ONE, score
from morile_api.language.matrix import Matrix
from tests.builders import DIGEST, a_desk, a_request, a_threat, assessed
from tests.property.strategies import SEEDS, Asked, Size, matrices, questions, random_levels
from tests.reference.scorer import Reference, rounded

Question = tuple[Matrix, list[Asked]]


@settings(max_examples=80)
@given(questions(matrices(), most=4))
def test_printed_shares_add_up_to_the_printed_score_less_the_printed_baseline(
    question: Question,
) -> None:
    """A reader with a pencil gets the score, to the last decimal."""
    matrix, threats = question
    lowest = a_threat(dict(Reference(matrix).lowest()))
    unit = 10**matrix.decimals
    baseline, *results = assessed(matrix, lowest, *[each.threat for each in threats], explain=True)

    for result in results:
        if result["score"] is None:
            assert "contributions" not in result
        else:
            steps = [round(each["adds"] * unit) for each in result["contributions"]]
            assert sum(steps) == round(result["score"] * unit) - round(baseline["score"] * unit)


@settings(max_examples=100)
@given(matrices(), SEEDS)
def test_exact_shares_are_the_owen_values_of_the_reference(matrix: Matrix, seed: int) -> None:
    """Before any rounding, for every operator: against brute force over all orders of arrival."""
    reference = Reference(matrix)
    levels = random_levels(Random(seed), matrix)  # noqa: S311
    compiled = compile_matrix(matrix, DIGEST)
    explainer = explainer_of(compiled)
    codes = [scale.index(levels[key]) for key, scale in reference.scales.items()]

    shares, over = contributions(compiled, explainer, codes, score(compiled, codes, ONE), ONE)

    whole = over * compiled.nodes[compiled.score].denominator
    found = {
        reference.keys[criterion]: Fraction(share, whole)
        for criterion, share in zip(explainer.involved, shares, strict=True)
    }
    exact = reference.exact_shares(levels)
    assert found == {key: exact[key] for key in found}
    assert all(exact[key] == 0 for key in exact if key not in found)


@settings(max_examples=60)
@given(matrices(), SEEDS)
def test_the_references_own_shares_add_up(matrix: Matrix, seed: int) -> None:
    """What checks the engine is checked too: shares sum to the score less the baseline."""
    reference = Reference(matrix)
    levels = random_levels(Random(seed), matrix)  # noqa: S311
    head = matrix.result.score

    shares = reference.exact_shares(levels)

    base = reference.values(reference.lowest())[head].score
    assert sum(shares.values()) == reference.values(levels)[head].score - base


@settings(max_examples=60)
@given(questions(matrices(), most=4))
def test_a_criterion_at_its_lowest_level_adds_nothing(question: Question) -> None:
    """What stands at the baseline explains no difference from it, whatever rounding leaves over."""
    matrix, threats = question
    reference = Reference(matrix)
    results = a_desk(matrix).results(a_request(*[each.threat for each in threats], explain=True))

    for asked, result in zip(threats, results, strict=True):
        head = reference.headline(asked.said)
        for line in result.get("contributions", []):
            if head[line["criterion"]] == reference.scales[line["criterion"]][0]:
                assert line["adds"] == 0


@settings(max_examples=40)
@given(questions(matrices(sizes=st.just(Size(6, 4, 4))), most=4))
def test_a_printed_share_is_less_than_one_unit_from_the_exact_one(question: Question) -> None:
    """Rounding moves nothing that a reader could see elsewhere.

    One unit of the last decimal, where a score of one sign and a baseline of the other are rounded
    apart; two criteria then share what would otherwise be more than one unit for one of them.
    """
    matrix, threats = question
    reference = Reference(matrix)
    unit = 10**matrix.decimals
    for asked, result in zip(
        threats, assessed(matrix, *[each.threat for each in threats], explain=True), strict=True
    ):
        for share, line in zip(
            reference.shares(asked.said) or [], result.get("contributions", []), strict=True
        ):
            printed = Fraction(rounded(Fraction(str(line["adds"])), matrix.decimals), unit)
            assert abs(printed - share.exact) * unit <= 1
