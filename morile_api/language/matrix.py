"""The matrix definition: criteria, nodes and bands, in words and figures, as an author writes."""

from datetime import date
from decimal import Decimal
from typing import Annotated, Literal

import msgspec
from msgspec import Meta

from morile_api.language.patterns import CRITERION_CODE, LEVEL_NAME, MATRIX_NAME, NAME, VERSION

Name = Annotated[str, Meta(pattern=NAME, max_length=60)]
LevelName = Annotated[str, Meta(pattern=LEVEL_NAME, max_length=60)]
CriterionCode = Annotated[str, Meta(pattern=CRITERION_CODE)]
MatrixName = Annotated[str, Meta(pattern=MATRIX_NAME, max_length=60)]
Version = Annotated[str, Meta(pattern=VERSION, max_length=20)]
Words = Annotated[str, Meta(min_length=1, max_length=4000)]

Status = Literal["illustrative", "published", "authorised", "draft", "withdrawn"]
AppliesTo = Literal["theme", "subject", "group", "location", "operation", "unit"]
Combine = Literal["sum", "weighted_sum", "product", "max", "min", "mean", "grid"]
Flag = Literal["published", "second-hand", "inferred", "ours"]

CELLS = "Level keys, nested once per axis: first axis outermost, lowest first."

PRIOR = "How likely each level is before anything is known, lowest first; left out: equally likely."
SPREAD = "Weights of the levels around the stated one, odd in number, the stated one in the middle."

UNKNOWN = "unknown"
"""The answer for an intelligence gap; no level may be called that."""


class Source(msgspec.Struct, frozen=True, forbid_unknown_fields=True, omit_defaults=True):
    """Where a structure or a figure comes from."""

    title: Words
    where: Words
    read: date | None = None
    flag: Flag = "published"


class Level(msgspec.Struct, frozen=True, forbid_unknown_fields=True, omit_defaults=True):
    """One answer to a criterion, what it is worth and what an assessor must have observed."""

    key: LevelName
    points: Decimal
    means: Words


class Scale(msgspec.Struct, frozen=True, forbid_unknown_fields=True, omit_defaults=True):
    """Ordered levels, lowest first, and which of them an unknown answer counts as, if any."""

    key: Name
    levels: Annotated[list[Level], Meta(min_length=1, max_length=63)]
    title: Words | None = None
    unknown_counts_as: LevelName | None = None
    prior: Annotated[list[Decimal], Meta(description=PRIOR)] | None = None
    source: Words | None = None


class Criterion(msgspec.Struct, frozen=True, forbid_unknown_fields=True, omit_defaults=True):
    """One question of a matrix, answered by a level of its scale or by unknown."""

    key: Name
    code: CriterionCode
    section: Name
    scale: Name
    asks: Words
    title: Words | None = None
    guidance: Words | None = None
    unknown_counts_as: LevelName | None = None
    prior: Annotated[list[Decimal], Meta(description=PRIOR)] | None = None
    source: Words | None = None


class Band(
    msgspec.Struct,
    frozen=True,
    forbid_unknown_fields=True,
    omit_defaults=True,
    rename={"from_": "from"},
):
    """A named range of scores: from its cut, inclusive, up to the next band's cut."""

    key: LevelName
    from_: Decimal
    title: Words | None = None
    means: Words | None = None


class Node(msgspec.Struct, frozen=True, forbid_unknown_fields=True, omit_defaults=True):
    """A named combination of criteria or other nodes."""

    key: Name
    combine: Combine
    of: Annotated[list[Name], Meta(min_length=1, max_length=64)]
    title: Words | None = None
    weights: list[Decimal] | None = None
    bands: Annotated[list[Band], Meta(min_length=1, max_length=63)] | None = None
    gives: Name | None = None
    cells: Annotated[list[object], Meta(description=CELLS)] | None = None
    source: Words | None = None


class Result(msgspec.Struct, frozen=True, forbid_unknown_fields=True, omit_defaults=True):
    """Which nodes are the headline and which stand beside it."""

    score: Name
    band: Name | None = None
    beside: list[Name] = []
    monotone: bool = True


class Spread(msgspec.Struct, frozen=True, forbid_unknown_fields=True, omit_defaults=True):
    """What stated confidence means for a level: how far the true one may lie from it."""

    low: Annotated[list[Decimal], Meta(description=SPREAD)] | None = None
    moderate: Annotated[list[Decimal], Meta(description=SPREAD)] | None = None
    high: Annotated[list[Decimal], Meta(description=SPREAD)] | None = None


class Matrix(msgspec.Struct, frozen=True, forbid_unknown_fields=True, omit_defaults=True):
    """A versioned way of scoring, as its author wrote it (docs/writing-a-matrix.md)."""

    matrix: MatrixName
    version: Version
    title: Words
    status: Status
    applies_to: AppliesTo
    decimals: Annotated[int, Meta(ge=0, le=4)]
    sources: Annotated[list[Source], Meta(min_length=1, max_length=100)]
    scales: Annotated[list[Scale], Meta(min_length=1, max_length=128)]
    criteria: Annotated[list[Criterion], Meta(min_length=1, max_length=64)]
    nodes: Annotated[list[Node], Meta(min_length=1, max_length=128)]
    result: Result
    about: Words | None = None
    spread: Spread | None = None
    fresh_days: Annotated[int, Meta(ge=1, le=36_525)] | None = None

    @property
    def id(self) -> str:
        """The full name callers use: `matrix@version`."""
        return f"{self.matrix}@{self.version}"

    def scale_of(self, criterion: Criterion) -> Scale:
        """The scale a criterion is answered on."""
        return next(scale for scale in self.scales if scale.key == criterion.scale)


def title_of(thing: Scale | Criterion | Node | Band) -> str:
    """What people read: the stated title, or the key with its underscores opened."""
    return thing.title or thing.key.replace("_", " ").capitalize()
