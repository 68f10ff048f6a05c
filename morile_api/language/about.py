"""What the service says of itself: matrices, what a definition compiled to, health."""

from typing import Annotated, Literal

import msgspec
from msgspec import Meta

from morile_api.language.assessment import MatrixMark, Number
from morile_api.language.matrix import AppliesTo, Matrix, Status
from morile_api.language.quality import Quality

LONGEST_DEFINITION = 1_000_000
"""Characters of a definition sent for checking."""


class MatrixSummary(msgspec.Struct, frozen=True):
    """One matrix version in the list."""

    id: str
    version: str
    title: str
    status: Status
    applies_to: AppliesTo
    digest: str


class MatrixList(msgspec.Struct, frozen=True):
    """Every matrix version that can be named in a request."""

    matrices: list[MatrixSummary]


class CompiledNode(msgspec.Struct, frozen=True):
    """What a node compiled to: its bounds, its bands and the criteria that can move it."""

    key: str
    lowest: Number
    highest: Number
    bands: list[str]
    criteria: list[str]
    distinct_scores: int | None = None


class MatrixDocument(msgspec.Struct, frozen=True):
    """A matrix version whole: the definition as written and what it compiled to."""

    id: str
    version: str
    status: Status
    digest: str
    definition: Matrix
    nodes: list[CompiledNode]


class CheckRequest(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """A definition to check."""

    toml: Annotated[
        str,
        Meta(
            min_length=1,
            max_length=LONGEST_DEFINITION,
            description="The text of a matrix definition, in TOML.",
        ),
    ]


class CheckAnswer(msgspec.Struct, frozen=True):
    """A definition accepted: its name and digest, what it compiled to, and how it behaves.

    A service of before the quality report leaves it out.
    """

    matrix: MatrixMark
    nodes: list[CompiledNode]
    quality: Quality | None = None


Access = Literal["open", "bearer"]


class Limits(msgspec.Struct, frozen=True):
    """What one request may hold."""

    submissions: int
    body_bytes: int
    highest_marking: str


class Service(msgspec.Struct, frozen=True):
    """What runs here, and what it can score with.

    `access` is `bearer` where callers need a token; a service of before tokens leaves it out.
    """

    service: Literal["morile"]
    version: str
    engine_version: str
    matrices: list[MatrixMark]
    vocabularies: list[str]
    limits: Limits
    access: Access = "open"


class Health(msgspec.Struct, frozen=True):
    """Whether the process works, in the form health probes expect."""

    status: Literal["pass", "fail"]
    version: str
