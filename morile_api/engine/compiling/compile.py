"""Compiling: a definition becomes integers, tables and an order of computing, or every fault."""

from collections.abc import Callable, Sequence
from math import lcm, prod
from operator import itemgetter
from typing import Any

import msgspec

from morile_api.engine.compiled import (
    NO_LEVEL,
    CompiledMatrix,
    Direction,
    Grid,
    Node,
    Table,
    table,
)
from morile_api.engine.compiling.bounds import bounds_of, limit_faults
from morile_api.engine.compiling.check import axis_of, in_order, meaning_faults
from morile_api.engine.compiling.direction import direction_of, monotone_faults, ways_of
from morile_api.engine.compiling.reach import band_faults
from morile_api.engine.figures import cut_at, whole
from morile_api.engine.odds import priors_of, spread_of
from morile_api.engine.span import plan_faults, plan_of
from morile_api.language import matrix as written
from morile_api.language.faults import BadMatrix


def compile_matrix(definition: written.Matrix, digest: str, where: str = "") -> CompiledMatrix:
    """A definition made ready to score.

    Args:
        definition: of sound shape (`read_definition`).
        digest: `sha256:` and the hash of the file it was read from.
        where: the file, for messages.

    Raises:
        BadMatrix: with every fault of meaning, of limits, of bands and of monotony.
    """
    faults = meaning_faults(definition)
    if faults:
        raise BadMatrix(faults, where)
    columns = _Columns(definition)
    faults = limit_faults(definition, columns.nodes, columns.ranges)
    if not faults:
        matrix = columns.frozen(digest)
        faults = band_faults(matrix) + monotone_faults(matrix) + plan_faults(matrix)
    if faults:
        raise BadMatrix(faults, where)
    return matrix


def assembled(definition: written.Matrix, digest: str) -> CompiledMatrix:
    """A definition made ready to score without the checks of its bands and monotony.

    For a definition that compiled before and of which only figures moved.

    Raises:
        BadMatrix: the figures are too large now.
    """
    columns = _Columns(definition)
    faults = limit_faults(definition, columns.nodes, columns.ranges)
    if faults:
        raise BadMatrix(faults)
    return columns.frozen(digest)


