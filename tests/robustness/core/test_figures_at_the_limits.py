"""Figures of any size are scored exactly or refused by name; none makes the engine fall over."""

from fractions import Fraction

import pytest

from morile_api.catalogue import read_matrix
from morile_api.engine.compiling.compile import compile_matrix
from morile_api.language.faults import BadMatrix, Fault
from tests.builders import (
    DIGEST,
    a_criterion,
    a_definition,
    a_matrix,
    a_node,
    a_scale,
    a_threat,
    assess_one,
    assessed,
    codes,
    refusal_of,
)


def faults_of(text: bytes) -> list[Fault]:
    """The faults for which a definition is refused; none when it loads."""
    try:
        read_matrix(text, "example.toml")
    except BadMatrix as error:
        return error.faults
    return []


@pytest.mark.parametrize(
    "figure",
    [
        "10000000000000",
        "99999999999999",
        "999999999999999",
        "12345678901234.5",
        "0.000000000000001",
        "123456789012345.123456789012345",
        "1_000_000_000_000.000_000_000_001",
    ],
)
def test_a_figure_of_up_to_fifteen_digits_is_read_or_refused_by_name(figure: str) -> None:
    """Fifteen digits before and after the point are allowed: more than money or days ever need."""
    text = a_definition(("points = 8", f"points = {figure}"))

    faults = faults_of(text)

    # What is refused is refused for what it would do to the score, not by falling over.
    assert {code for _, code in codes(faults)} <= {"overflow", "unordered-points", "bad-bands"}
    if not faults:
        level = read_matrix(text).matrix.definition.scales[0].levels[2]
        assert Fraction(level.points) == Fraction(figure)


@pytest.mark.parametrize("digits", [20, 400, 4_000, 5_000, 100_000])
@pytest.mark.parametrize("place", ["decimals = 2", "points = 8", "from = 4"])
def test_a_number_of_thousands_of_digits_is_refused(digits: int, place: str) -> None:
    """Python itself refuses to read numbers of more than 4,300 digits; that is no crash of ours."""
    name = place.partition(" = ")[0]
    text = a_definition((place, f"{name} = {'9' * digits}"))

    with pytest.raises(BadMatrix) as caught:
        read_matrix(text, "example.toml")

    assert len(str(caught.value)) < 1000


@pytest.mark.parametrize("place", ["decimals = 2", "points = 8", "from = 4"])
def test_a_hexadecimal_number_of_thousands_of_digits_is_refused(place: str) -> None:
    """Read without a limit by TOML, but not to be printed again in decimals."""
    name = place.partition(" = ")[0]

    with pytest.raises(BadMatrix):
        read_matrix(a_definition((place, f"{name} = 0x{'f' * 5000}")), "example.toml")


def test_points_that_64_bits_cannot_hold_are_refused_though_their_node_is_small() -> None:
    """A grid gives small values whatever the points of its axes are."""
    wide = {"low": "0.000000000000001", "high": "999999999999999"}
    faults = refusal_of(
        a_matrix(
            criteria=[a_criterion("c", scale="wide")],
            scales=[a_scale("wide", wide), a_scale("steps", {"a": 0, "b": 1})],
            nodes=[a_node("n", "grid", ["c"], gives="steps", cells=["a", "b"])],
        )
    )

    assert [fault.code for fault in faults] == ["overflow"]


def test_points_of_a_grids_levels_that_64_bits_cannot_hold_are_refused() -> None:
    """The same on the other side: what a grid gives."""
    wide = {"low": "0.000000000000001", "high": "999999999999999"}
    faults = refusal_of(
        a_matrix(
            criteria=[a_criterion("c", scale="steps")],
            scales=[a_scale("wide", wide), a_scale("steps", {"a": 0, "b": 1})],
            nodes=[a_node("n", "grid", ["c"], gives="wide", cells=["low", "high"])],
        )
    )

    assert [fault.code for fault in faults] == ["overflow"]


def test_a_cut_far_above_every_score_is_unreachable_and_no_crash() -> None:
    """A cut of 10^12 over points in 10^-15 is no 64-bit number, and no score is near it."""
    faults = refusal_of(
        a_matrix(
            criteria=[a_criterion("c", scale="fine")],
            scales=[a_scale("fine", {"low": 0, "high": "0.000000000000001"})],
            nodes=[a_node("n", "sum", ["c"], bands={"low": 0, "high": 10**12})],
        )
    )

    assert codes(faults) in ([("/nodes/0/bands/1", "unreachable-band")], [("/nodes/0", "overflow")])


@pytest.mark.parametrize("operator", ["max", "min"])
def test_the_larger_and_the_smaller_of_very_different_figures_are_right_or_refused(
    operator: str,
) -> None:
    """To compare 14,000,000,000,000 with millionths both become 10^19ths: past 64 bits.

    The result itself is small, so bounds of the result alone do not show it.
    """
    small, large = {"a": 0, "b": "0.0000001"}, {"a": -14_000_000_000_000, "b": 0}
    if operator == "min":
        large = {"a": 0, "b": 14_000_000_000_000}
    matrix = a_matrix(
        criteria=[a_criterion("s", scale="small"), a_criterion("l", scale="large")],
        scales=[a_scale("small", small), a_scale("large", large)],
        nodes=[a_node("n", operator, ["s", "l"])],
        decimals=0,
    )
    if codes(refusal_of(matrix)) == [("/nodes/0", "overflow")]:
        return
    threats = [a_threat({"s": s, "l": large}) for s in "ab" for large in "ab"]

    scores = [each["score"] for each in assessed(matrix, *threats)]

    # By hand: of 0 or 0.0000001 and a large one on its far side of nought, rounded to whole.
    assert scores == [0, 0, 0, 0]


