"""An independent scorer: exact fractions, straight from the definition, plain and slow.

It shares no code with the engine: only the words of a definition (`morile_api.language.matrix`).
Every method follows a sentence of the specification, and nothing is done for speed.
"""

from collections.abc import Iterator, Mapping, Sequence
from fractions import Fraction
from functools import cache
from itertools import combinations, product
from math import factorial, floor, prod
from typing import Any, NamedTuple

from morile_api.language.matrix import Matrix, Node

Levels = Mapping[str, str]
"""One level key for every criterion."""

Said = Mapping[str, Sequence[str]]
"""For every criterion the level keys it may have, ascending; all of them is unknown."""

Printed = int | float

WIDE = 8
"""Inputs of a node up to which every order of arrival is tried, whatever the operator."""


class Value(NamedTuple):
    """What a criterion or node has: its exact score, and its step on a grid's axis."""

    score: Fraction
    step: str | None


class Span(NamedTuple):
    """The smallest and largest printed score, and every band between the ends."""

    lowest: Printed
    highest: Printed
    bands: list[str]


class Share(NamedTuple):
    """What one criterion adds, exactly and as printed, with the level it stands on."""

    criterion: str
    level: str
    points: Printed
    exact: Fraction
    adds: Printed
    counts_as: str | None


def rounded(score: Fraction, decimals: int) -> int:
    """The score in units of the last printed decimal, half away from zero."""
    size: int = floor(abs(score) * 10**decimals + Fraction(1, 2))
    return -size if score < 0 else size


def as_printed(score: Fraction, decimals: int) -> Printed:
    """The number people read; whole ones are integers."""
    value = Fraction(rounded(score, decimals), 10**decimals)
    return int(value) if value.denominator == 1 else float(value)


