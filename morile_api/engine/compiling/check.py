"""Does a definition mean something: every name resolves, every figure is where it belongs."""

from collections import Counter
from collections.abc import Iterator, Sequence
from itertools import pairwise

from morile_api.engine.odds import odds_faults
from morile_api.language.faults import Code, Fault
from morile_api.language.matrix import UNKNOWN, Matrix, Node


def meaning_faults(matrix: Matrix) -> list[Fault]:
    """Every fault a definition has although its shape is right; empty when it can be compiled."""
    faults = [
        *_repeated(matrix),
        *_scales(matrix),
        *_criteria(matrix),
        *_nodes(matrix),
        *_result(matrix),
        *odds_faults(matrix),
    ]
    # What hangs together can only be judged once every name resolves.
    return faults or [*_cycles(matrix)] or [*_unused(matrix)]


def _repeated(matrix: Matrix) -> Iterator[Fault]:
    named = [*(c.key for c in matrix.criteria), *(n.key for n in matrix.nodes)]
    lists: list[tuple[str, Sequence[str]]] = [
        ("/scales", [scale.key for scale in matrix.scales]),
        ("/criteria", [criterion.code for criterion in matrix.criteria]),
        ("/nodes", named),
    ]
    lists += [
        (f"/scales/{i}/levels", [v.key for v in s.levels]) for i, s in enumerate(matrix.scales)
    ]
    lists += [
        (f"/nodes/{i}/bands", [b.key for b in n.bands or []]) for i, n in enumerate(matrix.nodes)
    ]
    for pointer, keys in lists:
        for key, times in Counter(keys).items():
            if times > 1:
                detail = f"{key} stands {times} times; keys and codes are unique"
                yield Fault(pointer, Code.REPEATED_KEY, detail)
            if key == UNKNOWN:
                yield Fault(pointer, Code.REPEATED_KEY, f"{UNKNOWN} is kept for gaps; rename it")


def _scales(matrix: Matrix) -> Iterator[Fault]:
    for number, scale in enumerate(matrix.scales):
        at = f"/scales/{number}"
        for place, (below, level) in enumerate(
            zip(scale.levels, scale.levels[1:], strict=False), 1
        ):
            if level.points <= below.points:
                detail = f"{scale.key}: {level.key} must have more points than {below.key} below it"
                yield Fault(f"{at}/levels/{place}/points", Code.UNORDERED_POINTS, detail)
        levels = [level.key for level in scale.levels]
        if scale.unknown_counts_as is not None and scale.unknown_counts_as not in levels:
            detail = f"{scale.key}: not one of its levels: {', '.join(levels)}"
            yield Fault(f"{at}/unknown_counts_as", Code.NO_SUCH_NAME, detail)


def _criteria(matrix: Matrix) -> Iterator[Fault]:
    levels = {scale.key: [level.key for level in scale.levels] for scale in matrix.scales}
    used = {criterion.scale for criterion in matrix.criteria} | {n.gives for n in matrix.nodes}
    for number, criterion in enumerate(matrix.criteria):
        at = f"/criteria/{number}"
        known = levels.get(criterion.scale)
        if known is None:
            detail = f"{criterion.key}: no such scale; there are {', '.join(levels)}"
            yield Fault(f"{at}/scale", Code.NO_SUCH_NAME, detail)
        elif criterion.unknown_counts_as not in (None, *known):
            detail = f"{criterion.key}: not one of its levels: {', '.join(known)}"
            yield Fault(f"{at}/unknown_counts_as", Code.NO_SUCH_NAME, detail)
    for number, scale in enumerate(matrix.scales):
        if scale.key not in used:
            detail = f"{scale.key}: nothing uses this scale; use it or take it out"
            yield Fault(f"/scales/{number}", Code.UNUSED, detail)


def _nodes(matrix: Matrix) -> Iterator[Fault]:
    names = {c.key for c in matrix.criteria} | {n.key for n in matrix.nodes}
    for number, node in enumerate(matrix.nodes):
        at = f"/nodes/{number}"
        for place, name in enumerate(node.of):
            if name not in names:
                detail = f"{node.key}: no criterion or node of that name"
                yield Fault(f"{at}/of/{place}", Code.NO_SUCH_NAME, detail)
            elif name in node.of[:place]:
                detail = f"{node.key}: {name} stands twice; give it a weight instead"
                yield Fault(f"{at}/of/{place}", Code.REPEATED_KEY, detail)
        yield from _weights(node, at)
        yield from _band_order(node, at)
        if node.combine == "grid":
            yield from _grid(matrix, node, at)
        else:
            for member, value in (("gives", node.gives), ("cells", node.cells)):
                if value is not None:
                    detail = f"{node.key}: only a grid has {member}"
                    yield Fault(f"{at}/{member}", Code.BAD_GRID, detail)


def _weights(node: Node, at: str) -> Iterator[Fault]:
    if node.combine != "weighted_sum":
        if node.weights is not None:
            detail = f"{node.key}: only a weighted_sum has weights"
            yield Fault(f"{at}/weights", Code.BAD_WEIGHTS, detail)
    elif node.weights is None or len(node.weights) != len(node.of):
        detail = f"{node.key}: give {len(node.of)} weights, one for each name in `of`"
        yield Fault(f"{at}/weights", Code.BAD_WEIGHTS, detail)
    elif not all(node.weights):
        detail = f"{node.key}: a weight of 0 leaves its input out; take both out"
        yield Fault(f"{at}/weights", Code.BAD_WEIGHTS, detail)


