"""What an operation of the contract is, and what several share."""

from typing import Literal

import msgspec


class Parameter(msgspec.Struct, frozen=True):
    """A part of a path that the caller chooses."""

    name: str
    description: str


class Operation(msgspec.Struct, frozen=True, kw_only=True):
    """One method of one path; `request` and `answers` are names of schema components.

    Where `streamed`, they are those of lines: of the header, and of each record of the answer.

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
    streamed: bool = False


ALIVE = ("BadHost", "NotFound", "NotAcceptable", "UnknownQuery", "Internal")
CHECKED = ("NoToken", "NoKeys")
READING = (*ALIVE, *CHECKED)
SENDING = (
    "NoToken",
    "NotAcceptable",
    "RequestTimeout",
    "TooLarge",
    "UnsupportedMediaType",
    "Internal",
    "Overloaded",
)

STREAMING = (
    "NoToken",
    "NotAcceptableStream",
    "RequestTimeout",
    "TooLarge",
    "UnsupportedStream",
    "Internal",
    "Overloaded",
)

TAGS = {
    "assessments": "Scoring threats. Nothing is stored, so every request may be sent again.",
    "judgement": "What people decide with assessments: agreed changes, another definition.",
    "matrices": "The versioned ways of scoring there are.",
    "vocabularies": "The words and codes that submissions choose from.",
    "service": "What runs here and whether it works.",
}
