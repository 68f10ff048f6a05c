"""The engine and a scorer written in fractions, sharing no code, say the same of every threat."""

from collections.abc import Callable

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from morile_api.language.matrix import Matrix
from tests.builders import assessed
from tests.property.strategies import FAR_APART, OPERATORS, Asked, Size, grids, matrices, questions
from tests.reference.agreement import differences
from tests.reference.scorer import Reference

Question = tuple[Matrix, list[Asked]]

SOME = st.builds(Size, st.integers(1, 6), st.integers(2, 4), st.integers(1, 4))
FEW = st.builds(Size, st.integers(1, 4), st.integers(2, 3), st.integers(1, 3))


def _agree(question: Question, explain: bool = True) -> None:
    matrix, threats = question
    reference = Reference(matrix)

    results = assessed(matrix, *[each.threat for each in threats], explain=explain)

    for asked, result in zip(threats, results, strict=True):
        assert differences(reference, asked.said, result, asked.confidence) == []


@settings(max_examples=150)
@given(questions(matrices()))
def test_scores_bands_ranges_gaps_and_vectors_are_those_of_the_reference(
    question: Question,
) -> None:
    """Two ways of computing, one answer: a mistake would have to be made twice."""
    _agree(question, explain=False)


@settings(max_examples=100)
@given(questions(matrices(sizes=SOME)))
def test_explained_answers_are_those_of_the_reference(question: Question) -> None:
    """The printed share of every criterion, as brute force over all orders gives it."""
    _agree(question)


@pytest.mark.parametrize("operator", OPERATORS)
def test_every_operator_by_itself_agrees(operator: str) -> None:
    """A mistake of one operator is not hidden by the others."""
    sizes = st.builds(Size, st.integers(1, 5), st.integers(2, 5), st.integers(1, 3))
    _many(lambda: matrices([operator], sizes), 20)


@pytest.mark.parametrize("axes", [2, 3, 4, 5, 6])
def test_decision_tables_of_two_to_six_axes_agree(axes: int) -> None:
    """Axes of criteria, of bands and of the levels of another grid."""
    _many(lambda: grids(axes), 15)


@settings(max_examples=60)
@given(questions(matrices(sizes=FEW, units=FAR_APART), most=3))
def test_figures_of_very_different_sizes_agree(question: Question) -> None:
    """Millionths beside millions, up to what 64 bits hold: whatever loads is scored exactly."""
    _agree(question)


@pytest.mark.slow
def test_thousands_more_matrices_agree() -> None:
    """The same laws with many more and longer requests, each with wider gaps."""
    _many(lambda: matrices(), 600, most=12, completions=400)
    _many(lambda: grids(6), 60, most=12, completions=400)


def _many(
    strategy: Callable[[], st.SearchStrategy[Matrix]],
    count: int,
    most: int = 6,
    completions: int = 32,
) -> None:
    @settings(max_examples=count)
    @given(questions(strategy(), most, completions))
    def law(question: Question) -> None:
        _agree(question)

    law()


@settings(max_examples=40)
@given(questions(matrices(), most=1))
def test_a_threat_alone_agrees_too(question: Question) -> None:
    """One threat is scored without arrays: a second way of computing, held to the same answers."""
    _agree(question)
