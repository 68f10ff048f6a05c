"""Comparison: requests that hold several assessors' submissions of the same threats."""

from collections.abc import Sequence
from typing import Annotated, Any, Literal, get_args, get_type_hints

import msgspec
from msgspec import Meta

from morile_api.language.matrix import Matrix
from morile_api.language.patterns import PERIOD
from morile_api.language.submission import (
    MAX_SUBMISSIONS,
    Assessor,
    Words,
    component_name,
    levels_type,
    submission_members,
)

FEWEST_DRAWS = 100
DRAWS = 1000
MOST_DRAWS = 2000
LARGEST_SEED = 2**53 - 1
"""Beyond this not every reader of JSON keeps a whole number whole."""

Compare = Literal["assessors", "periods"]
Period = Annotated[
    str,
    Meta(
        pattern=PERIOD,
        max_length=7,
        description="A year, half-year, quarter or month: 2026, 2026-H1, 2026-Q1 or 2026-01.",
    ),
]
Draws = Annotated[
    float,
    Meta(
        ge=FEWEST_DRAWS,
        le=MOST_DRAWS,
        multiple_of=1,
        description="How often the threats are drawn again for the interval of alpha.",
    ),
]
Seed = Annotated[
    float,
    Meta(
        ge=0,
        le=LARGEST_SEED,
        multiple_of=1,
        description="Where the draws begin; the same seed gives the same interval everywhere.",
    ),
]


def agreement_requests(
    matrices: Sequence[Matrix], words: Words, limit: int = MAX_SUBMISSIONS
) -> dict[str, type[msgspec.Struct]]:
    """Types of the requests for agreement, by matrix id.

    Args:
        matrices: definitions, each of another id.
        words: the choices every submission shares.
        limit: most submissions in one request.
    """
    return {matrix.id: _request_type(matrix, words, limit) for matrix in matrices}


def _request_type(matrix: Matrix, words: Words, limit: int) -> type[msgspec.Struct]:
    submission: Any = _submission_type(matrix, words)
    many = Annotated[list[submission], Meta(min_length=1, max_length=limit)]
    return msgspec.defstruct(
        component_name(matrix, "AgreementRequest"),
        [
            ("submissions", many),
            ("compare", Compare, "assessors"),
            ("draws", Draws, DRAWS),
            ("seed", Seed, 1),
        ],
        namespace={"__doc__": f"Submissions by several assessors, to compare with {matrix.id}."},
        frozen=True,
        forbid_unknown_fields=True,
        tag_field="matrix",
        tag=matrix.id,
    )


def _submission_type(matrix: Matrix, words: Words) -> type[msgspec.Struct]:
    members = {member[0]: member for member in submission_members(matrix, words)}
    ref, organisation = members.pop("ref"), members.pop("organisation")
    members["levels"] = ("levels", levels_type(matrix, words, partial=True) | None, None)
    del members["assessor"]
    yardstick = Meta(description="Whether this is the agreed answer that the others are held to.")
    return msgspec.defstruct(
        component_name(matrix, "ComparedSubmission"),
        [
            ref,
            organisation,
            ("assessor", Assessor),
            *members.values(),
            ("reference", Annotated[bool, yardstick], False),
            ("period", Period | None, None),
        ],
        namespace={"__doc__": f"What one assessor says about one {matrix.applies_to}."},
        frozen=True,
        forbid_unknown_fields=True,
    )


def submission_of(request: type[msgspec.Struct]) -> type[msgspec.Struct]:
    """The type of the submissions in a request for agreement."""
    kind: type[msgspec.Struct] = get_args(get_type_hints(request)["submissions"])[0]
    return kind
