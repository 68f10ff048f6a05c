"""The difference between two definitions: what changed, and the version step that asks for."""

from collections.abc import Iterator, Mapping, Sequence
from datetime import date
from decimal import Decimal
from itertools import product
from typing import Any, Literal, get_args

import msgspec
from msgspec.structs import fields

from morile_api.language.display import table
from morile_api.language.matrix import Band, Criterion, Level, Matrix, Node, Source

Step = Literal["patch", "minor", "major"]
"""Patch: wording only. Minor: scores or bands move. Major: old submissions no longer fit."""

SMALLEST_FIRST: tuple[Step, ...] = get_args(Step)

Kind = Literal["added", "removed", "changed", "reordered"]

WORDING = frozenset(
    {"title", "about", "means", "asks", "guidance", "source", "sources", "status", "monotone"}
)
"""Members that move no score and no band, whatever they say."""

LISTED = frozenset({"scales", "nodes"})
"""Lists whose order is the author's convenience: nothing that comes out depends on it."""

NOT_COMPARED = frozenset({"matrix", "version"})


class Changed(msgspec.Struct, frozen=True):
    """One thing that is not the same in both definitions.

    Attributes:
        where: a path of keys, such as `/scales/impact/levels/severe/points`.
        kind: what happened to it. A renamed thing is one removed and one added: that two keys
            mean the same is never guessed.
        before: a figure, a text, or a list of them; null where there is none.
        after: the same of the later definition.
        requires: the version step this change asks for by itself.
    """

    where: str
    kind: Kind
    before: Any
    after: Any
    requires: Step


class Difference(msgspec.Struct, frozen=True):
    """Everything that changed between two definitions.

    Attributes:
        before: id of the earlier.
        after: id of the later.
        changes: in the order of a definition.
        requires: the step of the version that the changes ask for; null if nothing changed, or
            if these are different matrices.
        stated: the step between the two version numbers; null if it does not lead upwards, or if
            these are different matrices.
        right: whether the step that is stated is the one required; null for different matrices.
    """

    before: str
    after: str
    changes: tuple[Changed, ...]
    requires: Step | None
    stated: Step | None
    right: bool | None

    def _repr_html_(self) -> str:
        """Every change with the step it asks for, for a notebook."""
        rows = [(it.where, it.kind, it.before, it.after, it.requires) for it in self.changes]
        step = (self.requires or "none", self.stated or "none")
        notes = ["Version step asked for: {}; stated: {}.".format(*step)]
        if self.right is None:
            notes = ["Two matrices, so no version step."]
        header = ("where", "what", "before", "after", "asks for")
        return table(f"From {self.before} to {self.after}", header, rows, notes)


def difference(before: Matrix, after: Matrix) -> Difference:
    """What changed from one definition to another.

    Args:
        before: the earlier.
        after: the later, of the same matrix or of another one.
    """
    changes = tuple(_Comparison(before, after).changes())
    if before.matrix != after.matrix:
        return Difference(before.id, after.id, changes, None, None, None)
    required = max((each.requires for each in changes), key=SMALLEST_FIRST.index, default=None)
    stated = step_between(before.version, after.version)
    return Difference(before.id, after.id, changes, required, stated, stated == required)


def step_between(before: str, after: str) -> Step | None:
    """The step from one version number to another; None if it does not lead upwards."""
    one, other = ([int(part) for part in version.split(".")] for version in (before, after))
    if other <= one:
        return None
    place = next(place for place in range(len(one)) if one[place] != other[place])
    return SMALLEST_FIRST[::-1][place]


