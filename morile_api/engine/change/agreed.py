"""Agreed changes read: they fit the submission they change, or every fault is named."""

from collections.abc import Iterator, Mapping, Sequence
from typing import Any, get_type_hints

import msgspec

from morile_api.engine.change.answered import answer_of, answers_of
from morile_api.engine.change.entangled import entangled
from morile_api.engine.change.shapley import MOST_PARTS
from morile_api.engine.scorer import Scorer
from morile_api.language.answer import Answer
from morile_api.language.by_matrix import Verb, read_verb
from morile_api.language.faults import BadSubmission, Code, Fault
from morile_api.language.matrix import Matrix
from morile_api.language.moderation import change_types, criterion_of
from morile_api.language.reading import refuse_duplicates


class Agreed(msgspec.Struct, frozen=True, eq=False):
    """A moderation that can be made: the request, and all answers before and after it."""

    scorer: Scorer
    request: Any
    before: dict[str, Answer]
    after: dict[str, Answer]


class Placed(msgspec.Struct, frozen=True):
    """A change as far as it fits its type; an answer that does not is None."""

    place: int
    criterion: str
    from_: Any
    to: Any


def read_agreed(scorers: Mapping[str, Scorer], verb: Verb, body: bytes) -> Agreed:
    """A request for moderation, with the answers that its changes lead to.

    Args:
        scorers: by matrix id; all those the verb knows.
        verb: of requests for moderation.
        body: the JSON text.

    Raises:
        BadSubmission: with every fault, also those of what fits beside something that does not.
        UnknownMatrix: no such matrix here.
    """
    request = read_verb(verb, body, lambda name, value: _further(scorers[name], verb, value))
    refuse_duplicates(body)
    scorer = scorers[str(request.__struct_config__.tag)]
    definition = scorer.matrix.definition
    before, faults = _answers(definition, request.submission)
    changes = [
        Placed(place, criterion_of(each), each.from_, each.to)
        for place, each in enumerate(request.changes)
    ]
    faults += _change_faults(scorer, before, changes)
    if faults:
        raise BadSubmission(faults)
    scales = _scales(definition)
    changed = {each.criterion: answer_of(each.to, scales[each.criterion]) for each in changes}
    return Agreed(scorer, request, before, before | changed)


def _scales(definition: Matrix) -> dict[str, list[str]]:
    return {c.key: [lv.key for lv in definition.scale_of(c).levels] for c in definition.criteria}


def _answers(definition: Matrix, submission: Any) -> tuple[dict[str, Answer], list[Fault]]:
    try:
        return answers_of(definition, submission, "/submission"), []
    except BadSubmission as error:
        return {}, error.faults


def _further(scorer: Scorer, verb: Verb, value: dict[str, object]) -> list[Fault]:
    """Faults of meaning among those parts of a request that fit their types."""
    request = verb.requests[scorer.matrix.id]
    kind = get_type_hints(request)["submission"]
    submission = _fitting(value.get("submission"), kind) or _partly(value.get("submission"), kind)
    before: dict[str, Answer] = {}
    faults: list[Fault] = []
    if submission is not None:
        before, faults = _answers(scorer.matrix.definition, submission)
    kinds, changes = change_types(request), value.get("changes")
    placed = []
    for place, change in enumerate(changes if isinstance(changes, list) else []):
        key = change.get("criterion") if isinstance(change, dict) else None
        if isinstance(key, str) and key in kinds:
            kind = get_type_hints(kinds[key])["to"]
            both = [_fitting(change.get(name), kind) for name in ("from", "to")]
            placed.append(Placed(place, key, *both))
    return faults + _change_faults(scorer, before, placed)


class Partly(msgspec.Struct, frozen=True):
    """The answers of a submission whose other members may be at fault."""

    levels: Any
    vector: str | None


def _partly(value: object, kind: Any) -> Partly | None:
    """The answers of a submission that does not fit as a whole; None where they are at fault."""
    if not isinstance(value, dict):
        return None
    hints = get_type_hints(kind)
    given = {name: value.get(name) for name in ("levels", "vector")}
    found = {name: _fitting(each, hints[name]) for name, each in given.items()}
    alike = all((found[name] is None) == (given[name] is None) for name in given)
    return Partly(**found) if alike and any(found.values()) else None


def _fitting(value: object, kind: Any) -> Any:
    try:
        return msgspec.convert(value, kind)
    except msgspec.ValidationError:
        return None


def _change_faults(
    scorer: Scorer, before: Mapping[str, Answer], changes: Sequence[Placed]
) -> list[Fault]:
    """Faults of changes against the answers they change; those are empty where they are faulty."""
    scales = _scales(scorer.matrix.definition)
    faults: list[Fault] = []
    seen: set[str] = set()
    for change in changes:
        key, at = change.criterion, f"/changes/{change.place}"
        if key in seen:
            detail = f"{key} is changed twice; agree on one change"
            faults.append(Fault(f"{at}/criterion", Code.REPEATED_CRITERION, detail))
        seen.add(key)
        faults += _repeats(change.from_, f"{at}/from")
        faults += _repeats(change.to, f"{at}/to")
        if change.from_ is not None:
            given = answer_of(change.from_, scales[key])
            to = None if change.to is None else answer_of(change.to, scales[key])
            faults += _answer_faults(key, at, before.get(key, given), given, to)
    return faults + list(_entangled_faults(scorer, seen))


def _answer_faults(
    key: str, at: str, stands: Answer, given: Answer, to: Answer | None
) -> Iterator[Fault]:
    if not _same(given, stands):
        detail = f"not what the submission answers; give its answer to {key} as it stands there"
        yield Fault(f"{at}/from", Code.FROM_DIFFERS, detail)
    if to is not None and _same(to, given) and to.grading in (None, stands.grading):
        detail = f"the same answer to {key} as before; leave the change out, or change it"
        yield Fault(f"{at}/to", Code.NOTHING_CHANGED, detail)


def _same(said: Answer, stands: Answer) -> bool:
    """Whether what was said is what stands: a grading that is left out fits any."""
    alike = (said.levels, said.confidence) == (stands.levels, stands.confidence)
    return alike and said.grading in (None, stands.grading)


def _repeats(said: Any, at: str) -> Iterator[Fault]:
    if said is not None and not isinstance(said, str | tuple):
        said, at = said.level, f"{at}/level"
    if isinstance(said, tuple) and len(set(said)) < len(said):
        yield Fault(at, Code.REPEATED_LEVEL, "a level stands twice; give it once")


def _entangled_faults(scorer: Scorer, changed: set[str]) -> Iterator[Fault]:
    keys = [criterion.key for criterion in scorer.matrix.definition.criteria]
    for group in entangled(scorer.matrix):
        count = sum(keys[criterion] in changed for criterion in group)
        if count > MOST_PARTS:
            detail = (
                f"{count} changes bear on one another; at most {MOST_PARTS} in one moderation: "
                "make the others in a second one, on the vector after the first"
            )
            yield Fault("/changes", Code.TOO_MANY_CHANGES, detail)
