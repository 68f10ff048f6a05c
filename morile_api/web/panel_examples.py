"""Examples of agreement: assessors of the same threats, and the same threats over time."""

from typing import Any

import msgspec

from morile_api.catalogue import Catalogue
from morile_api.engine.agreement.compare import agreement_answer
from morile_api.web.examples import plain, plainest

Value = dict[str, Any]

SAID = ((0, 0, 1), (1, 2, 2), (2, 2, -1), (1, 1, 1), (-1, -1, -1))
"""Threat by threat the level that each assessor names, as its place on the scale."""

AGREED = (0, 2)
"""The same for what was agreed, of the first threats only."""


def panel_requests(catalogue: Catalogue) -> dict[str, Value]:
    """Assessors, with a reference for some threats; and the same threats in two quarters."""
    assessors: list[Value] = []
    quarters: list[Value] = []
    for number, places in enumerate(SAID):
        for who, place in enumerate(places, start=1):
            assessors.append(_submission(catalogue, number, place, f"analyst-{who}"))
        for place in AGREED[number : number + 1]:
            agreed = _submission(catalogue, number, place, "panel")
            assessors.append({**agreed, "reference": True})
            for step, period in enumerate(("2026-Q1", "2026-Q2")):
                said = _submission(catalogue, number, place + step, "analyst-1")
                quarters.append({**said, "period": period})
    # A submission to compare need not answer every question.
    assessors[0]["levels"].popitem()
    matrix, most = plainest(catalogue)["matrix"], catalogue.reader.types.limit
    return {
        "assessors": {"matrix": matrix, "seed": 1, "submissions": assessors[:most]},
        "periods": {"matrix": matrix, "compare": "periods", "submissions": quarters[:most]},
    }


def _submission(catalogue: Catalogue, number: int, place: int, assessor: str) -> Value:
    request = plainest(catalogue)
    definition = catalogue.entries[request["matrix"]].scorer.matrix.definition
    levels = {}
    for criterion in definition.criteria:
        keys = [level.key for level in definition.scale_of(criterion).levels]
        levels[criterion.key] = keys[min(place, len(keys) - 1)]
    given = {**request["submissions"][0], "ref": f"EXAMPLE-{number + 1}", "levels": levels}
    return {**given, "assessor": assessor}


def compared(catalogue: Catalogue, request: Value) -> Value:
    """What the engine says to a request for agreement, as it goes over the wire."""
    body = msgspec.json.encode(request)
    verb = catalogue.verbs["agreement"]
    said: Value = plain(agreement_answer(catalogue.scorers, verb, body))
    return said
