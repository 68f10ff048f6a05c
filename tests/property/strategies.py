"""Random matrices and submissions: everything a definition can say, in small sizes.

Sizes are drawn by hypothesis, which makes them small again when a law is broken; within a size
everything comes from dice with a drawn seed, which is many times faster than drawing each part.
"""

from collections.abc import Mapping, Sequence
from decimal import Decimal
from fractions import Fraction
from itertools import pairwise
from math import floor, prod
from random import Random
from typing import Any, NamedTuple

from hypothesis import strategies as st
from msgspec.structs import replace

from morile_api.language.faults import Code
from morile_api.language.matrix import Band, Criterion, Level, Matrix, Node, Result, Scale
from tests.builders import a_criterion, a_matrix, a_threat, refusal_of
from tests.reference.scorer import Reference

FAR_BELOW = Decimal(-(10**60))
MOST_CELLS = 128
SAMPLES = 16
CONFIDENCES = ("low", "moderate", "high")
UNITS = ("1", "0.25", "0.1", "0.01")
FAR_APART = ("1", "0.000000001", "0.000123", "98765432.1", "1000000000000")
WEIGHTS = ("1", "0.25", "2", "-1", "-0.5", "3.75", "0.1")
SECTIONS = ("harm", "likelihood", "organisational_position")
OPERATORS = ("sum", "weighted_sum", "product", "max", "min", "mean", "grid")


class Asked(NamedTuple):
    """One threat three ways: as a caller writes it, as plain level sets, and its confidence."""

    threat: dict[str, Any]
    said: dict[str, list[str]]
    confidence: dict[str, str]


class Size(NamedTuple):
    """How many criteria there are, how many levels at most, and how many nodes at least."""

    criteria: int
    levels: int
    nodes: int


# Strategies

SEEDS = st.integers(0, 2**32 - 1)
SIZES = st.builds(Size, st.integers(1, 8), st.integers(2, 5), st.integers(1, 5))


@st.composite
def matrices(
    draw: st.DrawFn,
    operators: Sequence[str] = OPERATORS,
    sizes: st.SearchStrategy[Size] = SIZES,
    units: Sequence[str] = UNITS,
) -> Matrix:
    """A definition that compiles: nodes over nodes, shared criteria, bands and grids anywhere.

    It is declared monotone where the dice say so and the engine can see that it is.
    """
    return a_random_matrix(Random(draw(SEEDS)), draw(sizes), operators, units)  # noqa: S311


@st.composite
def grids(draw: st.DrawFn, axes: int) -> Matrix:
    """A decision table of so many axes: criteria, a banded mean and a smaller grid among them."""
    return a_random_grid(Random(draw(SEEDS)), axes)  # noqa: S311


@st.composite
def threats(draw: st.DrawFn, matrix: Matrix, most: int = 6, completions: int = 32) -> list[Asked]:
    """Several threats to score by a matrix, each with at most so many completions."""
    dice = Random(draw(SEEDS))  # noqa: S311
    return [a_random_threat(dice, matrix, completions) for _ in range(draw(st.integers(1, most)))]


@st.composite
def questions(
    draw: st.DrawFn, of: st.SearchStrategy[Matrix], most: int = 6, completions: int = 32
) -> tuple[Matrix, list[Asked]]:
    """A matrix with several threats to score by it."""
    matrix = draw(of)
    return matrix, draw(threats(matrix, most, completions))


# Matrices by dice


def a_random_matrix(
    dice: Random,
    size: Size,
    operators: Sequence[str] = OPERATORS,
    units: Sequence[str] = UNITS,
) -> Matrix:
    """A definition that compiles."""
    while True:
        matrix = _drafted(dice, size, operators, units)
        if (whole := _finished(dice, matrix)) is not None:
            return whole


def a_random_grid(dice: Random, axes: int) -> Matrix:
    """Criteria looked up in a grid, and that grid, a banded mean and criteria in another."""
    scales = [_doubling(f"s{size}", size) for size in (2, 3, 4)]
    names = dice.sample("abcdefgh", axes)
    criteria = [
        a_criterion(name, f"C{place}", dice.choice(("s2", "s3")))
        for place, name in enumerate(names)
    ]
    while True:
        draft = _Draft(dice, scales, criteria)
        draft.add_grid(names)
        draft.add("mean", names)
        of = [draft.nodes[0].key, draft.nodes[1].key, *names]
        draft.add_grid(dice.sample(of, len(of))[:axes])
        if (whole := _finished(dice, draft.matrix())) is not None:
            return whole


def _doubling(key: str, size: int) -> Scale:
    """So many levels worth 1, 2, 4, 8 ...; unknown counts as the second."""
    levels = [Level(f"{key}_{place}", Decimal(2**place), "Seen.") for place in range(size)]
    return Scale(key, levels, unknown_counts_as=levels[1].key)


