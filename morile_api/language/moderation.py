"""Moderation: agreed changes to one submission, what they come to, and the trail they leave."""

from collections.abc import Sequence
from datetime import date
from typing import Annotated, Any, Union, get_args, get_type_hints

import msgspec
from msgspec import Meta

from morile_api.language.assessment import Assessed, MatrixMark, Number, captioned, headline
from morile_api.language.display import between, table, words
from morile_api.language.matrix import Criterion, Matrix
from morile_api.language.patterns import SOME_LINE
from morile_api.language.submission import (
    Assessor,
    Reference,
    Words,
    choice,
    component_name,
    levels_type,
    submission_type,
)
from morile_api.language.vocabulary import Vocabulary

DISRUPTION = "disruption-scale"

Reason = Annotated[
    str,
    Meta(
        min_length=1,
        max_length=2000,
        pattern=SOME_LINE,
        description="Why the answer is changed. No names, dates of birth or other personal data.",
    ),
]
Role = Annotated[
    Assessor, Meta(description="The role or code of whoever agreed the change, never a name.")
]
Known = Annotated[
    Reference | None, Meta(description="The caller's own reference to it. No personal data.")
]
Day = date | None
Agreed = Annotated[Day, Meta(description="When the change was agreed.")]


def moderation_requests(
    matrices: Sequence[Matrix], words: Words, disruption: Vocabulary
) -> dict[str, type[msgspec.Struct]]:
    """Types of the requests for moderation, by matrix id.

    Args:
        matrices: definitions, each of another id.
        words: the choices every submission shares.
        disruption: the vocabulary of the steps of a disruption.
    """
    prompts = _prompt_types(disruption)
    return {matrix.id: _request_type(matrix, words, prompts) for matrix in matrices}


def _prompt_types(disruption: Vocabulary) -> Any:
    """What may have prompted a moderation, told apart by `kind`."""
    step: Any = choice(disruption.keys())
    achieved = Annotated[step, Meta(description="What the disruption achieved.")]
    known = ("ref", Known, None)
    kinds: list[tuple[str, str, str, list[tuple[Any, ...]]]] = [
        ("NewIntelligence", "new-intelligence", "Intelligence that was not there before.", [known]),
        ("Disruption", "disruption", "A disruption of the threat.", [("step", achieved), known]),
        ("Review", "review", "A review without new intelligence.", [known]),
    ]
    found = [
        msgspec.defstruct(
            name,
            members,
            namespace={"__doc__": says},
            frozen=True,
            forbid_unknown_fields=True,
            tag_field="kind",
            tag=tag,
        )
        for name, tag, says, members in kinds
    ]
    return Union[tuple(found)]  # noqa: UP007


def _request_type(matrix: Matrix, words: Words, prompts: Any) -> type[msgspec.Struct]:
    answers = get_type_hints(levels_type(matrix, words), include_extras=True)
    changes = [_change_type(matrix, each, answers[each.key]) for each in matrix.criteria]
    change: Any = Union[tuple(changes)]  # noqa: UP007
    bound = Meta(max_length=len(changes), description="At most one a criterion; may be empty.")
    return msgspec.defstruct(
        component_name(matrix, "ModerationRequest"),
        [
            ("submission", submission_type(matrix, words)),
            ("changes", Annotated[list[change], bound]),
            ("prompt", prompts | None, None),
            ("explain", Annotated[bool, Meta(description="Say what each criterion adds.")], False),
        ],
        namespace={"__doc__": f"A submission for {matrix.id} and agreed changes to its answers."},
        frozen=True,
        forbid_unknown_fields=True,
        tag_field="matrix",
        tag=matrix.id,
    )


def _change_type(matrix: Matrix, criterion: Criterion, answer: Any) -> type[msgspec.Struct]:
    members: list[tuple[Any, ...]] = [
        ("from_", answer),
        ("to", answer),
        ("reason", Reason),
        ("role", Role),
        ("date", Agreed, None),
    ]
    tag: dict[str, Any] = {"tag_field": "criterion", "tag": criterion.key}
    if len(matrix.criteria) == 1:
        # A type that stands alone may leave its tag out; a member it may not.
        members, tag = [("criterion", choice([criterion.key])), *members], {}
    return msgspec.defstruct(
        component_name(matrix, "Change", criterion.key),
        members,
        namespace={"__doc__": "An agreed change: from the answer in the submission to another."},
        rename={"from_": "from"},
        frozen=True,
        forbid_unknown_fields=True,
        **tag,
    )


def criterion_of(change: Any) -> str:
    """The criterion that a change is about."""
    return str(change.__struct_config__.tag or change.criterion)


