"""The types of requests: one per matrix version, so that a wrong level cannot decode."""

import re
from collections.abc import Callable, Mapping, Sequence
from datetime import date
from typing import Annotated, Any, Literal, Union

import msgspec
from msgspec import UNSET, Meta, UnsetType

from morile_api.language.answer import WEAKEST_FIRST
from morile_api.language.columnar import Cell, anything, columns_type
from morile_api.language.matrix import UNKNOWN, AppliesTo, Criterion, Matrix, title_of
from morile_api.language.patterns import NO_SPACES, ONE_LINE
from morile_api.language.shape import CHOICES
from morile_api.language.vector import LONGEST_VECTOR
from morile_api.language.vocabulary import (
    GRADING,
    MARKINGS,
    ORGANISATIONS,
    THREAT_TYPES,
    Vocabulary,
)

HIGHEST_MARKING = "OFFICIAL-SENSITIVE"
MAX_SUBMISSIONS = 10_000

SENTENCE = "Say the assessment in a sentence or two that can be read out."
DISTRIBUTION = (
    "Say how likely each band and score is, and what closing each open question could do."
)
FLIPS = "How many of the smallest changes of levels that would move the band to list, each way."
AS_OF = "The date on which to judge how old the information is; no clock is read."

WITHOUT_THREAT_TYPE: tuple[AppliesTo, ...] = ("unit",)
"""A unit's capabilities are no threat, so there the threat type may be left out."""

Reference = Annotated[
    str,
    Meta(
        min_length=1,
        max_length=200,
        pattern=ONE_LINE,
        description="The caller's own reference. No names, dates of birth or other personal data.",
    ),
]
Assessor = Annotated[
    str,
    Meta(
        min_length=1,
        max_length=100,
        pattern=ONE_LINE,
        description="The assessor's role or code, never a name.",
    ),
]
Vector = Annotated[
    str,
    Meta(
        min_length=1,
        max_length=LONGEST_VECTOR,
        pattern=NO_SPACES,
        description="The submission's answers as one line, instead of levels.",
    ),
]


class NoMatrix(msgspec.Struct, frozen=True, tag_field="matrix", tag=""):
    """Stands beside the requests, so that even one alone is told by the matrix it names."""


def told_apart(requests: Mapping[str, type[msgspec.Struct]]) -> Any:
    """The type that takes any of these requests, by the matrix it names."""
    return Union[(NoMatrix, *requests.values())]


class Words(msgspec.Struct, frozen=True):
    """Closed choices that every submission shares, as types.

    `markings` are all markings there are, lowest first; `marking` takes those up to
    `highest_marking`. `made` holds the types made with them: a type that two requests
    share is one type, and so one component of the contract.
    """

    organisation: Any
    threat_type: Any
    marking: Any
    grading: Any
    markings: list[str]
    highest_marking: str
    made: dict[tuple[str, ...], Any]

    def once(self, key: tuple[str, ...], make: Callable[[], Any]) -> Any:
        """The type of a key (a matrix id, and what of it), made when it is first asked for."""
        if key not in self.made:
            self.made[key] = make()
        return self.made[key]


def shared_words(
    vocabularies: Mapping[str, Vocabulary], highest_marking: str = HIGHEST_MARKING
) -> Words:
    """The choices of these vocabularies, markings up to the highest that is accepted."""
    markings = vocabularies[MARKINGS].keys()
    return Words(
        organisation=choice(vocabularies[ORGANISATIONS].keys()),
        threat_type=choice(vocabularies[THREAT_TYPES].keys()),
        marking=choice(markings[: markings.index(highest_marking) + 1]),
        grading=choice(grading_codes(vocabularies[GRADING])),
        markings=markings,
        highest_marking=highest_marking,
        made={},
    )


class RequestTypes(msgspec.Struct, frozen=True):
    """What requests over a set of matrices decode to.

    All are by matrix id (`thematic@1.0.0`). `outlines` are requests whose columns hold anything.
    """

    requests: dict[str, type[msgspec.Struct]]
    outlines: dict[str, type[msgspec.Struct]]
    submissions: dict[str, type[msgspec.Struct]]
    words: Words
    limit: int

    @property
    def union(self) -> Any:
        """Any request, told apart by its `matrix`."""
        return told_apart(self.requests)


def request_types(
    matrices: Sequence[Matrix],
    vocabularies: Mapping[str, Vocabulary],
    limit: int = MAX_SUBMISSIONS,
    highest_marking: str = HIGHEST_MARKING,
) -> RequestTypes:
    """Types for requests that name one of these matrices.

    Args:
        matrices: definitions, each of another id.
        vocabularies: by name; organisations, threat types, markings and grading are used.
        limit: most submissions in one request.
        highest_marking: the highest protective marking that is accepted.
    """
    words = shared_words(vocabularies, highest_marking)
    submissions = {matrix.id: submission_type(matrix, words) for matrix in matrices}
    requests, outlines = (
        {matrix.id: _request_type(matrix, words, limit, cell) for matrix in matrices}
        for cell in (lambda kind: kind, anything)
    )
    return RequestTypes(requests, outlines, submissions, words, limit)


def choice(keys: Sequence[str]) -> Any:
    """The type that takes one of these texts and no other; messages list them in this order."""
    return Annotated[Literal[tuple(keys)], Meta(extra={CHOICES: tuple(keys)})]


