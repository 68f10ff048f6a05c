"""The Pydantic models of the plain rival: requests for one matrix, and its answers."""

from datetime import date
from typing import Annotated, Any, Literal

from pydantic import BaseModel, ConfigDict, Field, create_model

from benchmarks.mixes import MATRIX, catalogue
from morile_api.language.matrix import Criterion
from morile_api.language.vocabulary import MARKINGS, ORGANISATIONS, THREAT_TYPES

CONFIDENCES = ["low", "moderate", "high"]
definition = catalogue().scorers[MATRIX].matrix.definition


# What is asked


class Strict(BaseModel):
    """Refuses members it does not know."""

    model_config = ConfigDict(extra="forbid")


def _one_of(keys: list[str]) -> Any:
    return Literal[tuple(keys)]


def _vocabulary(name: str) -> Any:
    return _one_of(catalogue().vocabulary(name).keys())


ASCENDING = list(catalogue().vocabulary(MARKINGS).keys())
"""Protective markings."""


def level_keys(criterion: Criterion) -> list[str]:
    return [level.key for level in definition.scale_of(criterion).levels]


def _answer(criterion: Criterion) -> Any:
    keys = level_keys(criterion)
    one: Any = _one_of(keys)
    several: Any = Annotated[list[one], Field(min_length=1, max_length=len(keys))]
    said: Any = _one_of([*keys, "unknown"]) | several
    graded = create_model(
        f"{criterion.key}_graded",
        __base__=Strict,
        level=said,
        confidence=(_one_of(CONFIDENCES) | None, None),
        grading=(str | None, None),
    )
    return said | graded


_levels: dict[str, Any] = {each.key: _answer(each) for each in definition.criteria}
Levels: Any = create_model("Levels", __base__=Strict, **_levels)
Submission: Any = create_model(
    "Submission",
    __base__=Strict,
    ref=Annotated[str, Field(min_length=1, max_length=200, pattern=r"^[^\x00-\x1f\x7f-\x9f]+$")],
    organisation=_vocabulary(ORGANISATIONS),
    threat_type=_vocabulary(THREAT_TYPES),
    levels=Levels,
    assessor=(Annotated[str, Field(min_length=1, max_length=100)] | None, None),
    information_date=(date | None, None),
    marking=(_vocabulary(MARKINGS) | None, None),
)


class Asked(Strict):
    """A request for one matrix."""

    matrix: Literal["thematic@1.0.0"]
    submissions: Annotated[list[Submission], Field(min_length=1, max_length=10_000)]
    explain: Literal[False] = False
    on_error: Literal["report", "reject"] = "report"


# What is answered


class Node(BaseModel):
    """A node's score and band, null when left open."""

    band: str | None
    score: int | None


class Range(BaseModel):
    """What gaps leave open."""

    bands: list[str]
    highest: int
    lowest: int


class Assessed(BaseModel):
    """One threat scored."""

    status: Literal["assessed"]
    index: int
    ref: str
    score: int | None
    band: str | None
    range: Range
    nodes: dict[str, Node]
    gaps: list[str]
    vector: str
    digest: str
    confidence: dict[str, str] | None = None
    marking: str | None = None
    information_date: date | None = None


class Mark(BaseModel):
    """Which definition was used."""

    id: str
    version: str
    status: str
    digest: str


class Summary(BaseModel):
    """How many were scored."""

    total: int
    assessed: int
    refused: int


class Answer(BaseModel):
    """The answer to a request."""

    matrix: Mark
    engine_version: str
    summary: Summary
    results: list[Assessed]
    marking: str | None = None
