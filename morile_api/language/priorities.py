"""Priorities asked for: threats to rank, slots to give, and the agreed rules for giving them."""

from collections.abc import Sequence
from datetime import date
from typing import Annotated, Any, Literal

import msgspec
from msgspec import Meta

from morile_api.language.matrix import Matrix
from morile_api.language.patterns import ONE_LINE
from morile_api.language.submission import (
    MAX_SUBMISSIONS,
    Words,
    choice,
    component_name,
    submission_members,
)

MOST_SLOTS = 1_000_000
MOST_REFERENCES = 100_000

HIGHEST, LOWEST = "highest:", "lowest:"
POSSIBLE, ASSURED = "highest:possible-score", "highest:assured-score"
LATEST, EARLIEST = "latest-information", "earliest-information"
CHEAPEST, BY_REF, AS_LISTED = "lowest-cost", "ref", "request-order"

Slots = Annotated[
    float,
    Meta(ge=1, le=MOST_SLOTS, multiple_of=1, description="How many threats can be worked."),
]
Amount = Annotated[float, Meta(ge=0.001, le=1e9)]
"""Of capacity, in a unit of the caller's own."""

Capacity = Annotated[Amount, Meta(description="What there is to spend; every threat has a cost.")]
Cost = Annotated[Amount, Meta(description="Of working this threat, in the unit of `capacity`.")]
Top = Annotated[
    float,
    Meta(
        ge=1,
        le=MOST_SLOTS,
        multiple_of=1,
        description="The k of the chance to be in the top k; left out: the number of slots.",
    ),
]
Share = Annotated[float, Meta(ge=0, le=1, description="Of all slots, or of the capacity.")]
Reserved = Annotated[float, Meta(ge=0, le=1e9, description="Slots, or units of capacity.")]
Weight = Annotated[float, Meta(ge=1e-6, le=1e12, description="As agreed; only ratios count.")]
Contribution = Annotated[
    float, Meta(ge=1e-6, le=1e12, description="What the organisation pays or gives; ratios count.")
]
Inhabitants = Annotated[float, Meta(ge=1, le=1e10, multiple_of=1)]
ReferenceScore = Annotated[float, Meta(ge=-1e15, le=1e15)]

Reason = Annotated[
    str,
    Meta(
        min_length=1,
        max_length=500,
        pattern=ONE_LINE,
        description="Why there are no figures per million people, as the answer repeats it.",
    ),
]

By = Literal["equal", "weights", "contribution"]
"""How a reserved part is shared out: alike, by agreed weights, or by what each contributes."""

Counts = Literal["on-top", "at-least"]
"""Whether an organisation's reserved slots come on top of those it wins overall, or those it wins
overall count towards them."""

Remainders = Literal["most-serious", "listed-order", "overall"]
"""Who has a slot that equal remainders claim: the organisation whose most serious threat stands
higher, the one listed earlier in `among`, or nobody, so that it goes to the overall part."""

AS_OF = "The date the answer is for: memberships of regional units are those of that date."
AMONG = "Who has a share; left out: every organisation with a submission here, alike."
TIE_BREAK = "What decides between equal scores, first to last. Left out: ties are left open."
POPULATIONS = "Inhabitants, for figures per million people; or why there are none for somebody."
REFERENCE = "Scores to say each threat's percentile among."


def priority_requests(
    matrices: Sequence[Matrix], words: Words, limit: int = MAX_SUBMISSIONS
) -> dict[str, type[msgspec.Struct]]:
    """Types of the requests for priorities, by matrix id.

    Args:
        matrices: definitions, each of another id.
        words: the choices every submission shares.
        limit: most submissions in one request.
    """
    return {matrix.id: _request_type(matrix, words, limit) for matrix in matrices}


def tie_breaks(matrix: Matrix) -> list[str]:
    """What may decide between threats of equal score, in the order of the matrix."""
    nodes = [node.key for node in matrix.nodes if node.key != matrix.result.score]
    return [
        *(f"{way}{node}" for node in nodes for way in (HIGHEST, LOWEST)),
        *(POSSIBLE, ASSURED, LATEST, EARLIEST, CHEAPEST, BY_REF, AS_LISTED),
    ]