def _band_order(node: Node, at: str) -> Iterator[Fault]:
    bands = node.bands or []
    for place, (below, band) in enumerate(pairwise(bands), 1):
        if band.from_ <= below.from_:
            detail = f"{node.key}: {band.key} must begin above {below.key}; bands rise"
            yield Fault(f"{at}/bands/{place}/from", Code.BAD_BANDS, detail)


def _grid(matrix: Matrix, node: Node, at: str) -> Iterator[Fault]:
    scales = {scale.key: [level.key for level in scale.levels] for scale in matrix.scales}
    gives = scales.get(node.gives or "")
    if gives is None:
        detail = f"{node.key}: a grid gives the levels of a scale: {', '.join(scales)}"
        yield Fault(f"{at}/gives", Code.BAD_GRID, detail)
    if node.cells is None:
        yield Fault(f"{at}/cells", Code.BAD_GRID, f"{node.key}: a grid needs cells")
    axes = [axis_of(matrix, name) for name in node.of]
    for place, axis in enumerate(axes):
        if axis is None:
            detail = f"{node.key}: an axis is a criterion, a grid, or a node with bands"
            yield Fault(f"{at}/of/{place}", Code.BAD_GRID, detail)
    if gives is not None and node.cells is not None and all(axes):
        known = [axis for axis in axes if axis is not None]
        yield from _cells(node, known, node.of, gives, node.cells, f"{at}/cells")


def axis_of(matrix: Matrix, name: str) -> list[str] | None:
    """The steps of a grid's axis, lowest first: levels of a criterion or grid, bands of a node."""
    scales = {scale.key: [level.key for level in scale.levels] for scale in matrix.scales}
    for criterion in matrix.criteria:
        if criterion.key == name:
            return scales.get(criterion.scale, [])
    for node in matrix.nodes:
        if node.key == name:
            if node.bands:
                return [band.key for band in node.bands]
            return scales.get(node.gives or "") if node.combine == "grid" else None
    return []


def _cells(
    node: Node, axes: list[list[str]], names: list[str], gives: list[str], cells: object, at: str
) -> Iterator[Fault]:
    if not axes:
        if cells not in gives:
            detail = f"{node.key}: a cell holds a level of the scale it gives: {', '.join(gives)}"
            yield Fault(at, Code.BAD_GRID, detail)
        return
    if not isinstance(cells, list) or len(cells) != len(axes[0]):
        steps = ", ".join(axes[0])
        detail = f"{node.key}: a list of {len(axes[0])}, one for each step of {names[0]}: {steps}"
        yield Fault(at, Code.BAD_GRID, detail)
        return
    for place, inner in enumerate(cells):
        yield from _cells(node, axes[1:], names[1:], gives, inner, f"{at}/{place}")


def _result(matrix: Matrix) -> Iterator[Fault]:
    nodes = {node.key: node for node in matrix.nodes}
    places = [("score", matrix.result.score), ("band", matrix.result.band)]
    places += [(f"beside/{i}", name) for i, name in enumerate(matrix.result.beside)]
    for place, name in places:
        if name is not None and name not in nodes:
            detail = f"not a node; there are {', '.join(nodes)}"
            yield Fault(f"/result/{place}", Code.NO_SUCH_NAME, detail)
    band = nodes.get(matrix.result.band or "")
    if band is not None and not band.bands and band.combine != "grid":
        detail = f"{band.key} has no bands; name a node with bands or a grid"
        yield Fault("/result/band", Code.BAD_BANDS, detail)


def _cycles(matrix: Matrix) -> Iterator[Fault]:
    if len(in_order(matrix)) < len(matrix.nodes):
        ordered = {node.key for node in in_order(matrix)}
        stuck = [node.key for node in matrix.nodes if node.key not in ordered]
        yield Fault("/nodes", Code.CYCLE, f"these wait for one another: {', '.join(stuck)}")


def in_order(matrix: Matrix) -> list[Node]:
    """The nodes so that each comes after its inputs; those in or behind a cycle are left out."""
    known = {criterion.key for criterion in matrix.criteria}
    ordered: list[Node] = []
    waiting = list(matrix.nodes)
    while ready := [node for node in waiting if known.issuperset(node.of)]:
        ordered += ready
        known.update(node.key for node in ready)
        waiting = [node for node in waiting if node.key not in known]
    return ordered


def _unused(matrix: Matrix) -> Iterator[Fault]:
    needed = {matrix.result.score, matrix.result.band or "", *matrix.result.beside}
    for node in reversed(in_order(matrix)):
        if node.key in needed:
            needed.update(node.of)
    named = [("criteria", [each.key for each in matrix.criteria])]
    named.append(("nodes", [each.key for each in matrix.nodes]))
    for kind, keys in named:
        for number, key in enumerate(keys):
            if key not in needed:
                detail = f"{key} feeds no score, band or node beside; use it or take it out"
                yield Fault(f"/{kind}/{number}", Code.UNUSED, detail)