def _drafted(dice: Random, size: Size, operators: Sequence[str], units: Sequence[str]) -> Matrix:
    scales = [
        _scale(dice, f"s{number}", Decimal(dice.choice(units)), size.levels)
        for number in range(dice.randint(1, 3))
    ]
    draft = _Draft(dice, scales, _criteria(dice, scales, size.criteria))
    for _ in range(size.nodes - 1):
        names = draft.names()
        widest = min(len(names), 6)
        draft.add_any(dice.choice(operators), dice.sample(names, dice.randint(1, widest)))
    combine = dice.choice(operators)
    while len(draft.loose) > 1 or draft.loose[0] in draft.of_criteria or not draft.nodes:
        draft.add_any(combine, dice.sample(draft.loose, len(draft.loose)))
        combine = "mean"
    return draft.matrix()


def _scale(dice: Random, key: str, unit: Decimal, most: int) -> Scale:
    """Levels that rise from below, at or above nought."""
    points = [dice.randint(-6, 6) if dice.random() < 0.5 else 0]
    for _ in range(dice.randint(0 if dice.random() < 0.1 else 1, most - 1)):
        points.append(points[-1] + dice.randint(1, 12))
    levels = [
        Level(f"{key}_{place}", number * unit, "Seen.") for place, number in enumerate(points)
    ]
    keys = [level.key for level in levels]
    return Scale(key, levels, unknown_counts_as=dice.choice([None, *keys, *keys]))


def _criteria(dice: Random, scales: Sequence[Scale], count: int) -> list[Criterion]:
    """Criteria whose alphabetical order is not their order in the matrix."""
    found = []
    for place, name in enumerate(dice.sample("abcdefgh", count)):
        scale = dice.choice(scales)
        own = dice.choice([None, None, *[level.key for level in scale.levels]])
        found.append(a_criterion(name, f"C{place}", scale.key, dice.choice(SECTIONS), own))
    return found


class _Draft:
    """A matrix as far as it is drawn, and what nothing rests on yet."""

    def __init__(self, dice: Random, scales: list[Scale], criteria: list[Criterion]) -> None:
        self.dice, self.scales, self.criteria = dice, scales, criteria
        self.of_criteria = {criterion.key: criterion for criterion in criteria}
        self.nodes: list[Node] = []
        self.loose = list(self.of_criteria)

    def matrix(self) -> Matrix:
        """What is there, as a matrix whose last node is the headline."""
        return a_matrix(
            self.criteria, self.nodes, self.scales, decimals=self.dice.randint(0, 4), monotone=False
        )

    def names(self) -> list[str]:
        """Everything a node may rest on."""
        return [*self.of_criteria, *(node.key for node in self.nodes)]

    def add(self, combine: str, of: Sequence[str], **more: Any) -> None:
        """Add a node, and perhaps bands to it."""
        node = Node(f"n{len(self.nodes)}", combine, list(of), **more)  # type: ignore[arg-type]
        self.nodes.append(node)
        if self.dice.random() < 0.5:
            self.nodes[-1] = replace(node, bands=_bands(self.dice, self.matrix(), node.key))
        self.loose = [name for name in self.loose if name not in of] + [node.key]

    def add_any(self, combine: str, of: Sequence[str]) -> None:
        """Add a node of any kind; a grid without a possible axis becomes a sum."""
        if combine == "grid" and self.add_grid(of):
            return
        if combine == "weighted_sum":
            self.add(combine, of, weights=[Decimal(self.dice.choice(WEIGHTS)) for _ in of])
        elif combine == "product":
            self.add(combine, of[:3])
        else:
            self.add("sum" if combine == "grid" else combine, of)

    def add_grid(self, of: Sequence[str]) -> bool:
        """Add a grid over those of the names that have steps, as long as it stays small."""
        axes: list[str] = []
        sizes: list[int] = []
        for name in of:
            size = self._steps(name)
            if size and prod(sizes) * size <= MOST_CELLS:
                axes.append(name)
                sizes.append(size)
        if axes:
            gives = self.dice.choice(self.scales)
            cells = _cells(self.dice, sizes, [level.key for level in gives.levels])
            self.add("grid", axes, gives=gives.key, cells=cells)
        return bool(axes)

    def _steps(self, name: str) -> int:
        """Steps of an axis; 0 where a name cannot be one."""
        node = next((node for node in self.nodes if node.key == name), None)
        if node is not None and node.bands:
            return len(node.bands)
        scale = self.of_criteria[name].scale if node is None else node.gives
        return sum(len(each.levels) for each in self.scales if each.key == scale)