def opposite(key: str) -> str | None:
    """The key of a tie-break that says the contrary; None where no key does."""
    if key in (LATEST, EARLIEST):
        return EARLIEST if key == LATEST else LATEST
    if key in (POSSIBLE, ASSURED) or not key.startswith((HIGHEST, LOWEST)):
        return None
    way, other = (HIGHEST, LOWEST) if key.startswith(HIGHEST) else (LOWEST, HIGHEST)
    return other + key.removeprefix(way)


def _request_type(matrix: Matrix, words: Words, limit: int) -> type[msgspec.Struct]:
    submission: Any = _submission_type(matrix, words)
    reserve: Any = words.once(("reserve",), lambda: _reserve_type("Reserve", words))
    population: Any = words.once(("population",), lambda: _population_type("Population", words))
    populations = Meta(max_length=1000, description=POPULATIONS)
    keys: Any = choice(tie_breaks(matrix))
    bounds = Meta(max_length=20, description=TIE_BREAK)
    references = Meta(min_length=1, max_length=MOST_REFERENCES, description=REFERENCE)
    return msgspec.defstruct(
        component_name(matrix, "PrioritiesRequest"),
        [
            ("submissions", Annotated[list[submission], Meta(min_length=1, max_length=limit)]),
            ("slots", Slots | None, None),
            ("capacity", Capacity | None, None),
            ("reserve", reserve | None, None),
            ("tie_break", Annotated[list[keys], bounds], []),
            ("top", Top | None, None),
            ("as_of", Annotated[date, Meta(description=AS_OF)] | None, None),
            ("populations", Annotated[list[population], populations], []),
            ("reference_scores", Annotated[list[ReferenceScore], references] | None, None),
        ],
        namespace={"__doc__": f"Threats to rank and to give slots to, scored with {matrix.id}."},
        frozen=True,
        forbid_unknown_fields=True,
        tag_field="matrix",
        tag=matrix.id,
    )


def _submission_type(matrix: Matrix, words: Words) -> type[msgspec.Struct]:
    return msgspec.defstruct(
        component_name(matrix, "RankedSubmission"),
        [*submission_members(matrix, words), ("cost", Cost | None, None)],
        namespace={"__doc__": f"What one organisation says about one {matrix.applies_to}."},
        frozen=True,
        forbid_unknown_fields=True,
    )


def _reserve_type(name: str, words: Words) -> Any:
    """Three objects told apart by `by`: alike, by agreed weights, by what each contributes."""
    alike: Any = _shareholder("Shareholder", words)
    weighed: Any = _shareholder("WeightedShareholder", words, ("weight", Weight))
    paying: Any = _shareholder("Contributor", words, ("contribution", Contribution))
    listed = Meta(min_length=1, max_length=1000)
    anybody = Meta(min_length=1, max_length=1000, description=AMONG)
    return (
        _one_reserve(
            f"Equal{name}", "equal", ("among", Annotated[list[alike], anybody] | None, None)
        )
        | _one_reserve(f"Weighted{name}", "weights", ("among", Annotated[list[weighed], listed]))
        | _one_reserve(
            f"Contributed{name}", "contribution", ("among", Annotated[list[paying], listed])
        )
    )


def _shareholder(name: str, words: Words, *part: tuple[str, Any]) -> Any:
    return msgspec.defstruct(
        name,
        [("organisation", words.organisation), *part],
        namespace={"__doc__": "An organisation with a part in what is reserved."},
        frozen=True,
        forbid_unknown_fields=True,
    )


def _one_reserve(name: str, by: By, among: tuple[Any, ...]) -> Any:
    return msgspec.defstruct(
        name,
        [
            among,
            ("share", Share | None, None),
            ("amount", Reserved | None, None),
            ("counts", Counts, "on-top"),
            ("equal_remainders", Remainders, "most-serious"),
        ],
        namespace={"__doc__": "What is kept for each organisation's own most serious threats."},
        frozen=True,
        forbid_unknown_fields=True,
        tag_field="by",
        tag=by,
    )


def _population_type(name: str, words: Words) -> type[msgspec.Struct]:
    return msgspec.defstruct(
        name,
        [
            ("organisation", words.organisation),
            ("population", Inhabitants | None, None),
            ("excluded", Reason | None, None),
        ],
        namespace={"__doc__": "How many people a force polices, or why that would say nothing."},
        frozen=True,
        forbid_unknown_fields=True,
    )
