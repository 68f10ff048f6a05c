"""Refusals: the problems of the contract, one response a status, with what really comes back."""

from typing import Any

from morile_api.catalogue import Catalogue, read_matrix
from morile_api.language.faults import BadMatrix, BadSubmission, Fault, UnknownVocabulary
from morile_api.language.reach import not_yours
from morile_api.language.reading import untyped
from morile_api.web import problems
from morile_api.web.examples import faults_of, partly_refused, plain, plainest
from morile_api.web.problems import Kind
from morile_api.web.schemas import reference

Value = dict[str, Any]

REQUEST_ID = "b6f0a1d27c3e4958"
"""The request id of every example."""

REFUSALS: dict[str, tuple[Kind, ...]] = {
    "BadHost": (problems.BAD_HOST,),
    "NoToken": (problems.NO_TOKEN, problems.INVALID_TOKEN),
    "NotYours": (problems.NOT_YOUR_ORGANISATION,),
    "MalformedRequest": (problems.MALFORMED_REQUEST, problems.BAD_HOST),
    "NotFound": (problems.NOT_FOUND,),
    "UnknownMatrix": (problems.UNKNOWN_MATRIX,),
    "UnknownVocabulary": (problems.UNKNOWN_VOCABULARY,),
    "NotAcceptable": (problems.NOT_ACCEPTABLE,),
    "NotAcceptableStream": (problems.NOT_ACCEPTABLE_STREAM,),
    "RequestTimeout": (problems.REQUEST_TIMEOUT,),
    "TooLarge": (problems.TOO_LARGE,),
    "UnsupportedMediaType": (problems.UNSUPPORTED_MEDIA_TYPE,),
    "UnsupportedStream": (problems.UNSUPPORTED_STREAM,),
    "UnknownQuery": (problems.UNKNOWN_QUERY,),
    "InvalidSubmission": (problems.INVALID_SUBMISSION, problems.UNKNOWN_QUERY),
    "InvalidMatrix": (
        problems.INVALID_MATRIX,
        problems.INVALID_SUBMISSION,
        problems.UNKNOWN_QUERY,
    ),
    "Internal": (problems.INTERNAL,),
    "Overloaded": (problems.OVERLOADED, problems.NO_KEYS),
    "NoKeys": (problems.NO_KEYS,),
}
"""By name in the contract, the kinds of problem that share a status there."""

OTHERWISE = "AnyOther"
OF_ANY_OTHER = (problems.METHOD_NOT_ALLOWED, problems.HEADERS_TOO_LARGE, problems.ONLY_HERE)


def status_of(name: str) -> str:
    """The status of a refusal, as the contract writes it."""
    return str(REFUSALS[name][0].status)


def refusal_responses(catalogue: Catalogue) -> dict[str, Value]:
    """Every refusal as a response component, by name."""
    faults = example_faults(catalogue)
    responses = {name: _response(kinds, faults) for name, kinds in REFUSALS.items()}
    other = {**_response(OF_ANY_OTHER, faults), "description": "Any other problem."}
    return responses | {OTHERWISE: other}


def example_faults(catalogue: Catalogue) -> dict[Kind, list[Fault]]:
    """Faults as the engine finds them, for the kinds that list some."""
    request = plainest(catalogue)
    return {
        problems.MALFORMED_REQUEST: _not_json(),
        problems.UNKNOWN_MATRIX: faults_of(catalogue, {**request, "matrix": "none@1.0.0"}),
        problems.UNKNOWN_VOCABULARY: UnknownVocabulary(list(catalogue.vocabularies)).faults,
        problems.INVALID_SUBMISSION: faults_of(catalogue, partly_refused(catalogue, "reject")),
        problems.INVALID_MATRIX: _not_a_matrix(),
        problems.NOT_YOUR_ORGANISATION: [not_yours("/submissions/0")],
    }


def _not_json() -> list[Fault]:
    try:
        untyped(b'{"matrix": }')
    except BadSubmission as error:
        return error.faults
    return []


def _not_a_matrix() -> list[Fault]:
    try:
        read_matrix(b'matrix = "example"\nversion = "1.0.0"\n')
    except BadMatrix as error:
        return error.faults
    return []


def _response(kinds: tuple[Kind, ...], faults: dict[Kind, list[Fault]]) -> Value:
    headers = {"Request-ID": {"$ref": "#/components/headers/RequestID"}}
    for kind in kinds:
        for name, value in problems.HEADERS.get(kind, []):
            headers[_spelt(name)] = _header(value)
    examples = {
        kind.name: {
            "summary": kind.title,
            "value": plain(problems.problem_of(kind, REQUEST_ID, None, faults.get(kind))),
        }
        for kind in kinds
    }
    content = {
        problems.PROBLEM_JSON.decode(): {"schema": reference("Problem"), "examples": examples}
    }
    return {
        "description": "; or: ".join(kind.title for kind in kinds) + ".",
        "headers": headers,
        "content": content,
    }


def _spelt(name: bytes) -> str:
    parts = name.decode().split("-")
    return "-".join("WWW" if part == "www" else part.capitalize() for part in parts)


def _header(value: bytes) -> Value:
    text = value.decode()
    kind = {"type": "integer", "format": "int32"} if text.isdigit() else {"type": "string"}
    return {"schema": kind, "example": int(text) if text.isdigit() else text}