def grading_codes(vocabulary: Vocabulary) -> list[str]:
    """Every 3x5x2 grading: source, assessment and handling in that order, as `2CP`."""
    parts = [
        [term.slug or "" for term in vocabulary.terms if term.kind == kind]
        for kind in ("source", "assessment", "handling")
    ]
    return [s + a + h for s in parts[0] for a in parts[1] for h in parts[2]]


def component_name(matrix: Matrix, what: str, of: str = "") -> str:
    """The name of a type in the contract, such as `Thematic_1_0_0_Request`.

    No two types share one: the version parts the matrix from what the type is, which is one of few
    words, and from the key of the scale or criterion it is for.
    """
    words = _words_of(matrix.matrix.replace("-", "_"))
    name = f"{words}_{matrix.version.replace('.', '_')}_{what}"
    return f"{name}_{_words_of(of)}" if of else name


def _request_type(matrix: Matrix, words: Words, limit: int, cell: Cell) -> type[msgspec.Struct]:
    submission = submission_type(matrix, words)
    many = Annotated[list[submission], Meta(min_length=1, max_length=limit)]  # type: ignore[valid-type]
    names = component_name(matrix, "Columns"), component_name(matrix, "LevelColumns")
    columns = columns_type(names, submission, levels_type(matrix, words), limit, cell)
    return msgspec.defstruct(
        component_name(matrix, "Request"),
        [
            ("submissions", many | UnsetType, UNSET),
            ("columns", columns | UnsetType, UNSET),
            ("explain", Annotated[bool, Meta(description="Say what each criterion adds.")], False),
            ("on_error", Literal["report", "reject"], "report"),
            ("sentence", Annotated[bool, Meta(description=SENTENCE)], False),
            ("distribution", Annotated[bool, Meta(description=DISTRIBUTION)], False),
            ("flips", Annotated[float, Meta(ge=0, le=20, multiple_of=1, description=FLIPS)], 0.0),
            ("as_of", Annotated[date, Meta(description=AS_OF)] | None, None),
        ],
        namespace={"__doc__": f"Submissions to assess with {matrix.id} ({matrix.title})."},
        frozen=True,
        forbid_unknown_fields=True,
        tag_field="matrix",
        tag=matrix.id,
    )


def submission_members(matrix: Matrix, words: Words) -> list[tuple[Any, ...]]:
    """The members of a submission for a matrix, as `msgspec.defstruct` takes them."""
    threat_type: tuple[Any, ...] = ("threat_type", words.threat_type)
    if matrix.applies_to in WITHOUT_THREAT_TYPE:
        threat_type = ("threat_type", words.threat_type | None, None)
    return [
        ("ref", Reference),
        ("organisation", words.organisation),
        threat_type,
        ("levels", levels_type(matrix, words) | None, None),
        ("vector", Vector | None, None),
        ("assessor", Assessor | None, None),
        ("information_date", date | None, None),
        ("marking", words.marking | None, None),
    ]


def submission_type(matrix: Matrix, words: Words) -> type[msgspec.Struct]:
    """A submission for a matrix."""

    def make() -> type[msgspec.Struct]:
        return msgspec.defstruct(
            component_name(matrix, "Submission"),
            submission_members(matrix, words),
            namespace={"__doc__": f"What one organisation says about one {matrix.applies_to}."},
            frozen=True,
            gc=False,
            forbid_unknown_fields=True,
        )

    made: type[msgspec.Struct] = words.once((matrix.id, "submission"), make)
    return made


def levels_type(matrix: Matrix, words: Words, partial: bool = False) -> Any:
    """An answer to every criterion of a matrix; to some of them where it may be partial."""

    def asked(criterion: Criterion) -> Any:
        meta = Meta(title=title_of(criterion), description=criterion.asks)
        return Annotated[_answer_type(matrix, criterion.scale, words), meta]

    def make() -> type[msgspec.Struct]:
        members = [
            (each.key, asked(each) | None, None) if partial else (each.key, asked(each))
            for each in matrix.criteria
        ]
        how_many = "some criteria" if partial else "every criterion"
        return msgspec.defstruct(
            component_name(matrix, "SomeLevels" if partial else "Levels"),
            members,
            namespace={"__doc__": f"An answer to {how_many} of {matrix.id}."},
            frozen=True,
            gc=False,
            forbid_unknown_fields=True,
        )

    return words.once((matrix.id, "some levels" if partial else "levels"), make)


def _words_of(key: str) -> str:
    """A key in capitals; a part that begins with a digit keeps its underscore: `a_1` is no `a1`."""
    return re.sub(r"(?:^|_)([a-z])", lambda found: found[1].upper(), key)


def _answer_type(matrix: Matrix, scale: str, words: Words) -> Any:
    """A level key, `unknown`, several level keys, or any of these with confidence and grading."""
    keys = next([level.key for level in each.levels] for each in matrix.scales if each.key == scale)
    one = choice([*keys, UNKNOWN])
    each: Any = choice(keys)
    unique = {"uniqueItems": True}
    bounds = Meta(min_length=1, max_length=len(keys), extra_json_schema=unique)
    several: Any = Annotated[tuple[each, ...], bounds]

    def make() -> type[msgspec.Struct]:
        return msgspec.defstruct(
            component_name(matrix, "Graded", scale),
            [
                ("level", one | several),
                ("confidence", choice(WEAKEST_FIRST) | None, None),
                ("grading", words.grading | None, None),
            ],
            namespace={"__doc__": "A level with the confidence and 3x5x2 grading it rests on."},
            frozen=True,
            gc=False,
            forbid_unknown_fields=True,
        )

    return one | several | words.once((matrix.id, "scale", scale), make)
