"""Examples of the contract: requests made from each matrix, and the engine's answers to them."""

from typing import Any

import msgspec

from morile_api.catalogue import Catalogue
from morile_api.engine.answer import answer
from morile_api.language.faults import BadMatrix, BadSubmission, Fault, UnknownMatrix
from morile_api.language.matrix import UNKNOWN, Criterion, Matrix
from morile_api.web.replies import encoder

Value = dict[str, Any]

ORGANISATION = "E23000029"
THREAT_TYPE = "county-lines"


def example_submission(matrix: Matrix, ref: str) -> Value:
    """A submission with every form an answer may take: level, levels, confidence, gap."""
    last = len(matrix.criteria) - 1
    levels: Value = {}
    for number, criterion in enumerate(matrix.criteria):
        keys = _keys(matrix, criterion)
        middle = keys[len(keys) // 2]
        levels[criterion.key] = middle
        if number == 1 and len(keys) > 1:
            levels[criterion.key] = keys[-2:]
        elif number == 2:
            levels[criterion.key] = {"level": middle, "confidence": "low", "grading": "2CP"}
        elif number == last > 0:
            levels[criterion.key] = UNKNOWN
    return {
        "ref": ref,
        "organisation": ORGANISATION,
        "threat_type": THREAT_TYPE,
        "levels": levels,
        "assessor": "force intelligence analyst",
        "information_date": "2026-09-30",
        "marking": "OFFICIAL",
    }


def _keys(matrix: Matrix, criterion: Criterion) -> list[str]:
    return [level.key for level in matrix.scale_of(criterion).levels]


def example_requests(catalogue: Catalogue) -> dict[str, Value]:
    """One request for every matrix, by its id, with `@` written as the names of examples allow."""
    return {
        _named(name): {
            "matrix": name,
            "explain": True,
            "submissions": [example_submission(entry.scorer.matrix.definition, "EXAMPLE-1")],
        }
        for name, entry in catalogue.entries.items()
    }


def _named(matrix: str) -> str:
    return matrix.replace("@", "-")


def by_vector(catalogue: Catalogue) -> Value:
    """A request that gives the answers as one line."""
    request = plainest(catalogue)
    given = {**request["submissions"][0], "vector": _vector(catalogue, request)}
    del given["levels"]
    return {"matrix": request["matrix"], "submissions": [given]}


def by_columns(catalogue: Catalogue) -> dict[str, Value]:
    """For every matrix the same example twice over, as columns."""
    return {
        f"{name}-columns": {"matrix": request["matrix"], "columns": as_columns(catalogue, request)}
        for name, request in example_requests(catalogue).items()
    }


def as_columns(catalogue: Catalogue, request: Value) -> Value:
    """The submissions of a request as columns; twice, as far as a request may be so long."""
    twice = (request["submissions"] * 2)[-catalogue.reader.types.limit :]
    given = {**twice[0]}
    levels = {key: [each["levels"][key] for each in twice] for key in given.pop("levels")}
    return {**{key: [each[key] for each in twice] for key in given}, "levels": levels}


def partly_refused(catalogue: Catalogue, on_error: str = "report") -> Value:
    """A request of which one submission cannot be assessed: its vector is cut off."""
    request = plainest(catalogue)
    good = request["submissions"][0]
    bad = {**good, "ref": "EXAMPLE-2", "vector": _vector(catalogue, request).rpartition("/")[0]}
    del bad["levels"]
    both = [good, bad][-catalogue.reader.types.limit :]
    return {"matrix": request["matrix"], "on_error": on_error, "submissions": both}


def _vector(catalogue: Catalogue, request: Value) -> str:
    found: str = answered(catalogue, request)["results"][0]["vector"]
    return found


def plainest(catalogue: Catalogue) -> Value:
    """The example over the matrix for themes that has the fewest criteria, if there is any."""
    definitions = [entry.scorer.matrix.definition for entry in catalogue.entries.values()]
    definitions.sort(key=lambda each: (each.applies_to != "theme", len(each.criteria)))
    return example_requests(catalogue)[_named(definitions[0].id)]


def answered(catalogue: Catalogue, request: Value) -> Value:
    """What the engine says to a request, as it goes over the wire."""
    body = msgspec.json.encode(request)
    said: Value = plain(answer(catalogue.scorers, catalogue.reader, body))
    return said


def plain(value: Any) -> Any:
    """A value as it goes over the wire."""
    return msgspec.json.decode(encoder.encode(value))


def faults_of(catalogue: Catalogue, request: Value) -> list[Fault]:
    """Why the engine refuses a request as a whole."""
    try:
        answered(catalogue, request)
    except (BadSubmission, UnknownMatrix, BadMatrix) as error:
        return error.faults
    return []
