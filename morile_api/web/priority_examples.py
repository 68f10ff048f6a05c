"""Examples of priorities: slots with a reserved share, and a capacity with costs."""

from typing import Any

import msgspec

from morile_api.catalogue import Catalogue
from morile_api.engine.priorities.prioritise import priorities
from morile_api.language.matrix import UNKNOWN
from morile_api.web.examples import plain, plainest

Value = dict[str, Any]

CUMBRIA, MERSEYSIDE, MANCHESTER = "E23000002", "E23000004", "E23000005"
THREATS = ((MERSEYSIDE, -1), (MERSEYSIDE, -1), (MANCHESTER, -2), (CUMBRIA, 1), (CUMBRIA, 0))
"""Whose each threat is, and the place of its levels on their scales."""

POPULATIONS = [
    {"organisation": CUMBRIA, "population": 500_000},
    {"organisation": MERSEYSIDE, "population": 1_400_000},
    {"organisation": MANCHESTER, "excluded": "an example of a reason"},
]
"""Made up, and round."""


def priority_requests(catalogue: Catalogue) -> dict[str, Value]:
    """Three slots, one of them for Cumbria; and a capacity, shared out by contributions."""
    matrix = plainest(catalogue)["matrix"]
    count = min(len(THREATS), catalogue.reader.types.limit)
    payers = zip((CUMBRIA, MERSEYSIDE), (1, 3), strict=True)
    slots = {
        "matrix": matrix,
        "slots": 3,
        "reserve": {"by": "equal", "share": 0.34, "among": [{"organisation": CUMBRIA}]},
        "tie_break": ["latest-information", "ref"],
        "as_of": "2026-11-22",
        "populations": POPULATIONS,
        "reference_scores": [0, 10, 20, 50],
        "submissions": [_submission(catalogue, number) for number in range(count)],
    }
    capacity = {
        "matrix": matrix,
        "capacity": 12.5,
        "top": 2,
        "reserve": {
            "by": "contribution",
            "amount": 6,
            "counts": "at-least",
            "among": [{"organisation": name, "contribution": paid} for name, paid in payers],
        },
        "submissions": [
            {**_submission(catalogue, number), "cost": number + 1.5} for number in range(count)
        ],
    }
    return {"slots": slots, "capacity": capacity}


def _submission(catalogue: Catalogue, number: int) -> Value:
    organisation, place = THREATS[number]
    request = plainest(catalogue)
    definition = catalogue.entries[request["matrix"]].scorer.matrix.definition
    levels: Value = {}
    for criterion in definition.criteria:
        keys = [level.key for level in definition.scale_of(criterion).levels]
        levels[criterion.key] = keys[max(-len(keys), min(place, len(keys) - 1))]
    if number == 1:
        levels[definition.criteria[-1].key] = UNKNOWN
    given = {**request["submissions"][0], "organisation": organisation, "levels": levels}
    return {**given, "ref": f"EXAMPLE-{number + 1}"}


def priority_answers(catalogue: Catalogue) -> dict[str, Value]:
    """The engine's answers to those requests, by the same names."""
    return {
        name: _answered(catalogue, asked) for name, asked in priority_requests(catalogue).items()
    }


def _answered(catalogue: Catalogue, request: Value) -> Value:
    body, verb = msgspec.json.encode(request), catalogue.verbs["priorities"]
    said: Value = plain(priorities(catalogue.scorers, verb, catalogue.vocabularies, body))
    return said