def _bands(dice: Random, matrix: Matrix, name: str) -> list[Band]:
    """Bands every one of which some score falls in; cuts lie on scores where decimals can."""
    gaps = list(pairwise(sampled_scores(matrix, name)))
    picked = sorted(dice.sample(range(len(gaps)), min(len(gaps), dice.randint(0, 3))))
    cuts = [FAR_BELOW]
    for below, score in [gaps[place] for place in picked]:
        tries = [Decimal(floor(score * 10**digits)) / 10**digits for digits in (6, 15)]
        cuts += [cut for cut in tries if below < Fraction(cut) <= score][:1]
    return [Band(f"band{place}", cut) for place, cut in enumerate(cuts)]


def sampled_scores(matrix: Matrix, name: str) -> list[Fraction]:
    """Some scores a node can have, ascending: those of the corners and of a fixed sample."""
    reference, dice = Reference(matrix), Random(4711)  # noqa: S311
    scales = reference.scales.items()
    answers = [{key: scale[end] for key, scale in scales} for end in (0, -1)]
    answers += [{key: dice.choice(scale) for key, scale in scales} for _ in range(SAMPLES)]
    return sorted({reference.values(each)[name].score for each in answers})


def _cells(dice: Random, shape: Sequence[int], keys: Sequence[str]) -> Any:
    """Cells of any number of axes; half of the time rising along every axis."""
    rising, top, ends = dice.random() < 0.5, len(keys) - 1, sum(shape) - len(shape)

    def filled(axes: Sequence[int], at: int) -> Any:
        if axes:
            return [filled(axes[1:], at + place) for place in range(axes[0])]
        return keys[at * top // max(ends, 1)] if rising else dice.choice(keys)

    return filled(shape, 0)


def _finished(dice: Random, matrix: Matrix) -> Matrix | None:
    """A draft with its result, without scales that nothing uses; None where it is too large."""
    used = {c.scale for c in matrix.criteria} | {node.gives for node in matrix.nodes}
    nodes = [node.key for node in matrix.nodes]
    banded = [node.key for node in matrix.nodes if node.bands or node.combine == "grid"]
    result = Result(
        dice.choice(nodes) if dice.random() < 0.3 else nodes[-1],
        dice.choice([*banded, None]) if banded else None,
        nodes,
        dice.random() < 0.5,
    )
    kept = [scale for scale in matrix.scales if scale.key in used]
    whole = replace(matrix, scales=kept, result=result)
    faults = refusal_of(whole)
    if result.monotone and any(fault.code == Code.NOT_MONOTONE for fault in faults):
        whole = replace(whole, result=replace(result, monotone=False))
        faults = refusal_of(whole)
    if any(fault.code not in (Code.OVERFLOW, Code.TOO_LARGE) for fault in faults):
        raise AssertionError(f"a random matrix is refused: {faults}")
    return None if faults else whole


# Threats by dice


def a_random_threat(dice: Random, matrix: Matrix, completions: int) -> Asked:
    """A threat with single, several and unknown levels, with confidence here and there."""
    levels: dict[str, object] = {}
    said: dict[str, list[str]] = {}
    confidence: dict[str, str] = {}
    left = completions if dice.random() < 0.8 else 1
    for key, scale in Reference(matrix).scales.items():
        said[key] = _level_set(dice, scale, left)
        left //= len(said[key])
        levels[key], stated = _spelt(dice, said[key], scale)
        if stated is not None:
            confidence[key] = stated
    return Asked(a_threat(levels), said, confidence)


def _level_set(dice: Random, scale: Sequence[str], most: int) -> list[str]:
    """Ascending levels of a scale; one alone half of the time, and never more than `most`."""
    if most < 2 or dice.random() < 0.5:
        return [dice.choice(scale)]
    if most >= len(scale) and dice.random() < 0.5:
        return list(scale)
    return sorted(dice.sample(scale, dice.randint(1, min(most, len(scale)))), key=scale.index)


def _spelt(dice: Random, levels: Sequence[str], scale: Sequence[str]) -> tuple[object, str | None]:
    """One of the ways to write an answer in JSON, and the confidence stated with it."""
    plain: object = dice.sample(levels, len(levels))
    if len(levels) == len(scale) > 1 and dice.random() < 0.7:
        plain = "unknown"
    elif len(levels) == 1 and dice.random() < 0.8:
        plain = levels[0]
    if dice.random() < 0.7:
        return plain, None
    stated = dice.choice([None, *CONFIDENCES])
    return {"level": plain} | ({} if stated is None else {"confidence": stated}), stated


def random_levels(dice: Random, matrix: Matrix) -> dict[str, str]:
    """One level for every criterion."""
    return {key: dice.choice(scale) for key, scale in Reference(matrix).scales.items()}


def with_levels(threat: Mapping[str, Any], levels: Mapping[str, object]) -> dict[str, Any]:
    """The same threat with other answers."""
    return {**threat, "levels": dict(levels)}
