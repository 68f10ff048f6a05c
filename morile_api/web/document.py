"""The contract: the OpenAPI document of what a service with these matrices accepts and answers."""

from collections.abc import Sequence
from pathlib import Path
from typing import Any

import msgspec

from morile_api import catalogue as catalogues
from morile_api.catalogue import Catalogue
from morile_api.language.claims import SCOPES
from morile_api.language.version import VERSION
from morile_api.provenance.keys import SigningKey
from morile_api.web.access.open_paths import OpenPaths
from morile_api.web.answers import UNCHANGED, answer_of, answers_of, media_of, named, requests_of
from morile_api.web.components import components_of
from morile_api.web.operation import TAGS, Operation, Parameter
from morile_api.web.operations import OPERATIONS
from morile_api.web.refusals import OTHERWISE, REQUEST_ID, refusal_responses, status_of
from morile_api.web.schemas import reference
from morile_api.web.settings import Settings
from morile_api.web.stream_examples import lines_sent
from morile_api.web.table_schemas import MEDIA, tables_sent

Value = dict[str, Any]

FOLDER = Path(__file__).parents[2] / "openapi"

ABOUT = (
    "Assesses serious and organised crime threats in one common, exact and explained way: what one "
    "organisation says about a threat goes in, a score, a band and the reasons come out.\n\n"
    "**The official MoRiLE figures are not public.** Matrices whose status is `illustrative` "
    "follow the published structure with figures of this project's own; those whose status is "
    "`published` hold published figures.\n\n"
    "- Requests are typed for each matrix version and told apart by `matrix`; unknown members are "
    "refused. Answers may grow: ignore members you do not know.\n"
    "- Submissions hold no names, no dates of birth and no other personal data.\n"
    "- Scoring changes nothing and the same request gets the same bytes, so every request may be "
    "sent again.\n"
    "- Every error is an RFC 9457 problem. Switch on its `type` and on the `code` of each of its "
    "`errors`; titles and details may change. No error repeats what you sent.\n"
    "- Every GET answers HEAD too. A `Request-ID` of up to 64 letters, digits, dots, dashes and "
    "underscores is taken over and comes back, and so does a `traceparent`; without one an id is "
    "made. Answers with an ETag honour `If-None-Match`.\n"
    "- `GET /v1` says whether callers need a token (`access`). Where they do, a submission whose "
    "organisation the token does not cover is refused at its place with a 403, and no other.\n"
    "- Members are in snake_case, as in data.police.uk and GOV.UK Notify, and as in the columns of "
    "a table; only those of an `envelope` are named as DSSE names them.\n"
    "- Where the service signs, an answer with assessments has an `envelope`, and each assessment "
    "its `organisation`; `GET /v1/keys` has the public keys."
)

HEADERS: Value = {
    "RequestID": {
        "description": "Names this exchange; the log of the service has it too.",
        "schema": {"type": "string"},
        "example": REQUEST_ID,
    },
    "CacheControl": {
        "description": "How long the answer may be kept.",
        "schema": {"type": "string"},
        "example": "no-cache",
    },
    "ETag": {
        "description": "SHA-256 of the answer; send it as If-None-Match.",
        "schema": {"type": "string"},
        "example": '"0f343b0931126a20f133d67c2b018a3b1f0e0e0a3c9c5c7f0a6f6e0d5b7c9a11"',
    },
}


BEARER = "bearer"

SECURITY: Value = {
    BEARER: {
        "type": "http",
        "scheme": "bearer",
        "bearerFormat": "JWT",
        "description": (
            "An access token of the agency's issuer (OAuth 2.0 client credentials, RFC 9068). Its "
            "claim `organisation` says for whom the caller speaks; the scopes "
            f"{' and '.join(f'`{each}`' for each in SCOPES)} let a regional unit speak for its "
            "forces, and a national agency for all."
        ),
    }
}


def contract_of(catalogue: Catalogue, settings: Settings, keys: Sequence[SigningKey] = ()) -> bytes:
    """The document as it is served, which is also how it is committed."""
    document = {
        "openapi": "3.1.0",
        "info": {
            "title": "morile",
            "version": VERSION,
            "description": ABOUT,
            "contact": {"name": "The morile authors"},
            "license": {"name": "MIT", "identifier": "MIT"},
        },
        "servers": [{"url": "http://localhost", "description": "A service on this machine."}],
        "tags": [{"name": name, "description": said} for name, said in TAGS.items()],
        "paths": _paths(catalogue, settings, keys),
        "components": {
            "schemas": components_of(catalogue),
            "responses": refusal_responses(catalogue),
            "headers": HEADERS,
            "securitySchemes": SECURITY,
        },
    }
    return msgspec.json.format(msgspec.json.encode(document), indent=1) + b"\n"


def _paths(catalogue: Catalogue, settings: Settings, keys: Sequence[SigningKey]) -> Value:
    sent = requests_of(catalogue)
    got = answers_of(catalogue, settings, keys)
    return {
        each.path: {
            each.method: {
                **_operation(each, catalogue, sent.get(each.name), got),
                "security": _security(each, settings),
            }
        }
        for each in OPERATIONS
    }


def _security(it: Operation, settings: Settings) -> list[Value]:
    """What a caller must show: nothing, a token, or where access is open a token or nothing."""
    if it.path in OpenPaths(settings.without_token):
        return []
    needed: list[Value] = [{BEARER: []}]
    return [*needed, {}] if settings.jwks is None else needed


def _operation(it: Operation, catalogue: Catalogue, sent: Value | None, got: Value) -> Value:
    made: Value = {
        "operationId": it.name,
        "tags": [it.tag],
        "summary": it.summary,
        "description": it.description,
    }
    if it.parameters:
        made["parameters"] = [_parameter(each, catalogue) for each in it.parameters]
    if it.request and sent:
        schema = lines_sent(catalogue) if it.streamed else reference(it.request)
        content: Value = {media_of(it): {"schema": schema, "examples": named(sent)}}
        if it.streamed:
            content[MEDIA] = {"schema": tables_sent()}
        made["requestBody"] = {"required": True, "content": content}
    responses = {status: answer_of(it, status, got[it.name]) for status in it.answers}
    if it.kept:
        responses["304"] = UNCHANGED
    for name in it.problems:
        responses[status_of(name)] = {"$ref": f"#/components/responses/{name}"}
    other = {"$ref": f"#/components/responses/{OTHERWISE}"}
    return {**made, "responses": {**dict(sorted(responses.items())), "default": other}}


def _parameter(it: Parameter, catalogue: Catalogue) -> Value:
    choices = {
        "matrix": [entry.scorer.matrix.definition.matrix for entry in catalogue.entries.values()],
        "version": [entry.scorer.matrix.definition.version for entry in catalogue.entries.values()],
        "name": list(catalogue.vocabularies),
    }[it.name]
    there_are = list(dict.fromkeys(choices))
    return {
        "name": it.name,
        "in": "path",
        "required": True,
        "description": it.description,
        "schema": {"type": "string", "enum": there_are},
        "example": there_are[0],
    }


def write() -> Path:
    """Write the contract of a service with the shipped matrices and default settings."""
    path = FOLDER / f"morile-{VERSION}.json"
    path.write_bytes(contract_of(catalogues.load(), Settings()))
    return path


if __name__ == "__main__":
    write()