class Reference:
    """One definition, ready to be scored by hand."""

    def __init__(self, matrix: Matrix) -> None:
        self.matrix = matrix
        self.nodes = {node.key: node for node in matrix.nodes}
        scales = {scale.key: scale for scale in matrix.scales}
        self.scales = {c.key: [v.key for v in scales[c.scale].levels] for c in matrix.criteria}
        self.points = {
            c.key: {v.key: Fraction(v.points) for v in scales[c.scale].levels}
            for c in matrix.criteria
        }
        self.worth = {s.key: {v.key: Fraction(v.points) for v in s.levels} for s in matrix.scales}
        self.stand_ins = {
            c.key: c.unknown_counts_as or scales[c.scale].unknown_counts_as for c in matrix.criteria
        }
        self.weights = {n.key: [Fraction(each) for each in n.weights or []] for n in matrix.nodes}
        self.cuts = {
            n.key: [(band.key, Fraction(band.from_)) for band in n.bands or []]
            for n in matrix.nodes
        }
        self.keys = list(self.scales)
        self._values = cache(self._evaluated)

    # One threat of which every level is known

    def values(self, levels: Levels) -> dict[str, Value]:
        """Every criterion's and node's value."""
        return self._values(tuple(levels[key] for key in self.keys))

    def _evaluated(self, levels: tuple[str, ...]) -> dict[str, Value]:
        known = {
            key: Value(self.points[key][level], level)
            for key, level in zip(self.keys, levels, strict=True)
        }

        def value_of(name: str) -> Value:
            if name not in known:
                node = self.nodes[name]
                known[name] = self.combined(node, [value_of(below) for below in node.of])
            return known[name]

        for name in self.nodes:
            value_of(name)
        return known

    def combined(self, node: Node, inputs: Sequence[Value]) -> Value:
        """A node's value from those of its inputs."""
        scores = [each.score for each in inputs]
        step: str | None = None
        match node.combine:
            case "sum":
                score = sum(scores, Fraction(0))
            case "weighted_sum":
                weights = self.weights[node.key]
                score = sum((w * s for w, s in zip(weights, scores, strict=True)), Fraction(0))
            case "product":
                score = prod(scores, start=Fraction(1))
            case "max":
                score = max(scores)
            case "min":
                score = min(scores)
            case "mean":
                score = sum(scores, Fraction(0)) / len(scores)
            case "grid":
                step = self._cell(node, [str(each.step) for each in inputs])
                score = self.worth[str(node.gives)][step]
        if node.bands:
            step = [key for key, cut in self.cuts[node.key] if cut <= score][-1]
        return Value(score, step)

    def _cell(self, node: Node, steps: Sequence[str]) -> str:
        cells: Any = node.cells
        for name, step in zip(node.of, steps, strict=True):
            cells = cells[self.steps(name).index(step)]
        return str(cells)

    def steps(self, name: str) -> list[str]:
        """The steps of a criterion or node on a grid's axis, lowest first."""
        if name in self.scales:
            return self.scales[name]
        bands = self.nodes[name].bands
        return (
            [band.key for band in bands]
            if bands is not None
            else list(self.worth[str(self.nodes[name].gives)])
        )

    def feeding(self, name: str) -> set[str]:
        """The criteria that a node rests on."""
        if name in self.scales:
            return {name}
        return set().union(*(self.feeding(below) for below in self.nodes[name].of))

    # One threat with open answers

    def completions(self, said: Said, of: Sequence[str] | None = None) -> Iterator[Levels]:
        """Every way of settling the open answers, or only those of some criteria."""
        tried = set(self.keys if of is None else of)
        base = self.headline(said)
        choices = [said[key] if key in tried else [base[key] or said[key][0]] for key in self.keys]
        for each in product(*choices):
            yield dict(zip(self.keys, each, strict=True))

    def headline(self, said: Said) -> dict[str, str | None]:
        """The level that each answer counts as; None where none stands in."""
        return {key: self._counted(key, said[key]) for key in self.keys}

    def _counted(self, key: str, levels: Sequence[str]) -> str | None:
        if len(levels) == 1:
            return levels[0]
        stand_in, scale = self.stand_ins[key], self.scales[key]
        if stand_in is None:
            return None
        at = scale.index(stand_in)
        nearest = min(abs(scale.index(level) - at) for level in levels)
        return [level for level in levels if abs(scale.index(level) - at) == nearest][-1]

    def gaps(self, said: Said) -> list[str]:
        """The criteria that are answered unknown."""
        return [k for k in self.keys if len(self.scales[k]) > 1 and self._is_unknown(k, said)]

    def _is_unknown(self, key: str, said: Said) -> bool:
        return len(said[key]) == len(self.scales[key])

    def node(self, name: str, said: Said) -> list[tuple[Printed | None, str | None]]:
        """The score and band a node may be shown with.

        Where a criterion that no level counts for can move it, it has neither. Where such a
        criterion is named by it and moves nothing, both readings are right.
        """
        unscored = [key for key, level in self.headline(said).items() if level is None]
        found = {
            (as_printed(value.score, self.matrix.decimals), value.step)
            for levels in self.completions(said, unscored)
            for value in [self.values(levels)[name]]
        }
        absent: list[tuple[Printed | None, str | None]] = [(None, None)]
        if len(found) > 1:
            return absent
        return [*found, *(absent if self.feeding(name) & set(unscored) else [])]

    def exact_span(self, said: Said) -> tuple[Fraction, Fraction]:
        """The smallest and largest headline score over every completion."""
        scores = [
            self.values(each)[self.matrix.result.score].score for each in self.completions(said)
        ]
        return min(scores), max(scores)

    def span(self, said: Said) -> Span:
        """The range as printed, with every band from the lowest possible to the highest."""
        low, high = self.exact_span(said)
        bands: list[str] = []
        if self.matrix.result.band is not None:
            steps = self.steps(self.matrix.result.band)
            reached = {
                steps.index(str(self.values(each)[self.matrix.result.band].step))
                for each in self.completions(said)
            }
            bands = steps[min(reached) : max(reached) + 1]
        decimals = self.matrix.decimals
        return Span(as_printed(low, decimals), as_printed(high, decimals), bands)

    def vector(self, said: Said, confidence: Mapping[str, str] | None = None) -> str:
        """The canonical line."""
        parts = [self.matrix.id]
        for criterion in self.matrix.criteria:
            text = self.answered(criterion.key, said)
            stated = (confidence or {}).get(criterion.key)
            parts.append(f"{criterion.code}:{text}" + (f"~{stated}" if stated else ""))
        return "/".join(parts)

    def answered(self, key: str, said: Said) -> str:
        """An answer as people read it."""
        return "unknown" if key in self.gaps(said) else "|".join(said[key])

    # What each criterion adds

    def lowest(self) -> Levels:
        """Every criterion at its lowest level."""
        return {key: scale[0] for key, scale in self.scales.items()}

    def exact_shares(self, levels: Levels) -> dict[str, Fraction]:
        """What each criterion adds to the headline score, against all-lowest.

        Among the inputs of a node: Shapley values. An input's share goes down to its own inputs in
        proportion, that is by what one unit of its change is given.
        """
        now, base = self.values(levels), self.values(self.lowest())
        shares = dict.fromkeys(self.keys, Fraction(0))

        def pass_down(name: str, one_unit: Fraction) -> None:
            if name in shares:
                shares[name] += one_unit * (now[name].score - base[name].score)
                return
            for below, given in self.one_units(self.nodes[name], now, base).items():
                pass_down(below, one_unit * given)

        pass_down(self.matrix.result.score, Fraction(1))
        return shares

    def one_units(
        self, node: Node, now: Mapping[str, Value], base: Mapping[str, Value]
    ) -> dict[str, Fraction]:
        """What a node gives each of its inputs for every unit that the input has changed by."""
        found = {}
        for name, share in self.shapley(node, now, base).items():
            changed = now[name].score - base[name].score
            if changed != 0:
                found[name] = share / changed
            elif node.combine in ("max", "min", "grid"):
                found[name] = Fraction(0)
            else:
                # Its own inputs may have changed and cancelled out. To sums and products a unit
                # is worth the same wherever it stands, so one is tried.
                one_more = {**now, name: Value(base[name].score + 1, None)}
                found[name] = self.shapley(node, one_more, base)[name]
        return found

    def shapley(
        self, node: Node, now: Mapping[str, Value], base: Mapping[str, Value]
    ) -> dict[str, Fraction]:
        """What each input adds to a node as it arrives, averaged over all orders of arrival."""

        @cache
        def worth(inside: frozenset[str]) -> Fraction:
            inputs = [now[each] if each in inside else base[each] for each in node.of]
            return self.combined(node, inputs).score

        if len(node.of) > WIDE and node.combine in ("sum", "weighted_sum", "mean"):
            # A sum gives an input the same whenever it arrives, so one order is enough.
            return {name: worth(frozenset([name])) - worth(frozenset()) for name in node.of}
        found = dict.fromkeys(node.of, Fraction(0))
        for name in node.of:
            others = [other for other in node.of if other != name]
            for count in range(len(others) + 1):
                later = factorial(len(others) - count)
                orders = Fraction(factorial(count) * later, factorial(len(node.of)))
                for before in map(frozenset, combinations(others, count)):
                    found[name] += orders * (worth(before | {name}) - worth(before))
        return found

    def shares(self, said: Said) -> list[Share] | None:
        """What each criterion of the headline adds; None where there is no headline score."""
        head = self.headline(said)
        levels = {key: level for key, level in head.items() if level is not None}
        involved = [key for key in self.keys if key in self.feeding(self.matrix.result.score)]
        if any(key not in levels for key in involved):
            return None
        levels = {**self.lowest(), **levels}
        exact, printed = self.exact_shares(levels), self.apportioned(levels, involved)
        decimals = self.matrix.decimals
        found = []
        for key in involved:
            answered, counted = self.answered(key, said), levels[key]
            points = as_printed(self.points[key][counted], decimals)
            counts_as = None if counted == answered else counted
            found.append(Share(key, answered, points, exact[key], printed[key], counts_as))
        return found

    def apportioned(self, levels: Levels, involved: Sequence[str]) -> dict[str, Printed]:
        """Shares as printed: rounded down, what is missing going to the largest remainders.

        Of equal remainders the criterion whose key stands first in the alphabet gets it, so that
        the order of the questions changes nothing. A criterion that adds nothing gets nothing.
        """
        decimals, score = self.matrix.decimals, self.matrix.result.score
        exact = self.exact_shares(levels)
        steps = {key: floor(exact[key] * 10**decimals) for key in involved}
        rests = {key: exact[key] * 10**decimals - steps[key] for key in involved}
        whole = rounded(self.values(levels)[score].score, decimals)
        whole -= rounded(self.values(self.lowest())[score].score, decimals)
        missing = whole - sum(steps.values())
        adding = sorted(key for key in involved if exact[key] != 0)
        order = sorted(adding, key=lambda key: -rests[key])
        for place in range(abs(missing)):
            # More is missing than there are remainders, or less than nothing, only where a score
            # of one sign and a baseline of the other are rounded apart.
            receiver = order[place % len(order)] if missing > 0 else order[-1 - place % len(order)]
            steps[receiver] += 1 if missing > 0 else -1
        return {key: as_printed(Fraction(n, 10**decimals), decimals) for key, n in steps.items()}
