"""Describing a compiled matrix: its name, its nodes' bounds and bands, in printed figures."""

from morile_api.engine.compiled import CompiledMatrix
from morile_api.engine.compiling.reach import reachable
from morile_api.engine.figures import printed
from morile_api.language.about import CompiledNode, MatrixDocument, MatrixSummary
from morile_api.language.assessment import MatrixMark


def mark_of(matrix: CompiledMatrix) -> MatrixMark:
    """Which definition this is, as every answer repeats it."""
    definition = matrix.definition
    return MatrixMark(definition.matrix, definition.version, definition.status, matrix.digest)


def summary_of(matrix: CompiledMatrix) -> MatrixSummary:
    """The matrix's line in the list."""
    it = matrix.definition
    return MatrixSummary(it.matrix, it.version, it.title, it.status, it.applies_to, matrix.digest)


def nodes_of(matrix: CompiledMatrix) -> list[CompiledNode]:
    """What each node compiled to, in topological order."""
    decimals = matrix.definition.decimals
    keys = [criterion.key for criterion in matrix.definition.criteria]
    described = []
    for node, way, reach in zip(matrix.nodes, matrix.directions, reachable(matrix), strict=True):
        low, high = (node.lowest, node.highest) if reach is None else (min(reach), max(reach))
        described.append(
            CompiledNode(
                key=node.key,
                lowest=printed(low, node.denominator, decimals),
                highest=printed(high, node.denominator, decimals),
                bands=list(node.bands),
                criteria=[key for key, moves in zip(keys, way.of, strict=True) if moves != 0],
                distinct_scores=None if reach is None else len(reach),
            )
        )
    return described


def document_of(matrix: CompiledMatrix) -> MatrixDocument:
    """The whole matrix as it is served."""
    mark = mark_of(matrix)
    nodes = nodes_of(matrix)
    definition = matrix.definition
    return MatrixDocument(mark.id, mark.version, definition.status, mark.digest, definition, nodes)