def change_types(request: type[msgspec.Struct]) -> dict[str, type[msgspec.Struct]]:
    """The types of the changes in a kind of request, by criterion."""
    change = get_type_hints(request)["changes"].__args__[0]
    kinds = get_args(change) or (change,)
    if len(kinds) > 1:
        return {str(kind.__struct_config__.tag): kind for kind in kinds}
    return {get_args(get_type_hints(kinds[0])["criterion"])[0]: kinds[0]}


class GradedAnswer(msgspec.Struct, frozen=True, kw_only=True, omit_defaults=True):
    """An answer with its confidence and grading, as a submission may give it.

    Members of what the trail's digest covers stand in alphabetical order.
    """

    confidence: str | None = None
    grading: str | None = None
    level: str | tuple[str, ...]


Said = str | tuple[str, ...] | GradedAnswer
"""An answer in the plainest form that says it all; a submission may carry it as it is."""


class AgreedChange(
    msgspec.Struct, frozen=True, kw_only=True, omit_defaults=True, rename={"from_": "from"}
):
    """One change as agreed, and its exact share of the difference, rounded to add up to it."""

    criterion: str
    date: Day = None
    from_: Said
    reason: str
    role: str
    share: Number | None
    to: Said


class TrailState(msgspec.Struct, frozen=True):
    """An assessment in short: enough to find it, and to compute it again."""

    band: str | None
    digest: str
    score: Number | None
    vector: str


class TrailPrompt(msgspec.Struct, frozen=True, kw_only=True, omit_defaults=True):
    """What prompted a moderation; `step` is that of a disruption."""

    kind: str
    ref: str | None = None
    step: str | None = None


class TrailMatrix(msgspec.Struct, frozen=True):
    """Which definition was used."""

    digest: str
    id: str
    version: str


class TrailRecord(msgspec.Struct, frozen=True, kw_only=True, omit_defaults=True):
    """What was changed, why and by whom, in the order in which the changes were given."""

    after: TrailState
    before: TrailState
    changes: tuple[AgreedChange, ...]
    difference: Number | None
    engine_version: str
    marking: str | None = None
    matrix: TrailMatrix
    organisation: str
    prompt: TrailPrompt | None = None
    ref: str
    threat_type: str | None = None


class Trail(msgspec.Struct, frozen=True):
    """A record to attach to the threat's own, and the SHA-256 of its canonical JSON (RFC 8785)."""

    digest: str
    record: TrailRecord


class ChangeShare(msgspec.Struct, frozen=True):
    """One change's share of the difference; null where there is no difference to share."""

    criterion: str
    share: Number | None


class ModerationAnswer(msgspec.Struct, frozen=True):
    """What the agreed changes come to.

    Attributes:
        matrix: which definition was used.
        engine_version: of the engine.
        before: the submission as it was given, assessed.
        after: the same with every change made.
        difference: of the printed scores; null where either has none.
        crossed: whether the headline band is another one; null where there is none either time.
        shares: of the difference, one a change, in the order given; they add up to it.
        trail: what to keep.
    """

    matrix: MatrixMark
    engine_version: str
    before: Assessed
    after: Assessed
    difference: Number | None
    crossed: bool | None
    shares: tuple[ChangeShare, ...]
    trail: Trail

    def _repr_html_(self) -> str:
        """Before, each change with its reason, and after, for a notebook."""
        record = self.trail.record
        rows = [
            ("before", None, headline(self.before), _span(self.before), None),
            *(
                (
                    words(it.criterion),
                    f"{_said(it.from_)} to {_said(it.to)}",
                    None if it.share is None else f"{it.share:+}",
                    None,
                    f"{it.reason} ({it.role})",
                )
                for it in record.changes
            ),
            ("after", None, headline(self.after), _span(self.after), None),
        ]
        notes = ["Another band than before."] if self.crossed else []
        notes += [f"Trail: {self.trail.digest}."]
        notes += [f"Marking: {record.marking}."] if record.marking else []
        header = ("what", "change", "score", "range", "why")
        return table(captioned(f"Moderation of {record.ref}", self.matrix), header, rows, notes)


def _span(it: Assessed) -> str:
    return between(it.range.lowest, it.range.highest)


def _said(said: Said) -> str:
    """An answer as people read it: `minor or severe, confidence low`."""
    if isinstance(said, GradedAnswer):
        sure = f", confidence {said.confidence}" if said.confidence else ""
        return f"{_said(said.level)}{sure}"
    return words(said) if isinstance(said, str) else " or ".join(map(words, said))
