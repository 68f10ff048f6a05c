"""The same service as most would first write it: FastAPI, Pydantic, a scorer of plain dictionaries.

It reads one matrix, knows only the operators that one needs (sum and product) and gives no
contributions; for what it does know its answers are those of the service, digest included.
"""

import json
from collections.abc import Mapping
from hashlib import sha256
from typing import Any

from fastapi import FastAPI
from pydantic import BaseModel

from benchmarks.mixes import MATRIX, catalogue
from benchmarks.rivals.models import (
    ASCENDING,
    CONFIDENCES,
    Answer,
    Asked,
    Assessed,
    Mark,
    Node,
    Range,
    Summary,
    definition,
    level_keys,
)
from morile_api.language.matrix import Node as Definition
from morile_api.language.version import ENGINE_VERSION

MATRIX_DIGEST = catalogue().scorers[MATRIX].mark.digest

KEYS = {each.key: level_keys(each) for each in definition.criteria}
POINTS = {
    each.key: {level.key: int(level.points) for level in definition.scale_of(each).levels}
    for each in definition.criteria
}
STAND_INS = {
    each.key: each.unknown_counts_as or definition.scale_of(each).unknown_counts_as
    for each in definition.criteria
}
CUTS = {
    node.key: [(band.key, int(band.from_)) for band in node.bands or []]
    for node in definition.nodes
}


def _said(answer: Any, keys: list[str]) -> tuple[list[str], str | None]:
    """The levels an answer leaves possible, lowest first, and the stated confidence."""
    confidence = None
    if isinstance(answer, BaseModel):
        confidence = answer.confidence  # type: ignore[attr-defined]
        answer = answer.level  # type: ignore[attr-defined]
    if answer == "unknown":
        return keys, confidence
    named = [answer] if isinstance(answer, str) else answer
    return [key for key in keys if key in named], confidence


def _counts(possible: list[str], keys: list[str], stand_in: str | None) -> str | None:
    """The level the headline counts."""
    if len(possible) == 1:
        return possible[0]
    if stand_in is None:
        return None
    at = keys.index(stand_in)
    return min(possible, key=lambda key: (abs(keys.index(key) - at), -keys.index(key)))


def _scores(levels: Mapping[str, str | None]) -> dict[str, int | None]:
    """Every node's score; None where an input has none."""
    values: dict[str, int | None] = {}
    for criterion in definition.criteria:
        chosen = levels[criterion.key]
        values[criterion.key] = None if chosen is None else POINTS[criterion.key][chosen]
    for node in definition.nodes:
        inputs = [values[name] for name in node.of]
        known = [value for value in inputs if value is not None]
        if len(known) < len(inputs):
            values[node.key] = None
        elif node.combine == "product":
            total = 1
            for value in known:
                total *= value
            values[node.key] = total
        else:
            values[node.key] = sum(known)
    return {node.key: values[node.key] for node in definition.nodes}


def _band(node: Definition, score: int | None) -> str | None:
    if score is None:
        return None
    return [key for key, cut in CUTS[node.key] if cut <= score][-1]


def _range(lows: Mapping[str, str], highs: Mapping[str, str]) -> Range:
    head = next(node for node in definition.nodes if node.key == definition.result.score)
    lowest, highest = _scores(lows)[head.key], _scores(highs)[head.key]
    names = [key for key, _ in CUTS[head.key]]
    first, last = _band(head, lowest), _band(head, highest)
    if lowest is None or highest is None or first is None or last is None:
        raise ValueError("an end of the range is always known")
    return Range(
        bands=names[names.index(first) : names.index(last) + 1], highest=highest, lowest=lowest
    )


def _digest(result: dict[str, Any], vector: str) -> str:
    whole = {
        "matrix": {
            "digest": MATRIX_DIGEST,
            "id": definition.matrix,
            "version": definition.version,
        },
        "result": result,
        "vector": vector,
    }
    text = json.dumps(whole, sort_keys=True, separators=(",", ":"), ensure_ascii=False)
    return f"sha256:{sha256(text.encode()).hexdigest()}"


def _assess(index: int, submission: Any) -> Assessed:
    counted, lows, highs = {}, {}, {}
    gaps, parts = [], [definition.id]
    weakest: dict[str, str] = {}
    for criterion in definition.criteria:
        key = criterion.key
        keys = KEYS[key]
        possible, confidence = _said(getattr(submission.levels, key), keys)
        counted[key] = _counts(possible, keys, STAND_INS[key])
        lows[key], highs[key] = possible[0], possible[-1]
        spelt = "|".join(possible)
        if possible == keys:
            gaps.append(key)
            spelt = "unknown"
        if confidence is not None:
            spelt += f"~{confidence}"
            before = weakest.get(criterion.section, confidence)
            weakest[criterion.section] = min(before, confidence, key=CONFIDENCES.index)
        parts.append(f"{criterion.code}:{spelt}")
    scores = _scores(counted)
    nodes = {
        node.key: Node(band=_band(node, scores[node.key]), score=scores[node.key])
        for node in definition.nodes
    }
    return _assessed(index, submission, nodes, _range(lows, highs), gaps, "/".join(parts), weakest)


def _assessed(
    index: int,
    submission: Any,
    nodes: dict[str, Node],
    range: Range,  # noqa: A002
    gaps: list[str],
    vector: str,
    weakest: dict[str, str],
) -> Assessed:
    score = nodes[definition.result.score].score
    band = nodes[definition.result.band or definition.result.score].band
    shown = {key: node.model_dump() for key, node in nodes.items()}
    result = {"score": score, "band": band, "range": range.model_dump(), "nodes": shown}
    stated: dict[str, Any] = {
        "confidence": weakest or None,
        "marking": submission.marking,
        "information_date": submission.information_date,
    }
    return Assessed(
        status="assessed",
        index=index,
        ref=submission.ref,
        score=score,
        band=band,
        range=range,
        nodes=nodes,
        gaps=gaps,
        vector=vector,
        digest=_digest(result, vector),
        **{name: value for name, value in stated.items() if value is not None},
    )


app = FastAPI(openapi_url=None)


@app.post("/v1/assessments", response_model_exclude_unset=True)
async def create(asked: Asked) -> Answer:
    """Score every submission."""
    results = [_assess(index, each) for index, each in enumerate(asked.submissions)]
    mark = Mark(
        id=definition.matrix,
        version=definition.version,
        status=definition.status,
        digest=MATRIX_DIGEST,
    )
    summary = Summary(total=len(results), assessed=len(results), refused=0)
    stated = [each.marking for each in results if each.marking]
    highest = {"marking": max(stated, key=ASCENDING.index)} if stated else {}
    return Answer(
        matrix=mark, engine_version=ENGINE_VERSION, summary=summary, results=results, **highest
    )
