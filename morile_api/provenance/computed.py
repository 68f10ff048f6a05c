"""Computed again: every assessment of an answer made anew from its vector, and held against it."""

from collections.abc import Iterator, Mapping, Sequence
from typing import Any

import msgspec

from morile_api.engine.assess import assess
from morile_api.engine.scorer import Scorer
from morile_api.language.asked import Reader, Wanted
from morile_api.language.faults import Code, Fault
from morile_api.provenance.statement import RESULTS

ALWAYS = ("vector", "score", "band", "range", "nodes", "gaps", "confidence", "digest")
"""Members that every assessment has, or lacks, because of its vector alone."""

WHERE_ASKED = ("contributions", "sentence", "distribution", "open_questions", "not_given")
"""Members that follow from the vector too, and stand where they were asked for."""

UNPROVEN = ("ref", "marking", "information_date", "organisation", "flips", "age", "problem")
"""Members that do not follow from the vector, or not from it alone."""

_plain = msgspec.json.Encoder(decimal_format="number")


def recomputed(
    results: Sequence[dict[str, Any]], scorers: Mapping[str, Scorer], reader: Reader
) -> Iterator[Fault]:
    """Every place where an assessment is not what its vector comes to.

    Args:
        results: as decoded; those that are refused are passed over.
        scorers: by matrix id.
        reader: of requests over these matrices.
    """
    by_matrix: dict[str, list[int]] = {}
    for place, each in enumerate(results):
        if each["status"] == "assessed":
            by_matrix.setdefault(each["vector"].partition("/")[0], []).append(place)
    for name, places in by_matrix.items():
        if name in scorers:
            yield from _of_matrix(scorers[name], reader, results, places)
        else:
            there_are = ", ".join(scorers)
            detail = f"of a matrix that is not here; here are {there_are}"
            yield Fault(f"/{RESULTS}/{places[0]}/vector", Code.NO_SUCH_MATRIX, detail)


def _of_matrix(
    scorer: Scorer, reader: Reader, results: Sequence[dict[str, Any]], places: Sequence[int]
) -> Iterator[Fault]:
    submission = reader.types.submissions[scorer.matrix.id]
    # The score depends on the vector only, so nothing else need be what it was.
    again = [
        submission(ref="", organisation="", threat_type=None, vector=results[place]["vector"])
        for place in places
    ]
    asked = {member for place in places for member in results[place]}
    wanted = Wanted(
        explain="contributions" in asked,
        sentence="sentence" in asked,
        distribution=not asked.isdisjoint(("distribution", "open_questions")),
    )
    assessed, bad = assess(scorer, again, places, wanted)
    for refused in bad:
        at = f"/{RESULTS}/{refused.index}/vector"
        yield from (Fault(at, fault.code, fault.detail) for fault in refused.faults)
    for each in assessed:
        yield from _differing(results[each.index], msgspec.json.decode(_plain.encode(each)))


def _differing(said: Mapping[str, Any], again: Mapping[str, Any]) -> Iterator[Fault]:
    at = f"/{RESULTS}/{again['index']}"
    for member in (*ALWAYS, *(each for each in WHERE_ASKED if each in said)):
        for inner, mine, theirs in _parts(member, said.get(member), again.get(member)):
            # Equal texts and types: 1 is not 1.0 here, nor true.
            if msgspec.json.encode(mine) != msgspec.json.encode(theirs):
                detail = "not what the vector comes to with this matrix; altered, or mistaken"
                yield Fault(f"{at}/{inner}", Code.NOT_AS_COMPUTED, detail)


def _parts(member: str, mine: Any, theirs: Any) -> Iterator[tuple[str, Any, Any]]:
    """A member, or its own members where both sides have the same, so that the place is exact."""
    if isinstance(mine, dict) and isinstance(theirs, dict) and mine.keys() == theirs.keys():
        for name in theirs:
            yield from _parts(f"{member}/{name}", mine[name], theirs[name])
    else:
        yield member, mine, theirs
