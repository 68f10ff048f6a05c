"""Examples of sensitivity: threats under moved figures, and what the engine says of them."""

from typing import Any

import msgspec

from morile_api.catalogue import Catalogue
from morile_api.engine.appraisal.sensitivity import sensitivity_answer
from morile_api.web.examples import plain, plainest

Value = dict[str, Any]

TRIALS = 50
"""Enough to show something, few enough that a service starts at once."""


THREATS = 3


def moving_requests(catalogue: Catalogue) -> dict[str, Value]:
    """Threats at different places of every scale, weights and points moved by a fifth."""
    request = plainest(catalogue)
    definition = catalogue.entries[request["matrix"]].scorer.matrix.definition
    submissions = []
    for number in range(min(THREATS, catalogue.reader.types.limit)):
        levels = {}
        for place, criterion in enumerate(definition.criteria):
            keys = [level.key for level in definition.scale_of(criterion).levels]
            levels[criterion.key] = keys[(number + place) % len(keys)]
        given = {**request["submissions"][0], "ref": f"EXAMPLE-{number + 1}", "levels": levels}
        submissions.append(given)
    asked = {"matrix": request["matrix"], "vary": "both", "by": 0.2, "trials": TRIALS, "seed": 1}
    return {"moved-by-a-fifth": {**asked, "submissions": submissions}}


def moving_answers(catalogue: Catalogue) -> dict[str, Value]:
    """The engine's answers to those requests, by the same names."""
    return {name: _moved(catalogue, asked) for name, asked in moving_requests(catalogue).items()}


def _moved(catalogue: Catalogue, request: Value) -> Value:
    body, verb = msgspec.json.encode(request), catalogue.verbs["sensitivities"]
    said: Value = plain(sensitivity_answer(catalogue.scorers, verb, body))
    return said
