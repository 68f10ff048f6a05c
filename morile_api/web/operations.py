"""Operations: what a caller can ask for, in the words of the contract."""

from typing import Literal

import msgspec


class Parameter(msgspec.Struct, frozen=True):
    """A part of a path that the caller chooses."""

    name: str
    description: str


class Operation(msgspec.Struct, frozen=True, kw_only=True):
    """One method of one path; `request` and `answers` are names of schema components.

    `problems` are names of `morile_api.web.refusals.REFUSALS`, one for each status; `kept` says
    that the answer has an ETag.
    """

    method: Literal["get", "post"]
    path: str
    name: str
    tag: str
    summary: str
    description: str
    answers: dict[str, str]
    problems: tuple[str, ...]
    request: str | None = None
    parameters: tuple[Parameter, ...] = ()
    kept: bool = False


READING = ("BadHost", "NotFound", "NotAcceptable", "UnknownQuery", "Internal")
SENDING = (
    "NotAcceptable",
    "RequestTimeout",
    "TooLarge",
    "UnsupportedMediaType",
    "Internal",
    "Overloaded",
)

TAGS = {
    "assessments": "Scoring threats. Nothing is stored, so every request may be sent again.",
    "matrices": "The versioned ways of scoring there are.",
    "vocabularies": "The words and codes that submissions choose from.",
    "service": "What runs here and whether it works.",
}

OPERATIONS = (
    Operation(
        method="post",
        path="/v1/assessments",
        name="createAssessments",
        tag="assessments",
        summary="Assess one or many threats",
        description=(
            "Scores every submission with the matrix version that the request names. Results stand "
            "in the order of the submissions; each repeats its `index` and `ref`. The status is "
            "200 when all were assessed and 207 when some were refused, each refused one with its "
            "own problem at its place. With `on_error` set to `reject` one refused submission "
            "refuses the whole request with 422.\n\n"
            "Idempotent and safe to send again: scoring is a pure function of the request, and "
            "nothing is stored. The same request gets the same bytes.\n\n"
            "A request with a single submission may not name any JSON member twice; in a request "
            "with several the last of two equal members counts."
        ),
        request="AssessmentRequest",
        answers={"200": "AssessmentAnswer", "207": "AssessmentAnswer"},
        problems=("MalformedRequest", "UnknownMatrix", "InvalidSubmission", *SENDING),
    ),
    Operation(
        method="get",
        path="/v1/matrices",
        name="listMatrices",
        tag="matrices",
        summary="List the matrices",
        description="Every matrix version that a request may name, with its status and digest.",
        answers={"200": "MatrixList"},
        problems=READING,
        kept=True,
    ),
    Operation(
        method="get",
        path="/v1/matrices/{matrix}/{version}",
        name="getMatrix",
        tag="matrices",
        summary="Show a matrix",
        description=(
            "The definition as its author wrote it and what it compiled to. A released version "
            "never changes and may be kept."
        ),
        answers={"200": "MatrixDocument"},
        problems=("BadHost", "UnknownMatrix", "NotAcceptable", "UnknownQuery", "Internal"),
        parameters=(
            Parameter("matrix", "Name of the matrix."),
            Parameter("version", "Full version of the matrix."),
        ),
        kept=True,
    ),
    Operation(
        method="post",
        path="/v1/matrices/check",
        name="checkMatrix",
        tag="matrices",
        summary="Check a matrix definition",
        description=(
            "Reads, checks and compiles a definition without keeping it. It is answered with what "
            "it compiled to, or refused with every fault; pointers of an `invalid-matrix` problem "
            "lead into the TOML document. Idempotent and safe to send again."
        ),
        request="CheckRequest",
        answers={"200": "CheckAnswer"},
        problems=("MalformedRequest", "NotFound", "InvalidMatrix", *SENDING),
    ),
    Operation(
        method="get",
        path="/v1/vocabularies/{name}",
        name="getVocabulary",
        tag="vocabularies",
        summary="Show a vocabulary",
        description="The terms of a vocabulary, each with its meaning and its source.",
        answers={"200": "Vocabulary"},
        problems=("BadHost", "UnknownVocabulary", "NotAcceptable", "UnknownQuery", "Internal"),
        parameters=(Parameter("name", "Name of the vocabulary."),),
        kept=True,
    ),
    Operation(
        method="get",
        path="/v1",
        name="getService",
        tag="service",
        summary="Describe the service",
        description="Versions, the matrices with their digests, and what one request may hold.",
        answers={"200": "Service"},
        problems=READING,
        kept=True,
    ),
    Operation(
        method="get",
        path="/healthz",
        name="getHealth",
        tag="service",
        summary="Say whether the process lives",
        description="For liveness probes; answered even when scoring is overloaded.",
        answers={"200": "Health"},
        problems=READING,
    ),
    Operation(
        method="get",
        path="/readyz",
        name="getReadiness",
        tag="service",
        summary="Say whether the service can score",
        description=(
            "For readiness probes. A process answers at all only after its matrices are loaded and "
            "it has scored the examples of this document."
        ),
        answers={"200": "Health"},
        problems=READING,
    ),
    Operation(
        method="get",
        path="/openapi.json",
        name="getContract",
        tag="service",
        summary="Show this document",
        description="The OpenAPI document of what this service accepts and answers.",
        answers={"200": "Contract"},
        problems=READING,
        kept=True,
    ),
)