class _Columns:
    """The columns compiled so far: criteria, then nodes in topological order."""

    def __init__(self, definition: written.Matrix) -> None:
        self.definition = definition
        self.number = {c.key: i for i, c in enumerate(definition.criteria)}
        self.levels: list[tuple[str, ...]] = []
        self.points: list[tuple[int, ...]] = []
        self.denominators: list[int] = []
        self.ranges: list[tuple[int, int]] = []
        self.nodes: list[Node] = []
        self.directions: list[Direction] = []
        for criterion in definition.criteria:
            levels = definition.scale_of(criterion).levels
            points, denominator = whole([level.points for level in levels])
            self.levels.append(tuple(level.key for level in levels))
            self.points.append(points)
            self.denominators.append(denominator)
            self.ranges.append((points[0], points[-1]))
        for node in in_order(definition):
            self.add(node)

    def add(self, node: written.Node) -> None:
        """Compile one node whose inputs are known."""
        inputs = tuple(self.number[name] for name in node.of)
        ranges = [self.ranges[column] for column in inputs]
        factors, denominator = self._factors(node, inputs)
        bare = Node(
            key=node.key,
            combine=node.combine,
            inputs=inputs,
            factors=factors,
            level_factors=set(factors) == {1},
            denominator=denominator,
            lowest=0,
            highest=0,
            cuts=_cuts(node, denominator),
            bands=tuple(axis_of(self.definition, node.key) or ()),
            grid=_grid(self.definition, node) if node.combine == "grid" else None,
            ways=(),
            pick=_picker(inputs),
            adds=node.combine in ("sum", "weighted_sum", "mean") and set(factors) == {1},
            sinking=any(set(self._ways(column)) - {0, 1} for column in inputs),
        )
        lowest, highest = bounds_of(bare, ranges)
        ways = ways_of(bare, ranges)
        compiled = msgspec.structs.replace(bare, lowest=lowest, highest=highest, ways=ways)
        size = len(self.definition.criteria)
        self.directions.append(direction_of(compiled, size, self.directions))
        self.number[node.key] = len(self.number)
        self.denominators.append(denominator)
        self.ranges.append((lowest, highest))
        self.nodes.append(compiled)

    def _ways(self, column: int) -> tuple[int | None, ...]:
        size = len(self.definition.criteria)
        return () if column < size else self.directions[column - size].of

    def _factors(self, node: written.Node, inputs: tuple[int, ...]) -> tuple[tuple[int, ...], int]:
        """What each input is multiplied by, and the denominator of what comes out."""
        below = [self.denominators[i] for i in inputs]
        if node.combine == "grid":
            gives = next(scale for scale in self.definition.scales if scale.key == node.gives)
            return (1,) * len(inputs), whole([level.points for level in gives.levels])[1]
        if node.combine == "product":
            return (1,) * len(inputs), prod(below)
        weights, over = whole(node.weights or [1] * len(inputs))  # type: ignore[list-item]
        together = lcm(*below)
        factors = tuple(w * (together // d) for w, d in zip(weights, below, strict=True))
        count = len(inputs) if node.combine == "mean" else 1
        return factors, together * over * count

    def frozen(self, digest: str) -> CompiledMatrix:
        """Everything compiled, as scoring wants it."""
        size = len(self.definition.criteria)
        place = {node.key: i for i, node in enumerate(self.nodes)}
        result = self.definition.result
        stand_ins = stand_ins_of(self.definition)
        plans = tuple(plan_of(direction) for direction in self.directions)
        return CompiledMatrix(
            definition=self.definition,
            digest=digest,
            scales=tuple(self.levels),
            points=tuple(table(points) for points in self.points),
            point_denominators=tuple(self.denominators[:size]),
            stand_ins=stand_ins,
            priors=priors_of(self.definition),
            spread=spread_of(self.definition),
            nodes=tuple(self.nodes),
            directions=tuple(self.directions),
            plans=plans,
            shown=tuple(place[key] for key in sorted(place)),
            score=place[result.score],
            band=None if result.band is None else place[result.band],
            one_points=tuple(self.points),
            unsure=tuple(number for number, level in enumerate(stand_ins) if level == NO_LEVEL),
            rising=all(end == 1 for plan in plans for end in plan),
        )


def _picker(inputs: tuple[int, ...]) -> Callable[[Sequence[Any]], Sequence[Any]]:
    """What takes the inputs out of all columns, as a sequence also where there is only one."""
    if len(inputs) == 1:
        return itemgetter(slice(inputs[0], inputs[0] + 1))
    return itemgetter(*inputs)


def stand_ins_of(definition: written.Matrix) -> tuple[int, ...]:
    """Per criterion, the number of the level that counts for an unknown answer, or NO_LEVEL."""
    found = []
    for criterion in definition.criteria:
        scale = definition.scale_of(criterion)
        key = criterion.unknown_counts_as or scale.unknown_counts_as
        keys = [level.key for level in scale.levels]
        found.append(NO_LEVEL if key is None else keys.index(key))
    return tuple(found)


def _cuts(node: written.Node, denominator: int) -> Table | None:
    if not node.bands:
        return None
    # The first band begins at or below the lowest score, so its cut is never asked for.
    return table([cut_at(band.from_, denominator) for band in node.bands[1:]])


def _grid(definition: written.Matrix, node: written.Node) -> Grid:
    gives = next(scale for scale in definition.scales if scale.key == node.gives)
    keys = [level.key for level in gives.levels]
    shape = tuple(len(axis_of(definition, name) or ()) for name in node.of)
    strides = tuple(prod(shape[place + 1 :]) for place in range(len(shape)))
    cells = [keys.index(cell) for cell in _flat(node.cells)]
    points, _ = whole([level.points for level in gives.levels])
    return Grid(table(cells), strides, shape, table(points))


def _flat(cells: object) -> list[str]:
    if isinstance(cells, list):
        return [key for inner in cells for key in _flat(inner)]
    return [str(cells)]
