"""Entangled criteria: which of them bear on one another in the headline score."""

from morile_api.engine.compiled import CompiledMatrix

ADDITIVE = frozenset({"sum", "weighted_sum", "mean"})
"""What one input adds to these does not depend on the others."""


def entangled(matrix: CompiledMatrix) -> list[frozenset[int]]:
    """The criteria of the headline score in groups; what a group adds depends on no other group.

    Criteria are in one group if they come together in a node that does more than add: there the
    worth of one depends on the level of another.
    """
    needed = {matrix.size + matrix.score}
    for number in range(len(matrix.nodes) - 1, -1, -1):
        if matrix.size + number in needed:
            needed.update(matrix.nodes[number].inputs)
    feeds = [frozenset([column]) for column in range(matrix.size)]
    groups = [feeds[column] for column in range(matrix.size) if column in needed]
    for number, node in enumerate(matrix.nodes):
        feeds.append(frozenset().union(*[feeds[column] for column in node.inputs]))
        if matrix.size + number in needed and node.combine not in ADDITIVE:
            together = [group for group in groups if group & feeds[-1]]
            apart = [group for group in groups if not group & feeds[-1]]
            groups = [*apart, frozenset().union(*together)]
    return sorted(groups, key=min)