class _Comparison:
    """Two definitions, compared piece by piece."""

    def __init__(self, before: Matrix, after: Matrix) -> None:
        self.before, self.after = before, after
        kept = {criterion.key: criterion for criterion in after.criteria}
        self.lost = {
            (criterion.scale, level)
            for criterion in before.criteria
            if criterion.key in kept
            for level in self._lost_levels(criterion, kept[criterion.key])
        }

    def changes(self) -> Iterator[Changed]:
        """Every change, in the order of a definition."""
        yield from self.structs(self.before, self.after, "")

    def structs(self, before: Any, after: Any, at: str) -> Iterator[Changed]:
        """Changes of the members of two things with the same key."""
        for field in fields(before):
            one, other = getattr(before, field.name), getattr(after, field.name)
            if one == other or field.encode_name in NOT_COMPARED:
                continue
            where = f"{at}/{field.encode_name}"
            if isinstance(before, Node) and field.name == "weights" and before.of == after.of:
                names = before.of
                yield from self.figures(_by_name(names, one), _by_name(names, other), where)
            elif isinstance(before, Node) and field.name == "cells":
                cells = _by_step(self.before, before), _by_step(self.after, after)
                yield from self.figures(*cells, where)
            elif _is_keyed(one) and _is_keyed(other):
                yield from self.keyed(one, other, where)
            elif isinstance(one, msgspec.Struct) and isinstance(other, msgspec.Struct):
                yield from self.structs(one, other, where)
            else:
                requires = self.step_of(before, after, field.name)
                yield Changed(where, "changed", _shown(one), _shown(other), requires)

    def figures(
        self, before: Mapping[str, object], after: Mapping[str, object], at: str
    ) -> Iterator[Changed]:
        """Changes of weights or cells that have a name each."""
        for name in dict.fromkeys([*before, *after]):
            if before.get(name) != after.get(name):
                kind: Kind = "changed"
                if name not in before or name not in after:
                    kind = "added" if name in after else "removed"
                shown = _shown(before.get(name)), _shown(after.get(name))
                yield Changed(f"{at}/{name}", kind, *shown, "minor")

    def keyed(self, before: Sequence[Any], after: Sequence[Any], at: str) -> Iterator[Changed]:
        """Changes of lists whose things have keys."""
        ones, others = ({each.key: each for each in some} for some in (before, after))
        for key in dict.fromkeys([*ones, *others]):
            where = f"{at}/{key}"
            if key in ones and key in others:
                yield from self.structs(ones[key], others[key], where)
            elif key in ones:
                requires = self.step_of_removed(ones[key], where)
                yield Changed(where, "removed", _worth(ones[key]), None, requires)
            else:
                added: Step = "major" if isinstance(others[key], Criterion) else "minor"
                yield Changed(where, "added", None, _worth(others[key]), added)
        order, reorder = (
            [key for key in some if key in ones.keys() & others] for some in (ones, others)
        )
        if order != reorder:
            requires = "patch" if at.lstrip("/") in LISTED else "minor"
            yield Changed(at, "reordered", order, reorder, requires)

    def step_of_removed(self, thing: Any, where: str) -> Step:
        """Submissions hold criteria and the levels they are answered with, and nothing else."""
        if isinstance(thing, Level):
            return "major" if (where.split("/")[2], thing.key) in self.lost else "minor"
        return "major" if isinstance(thing, Criterion) else "minor"

    def step_of(self, before: Any, after: Any, name: str) -> Step:
        """The step that a changed member asks for."""
        if name in WORDING:
            return "patch"
        if name in ("applies_to", "code"):
            return "major"
        if isinstance(before, Criterion) and name == "scale":
            return "major" if self._lost_levels(before, after) else "minor"
        return "minor"

    def _lost_levels(self, before: Criterion, after: Criterion) -> set[str]:
        ones, others = self.before.scale_of(before).levels, self.after.scale_of(after).levels
        return {level.key for level in ones} - {level.key for level in others}


def _is_keyed(value: object) -> bool:
    return isinstance(value, list) and any(hasattr(each, "key") for each in value)


def _by_name(names: Sequence[str], weights: Sequence[Decimal] | None) -> dict[str, object]:
    return {} if weights is None else dict(zip(names, weights, strict=True))


def _by_step(matrix: Matrix, node: Node) -> dict[str, object]:
    """The cells of a grid, each under the steps of its axes: `moderate/high`."""
    if node.cells is None:
        return {}
    steps = product(*[_steps(matrix, name) for name in node.of])
    return dict(zip(map("/".join, steps), _flat(node.cells), strict=True))


def _steps(matrix: Matrix, name: str) -> list[str]:
    """The steps of a grid's axis, lowest first."""
    for criterion in matrix.criteria:
        if criterion.key == name:
            return [level.key for level in matrix.scale_of(criterion).levels]
    node = next(node for node in matrix.nodes if node.key == name)
    if node.bands:
        return [band.key for band in node.bands]
    return [lv.key for scale in matrix.scales if scale.key == node.gives for lv in scale.levels]


def _flat(cells: object) -> list[object]:
    return [key for inner in cells for key in _flat(inner)] if isinstance(cells, list) else [cells]


def _worth(thing: Any) -> Any:
    """The one figure of a thing that was added or removed, if it has one."""
    if isinstance(thing, Level):
        return _shown(thing.points)
    return _shown(thing.from_) if isinstance(thing, Band) else None


def _shown(value: Any) -> Any:
    """A value as JSON has it: figures as numbers, sources by their titles."""
    if isinstance(value, Decimal):
        return int(value) if value == int(value) else float(value)
    if isinstance(value, list | tuple):
        return [_shown(each) for each in value]
    if isinstance(value, Source):
        return value.title
    if isinstance(value, date):
        return value.isoformat()
    return msgspec.to_builtins(value) if isinstance(value, msgspec.Struct) else value