def test_scores_up_to_the_limit_are_exact_to_the_last_digit() -> None:
    """A printed score has at most fifteen digits, so no reader's float loses one."""
    points = {"low": 0, "high": 99_999_999_999_999}
    matrix = a_matrix(
        criteria=[a_criterion("a", scale="wide"), a_criterion("b", scale="wide")],
        scales=[a_scale("wide", points)],
        nodes=[a_node("n", "weighted_sum", ["a", "b"], weights=[9, "0.9"])],
        decimals=0,
    )

    result = assess_one(matrix, explain=True, a="high", b="high")

    # 9.9 x 99,999,999,999,999 = 989,999,999,999,990.1
    assert result["score"] == 989_999_999_999_990


def test_one_more_digit_than_a_reader_can_trust_is_refused() -> None:
    """10^15 units of the last decimal: beyond, 0.1 + 0.2 would show."""
    faults = refusal_of(
        a_matrix(
            criteria=[a_criterion("a", scale="wide")],
            scales=[a_scale("wide", {"low": 0, "high": 10**15})],
            nodes=[a_node("n", "sum", ["a"])],
            decimals=0,
        )
    )

    assert codes(faults) == [("/nodes/0", "overflow")]


def test_a_product_of_more_than_twelve_inputs_is_refused_with_the_advice_to_nest() -> None:
    """What an input adds is weighed over every subset of the others: 2^12 is enough."""
    names = [f"c{number}" for number in range(13)]
    criteria = [a_criterion(name, name.upper(), "two") for name in names]
    scales = [a_scale("two", {"a": 1, "b": 2})]

    faults = refusal_of(a_matrix(criteria, [a_node("n", "product", names)], scales))

    assert codes(faults) == [("/nodes/0", "too-large")]
    assert "nest" in faults[0].detail


def test_a_range_that_would_take_too_many_trials_is_refused() -> None:
    """A criterion that may raise or lower a node has to be tried at every level."""
    names = [f"c{number}" for number in range(7)]
    criteria = [a_criterion(name, name.upper(), "four") for name in names]
    scales = [a_scale("four", {"a": 0, "b": 1, "c": 2, "d": 3})]
    weights = [a_node("up", "sum", names), a_node("down", "sum", names)]
    crossing = a_node("n", "weighted_sum", ["up", "down"], weights=[2, -1])

    faults = refusal_of(a_matrix(criteria, [*weights, crossing], scales, monotone=False))

    # 4^7 = 16,384 trials.
    assert [str(fault.code) for fault in faults] == ["too-large"]


def test_sixty_four_criteria_of_sixty_three_levels_load_and_score() -> None:
    """The largest matrix there may be."""
    names = [f"c{number}" for number in range(64)]
    criteria = [a_criterion(name, name.upper(), "wide") for name in names]
    scales = [a_scale("wide", {f"l{n}": n for n in range(63)})]
    matrix = a_matrix(criteria, [a_node("n", "sum", names)], scales)

    result = assess_one(matrix, explain=True, **dict.fromkeys(names, "l62"))

    assert result["score"] == 64 * 62
    assert [line["adds"] for line in result["contributions"]] == [62] * 64


@pytest.mark.parametrize(("criteria", "levels"), [(65, 3), (2, 64)])
def test_one_criterion_or_level_more_is_refused(criteria: int, levels: int) -> None:
    """So that a level always fits the byte and the bit mask that hold it."""
    rows = "".join(
        f'[[criteria]]\nkey = "c{n}"\ncode = "C{n}"\nsection = "harm"\nscale = "s"\nasks = "?"\n'
        for n in range(criteria)
    )
    steps = ", ".join(f'{{ key = "l{n}", points = {n}, means = "m" }}' for n in range(levels))
    names = ", ".join(f'"c{n}"' for n in range(criteria))
    text = f"""matrix = "wide"
version = "1.0.0"
title = "Wide"
status = "draft"
applies_to = "theme"
decimals = 0
sources = [{{ title = "t", where = "w" }}]
[[scales]]
key = "s"
levels = [{steps}]
{rows}
[[nodes]]
key = "n"
combine = "sum"
of = [{names}]
[result]
score = "n"
"""
    with pytest.raises(BadMatrix) as caught:
        read_matrix(text.encode(), "wide.toml")

    assert "too-long" in [fault.code for fault in caught.value.faults]


def test_a_chain_of_products_cannot_creep_past_64_bits() -> None:
    """Each step is small; the last is not."""
    names = [f"c{number}" for number in range(12)]
    criteria = [a_criterion(name, name.upper(), "s") for name in names]
    scales = [a_scale("s", {"a": 1, "b": 1000})]
    nodes = [a_node("n0", "product", names[:2])]
    nodes += [a_node(f"n{at}", "product", [f"n{at - 1}", names[at + 1]]) for at in range(1, 11)]

    faults = refusal_of(a_matrix(criteria, nodes, scales, decimals=0))

    # 1000^5 = 10^15 is the first that a printed number does not hold: c0 to c4, made in n3.
    assert codes(faults)[0] == ("/nodes/3", "overflow")


def test_compiling_needs_no_file() -> None:
    """The engine is given a definition and a digest; where it lay is only for messages."""
    assert compile_matrix(a_matrix(), DIGEST).id == "example@1.0.0"
