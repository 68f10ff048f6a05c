"""Answers of the contract: what each operation replies with, shown by what the engine says."""

from collections.abc import Sequence
from typing import Any

from morile_api.catalogue import Catalogue, Entry
from morile_api.engine.compiling.describe import document_of
from morile_api.language.about import Health
from morile_api.language.version import VERSION
from morile_api.provenance.keys import SigningKey, published
from morile_api.web.about import service_of
from morile_api.web.change_examples import (
    moderation_answers,
    moderation_requests,
    replay_answers,
    replay_requests,
)
from morile_api.web.examples import (
    answered,
    by_columns,
    by_vector,
    example_requests,
    partly_refused,
    plain,
)
from morile_api.web.matrices import check_answer, matrix_list
from morile_api.web.moving_examples import moving_answers, moving_requests
from morile_api.web.operation import Operation
from morile_api.web.panel_examples import compared, panel_requests
from morile_api.web.priority_examples import priority_answers, priority_requests
from morile_api.web.schemas import reference
from morile_api.web.settings import Settings
from morile_api.web.stream_examples import lines_answered, stream_answers, stream_requests
from morile_api.web.table_schemas import MEDIA, tables_answered

Value = dict[str, Any]

JSON, NDJSON = "application/json", "application/x-ndjson"

UNCHANGED: Value = {
    "description": "Nothing has changed since the ETag in If-None-Match.",
    "headers": {"ETag": {"$ref": "#/components/headers/ETag"}},
}

SAID = {"200": "As asked.", "207": "Some submissions were assessed, some refused or all refused."}

LINKS: dict[str, Value] = {
    "createAssessments": {
        "matrixUsed": {
            "operationId": "getMatrix",
            "description": "The definition that these threats were scored with.",
            "parameters": {
                "matrix": "$response.body#/matrix/id",
                "version": "$response.body#/matrix/version",
            },
        }
    },
    "listMatrices": {
        "matrix": {
            "operationId": "getMatrix",
            "description": "The definition of a matrix in the list, here of the first.",
            "parameters": {
                "matrix": "$response.body#/matrices/0/id",
                "version": "$response.body#/matrices/0/version",
            },
        }
    },
    "getMatrix": {
        "assessments": {
            "operationId": "createAssessments",
            "description": "Assess threats with this matrix: name it by id and version.",
            "requestBody": {"matrix": "{$response.body#/id}@{$response.body#/version}"},
        }
    },
}


def requests_of(catalogue: Catalogue) -> dict[str, Value]:
    """Examples of requests, by operation."""
    return {
        "createAssessments": {
            **example_requests(catalogue),
            **by_columns(catalogue),
            "by-vector": by_vector(catalogue),
            "partly-refused": partly_refused(catalogue),
        },
        "streamAssessments": stream_requests(catalogue),
        "createAgreement": panel_requests(catalogue),
        "createModeration": moderation_requests(catalogue),
        "createPriorities": priority_requests(catalogue),
        "createReplay": replay_requests(catalogue),
        "createSensitivity": moving_requests(catalogue),
        "checkMatrix": {"definition": {"toml": _shortest(catalogue).text.decode()}},
    }


def answers_of(
    catalogue: Catalogue, settings: Settings, keys: Sequence[SigningKey] = ()
) -> dict[str, dict[str, Value]]:
    """Examples of answers, by operation and status: the engine's own to those requests."""
    asked = requests_of(catalogue)["createAssessments"]
    refused = asked.pop("partly-refused")
    matrix = _shortest(catalogue).scorer.matrix
    vocabulary = min(catalogue.vocabularies.values(), key=lambda each: len(each.terms))
    health = plain(Health("pass", VERSION))
    return {
        "createAssessments": {
            "200": {name: answered(catalogue, request) for name, request in asked.items()},
            "207": {"partly-refused": answered(catalogue, refused)},
        },
        "streamAssessments": {"200": stream_answers(catalogue)},
        "createAgreement": {
            "200": {
                name: compared(catalogue, request)
                for name, request in panel_requests(catalogue).items()
            }
        },
        "createModeration": {"200": moderation_answers(catalogue)},
        "createPriorities": {"200": priority_answers(catalogue)},
        "createReplay": {"200": replay_answers(catalogue)},
        "createSensitivity": {"200": moving_answers(catalogue)},
        "listMatrices": {"200": {"matrices": plain(matrix_list(catalogue))}},
        "getMatrix": {"200": {"matrix": plain(document_of(matrix))}},
        "checkMatrix": {"200": {"accepted": plain(check_answer(matrix))}},
        "listKeys": {"200": {"keys": plain(published(keys))}},
        "getVocabulary": {"200": {"vocabulary": plain(vocabulary)}},
        "getService": {"200": {"service": plain(service_of(catalogue, settings))}},
        "getHealth": {"200": {"pass": health}},
        "getReadiness": {"200": {"pass": health}},
        "getContract": {"200": {}},
    }


def _shortest(catalogue: Catalogue) -> Entry:
    return min(catalogue.entries.values(), key=lambda entry: len(entry.text))


def answer_of(it: Operation, status: str, shown: dict[str, Value]) -> Value:
    """The response object of one status.

    Args:
        it: the operation.
        status: one of its answers'.
        shown: examples, by status and name.
    """
    headers = {
        "Request-ID": {"$ref": "#/components/headers/RequestID"},
        "Cache-Control": {"$ref": "#/components/headers/CacheControl"},
    }
    if it.kept:
        headers["ETag"] = {"$ref": "#/components/headers/ETag"}
    record = it.answers[status]
    content: Value = {"schema": lines_answered(record) if it.streamed else reference(record)}
    if shown[status]:
        content["examples"] = named(shown[status])
    bodies: Value = {media_of(it): content}
    if it.streamed:
        bodies[MEDIA] = {"schema": tables_answered()}
    made = {"description": SAID[status], "headers": headers, "content": bodies}
    return {**made, "links": LINKS[it.name]} if it.name in LINKS else made


def media_of(it: Operation) -> str:
    """The kind of its bodies."""
    return NDJSON if it.streamed else JSON


def named(examples: Value) -> Value:
    """Examples as the contract holds them."""
    return {name: {"value": value} for name, value in examples.items()}
