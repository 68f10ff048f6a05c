"""The form: a matrix's criteria and levels by name, so that a submission is hard to get wrong."""

from collections.abc import Iterator, Mapping, Sequence
from datetime import date
from difflib import get_close_matches
from typing import TYPE_CHECKING, Any, NoReturn, Self

import msgspec

from morile_api.language.faults import BadSubmission, Code, Fault
from morile_api.language.matrix import UNKNOWN, Criterion, Matrix, Scale, title_of
from morile_api.language.vocabulary import (
    GRADING,
    MARKINGS,
    ORGANISATIONS,
    THREAT_TYPES,
    Vocabulary,
)

if TYPE_CHECKING:
    from morile_api.language.submission import RequestTypes

DRAWN_ON = (ORGANISATIONS, THREAT_TYPES, MARKINGS, GRADING)
"""The vocabularies whose keys a submission may carry."""


class Draft(msgspec.Struct, frozen=True):
    """A submission that fits its matrix; `content` is what is sent."""

    matrix: str
    content: dict[str, Any]


class Choice(msgspec.Struct, frozen=True, omit_defaults=True):
    """An answer to one criterion: a level or, joined with `|`, several."""

    level: str | list[str]
    confidence: str | None = None
    grading: str | None = None

    def with_confidence(self, confidence: str) -> Self:
        """The same, held with `low`, `moderate` or `high` confidence."""
        return msgspec.structs.replace(self, confidence=confidence)

    def with_grading(self, grading: str) -> Self:
        """The same, resting on information of a 3x5x2 grading such as `2CP`."""
        return msgspec.structs.replace(self, grading=grading)

    def __or__(self, other: Self) -> Self:
        if (self.confidence, self.grading, other.confidence, other.grading) != (None,) * 4:
            raise ValueError("join the levels first: (form.x.low | form.x.high).with_confidence()")
        if UNKNOWN in (self.level, other.level):
            raise ValueError("unknown stands alone: it already means any level")
        joined = [*_listed(self.level), *_listed(other.level)]
        return msgspec.structs.replace(self, level=list(dict.fromkeys(joined)))


Said = str | Sequence[str] | Choice | Mapping[str, object]
"""An answer: a level key, `unknown`, several level keys, a form's choice, or as in the API."""


class Question:
    """One criterion: its levels are its attributes, and printing it shows what they mean."""

    def __init__(self, criterion: Criterion, scale: Scale) -> None:
        """A criterion and the scale it is answered on."""
        self._criterion = criterion
        self._choices = {each.key: Choice(each.key) for each in scale.levels}
        self._choices[UNKNOWN] = Choice(UNKNOWN)
        self._means = {each.key: each.means for each in scale.levels}

    def __getattr__(self, level: str) -> Choice:
        if level.startswith("_"):
            raise AttributeError(level)
        if level not in self._choices:
            _refuse_name(level, self._choices, f"level of {self._criterion.key}")
        return self._choices[level]

    def __getitem__(self, level: str) -> Choice:
        return self.__getattr__(level)

    def __dir__(self) -> Iterator[str]:
        return iter(self._choices)

    def __repr__(self) -> str:
        lines = [f"{title_of(self._criterion)}: {self._criterion.asks}"]
        if self._criterion.guidance:
            lines.append(self._criterion.guidance)
        lines += [f"  {key}: {means}" for key, means in self._means.items()]
        return "\n".join([*lines, f"  {UNKNOWN}: an intelligence gap; never counted as nothing"])


class Form:
    """A matrix to fill in: its criteria are its attributes, or `form["key"]` for any name."""

    def __init__(self, definition: Matrix, types: "RequestTypes") -> None:
        """A definition and the types of the requests that name it."""
        self._id = definition.id
        self._types = types
        self._questions = {
            criterion.key: Question(criterion, definition.scale_of(criterion))
            for criterion in definition.criteria
        }

    def submission(
        self,
        *,
        ref: str,
        organisation: str,
        threat_type: str | None = None,
        assessor: str | None = None,
        information_date: date | str | None = None,
        marking: str | None = None,
        **levels: Said,
    ) -> Draft:
        """A submission that fits the matrix, for `assess` and `assess_many`.

        Args:
            ref: the caller's own reference; no personal data.
            organisation: a key of the organisations vocabulary.
            threat_type: a key of the threat types; left out only where a unit is assessed.
            assessor: a role, never a name.
            information_date: the date of the information.
            marking: a key of the protective markings.
            levels: an answer to every criterion, by its key.

        Raises:
            BadSubmission: with every fault, before anything is sent.
        """
        stated = {
            "ref": ref,
            "organisation": organisation,
            "threat_type": threat_type,
            "assessor": assessor,
            "information_date": information_date,
            "marking": marking,
        }
        content: dict[str, Any] = {key: it for key, it in stated.items() if it is not None}
        content["levels"] = {key: _plain(said) for key, said in levels.items()}
        faults = [*self._misfits(content), *_repeats(content["levels"])]
        if faults:
            raise BadSubmission(faults)
        return Draft(self._id, content)

    def _misfits(self, content: dict[str, Any]) -> list[Fault]:
        from morile_api.language.asked import submission_faults

        try:
            msgspec.convert(content, self._types.submissions[self._id])
        except msgspec.ValidationError:
            return submission_faults(self._types, self._id, content, "")
        return []

    def __getattr__(self, criterion: str) -> Question:
        if criterion.startswith("_"):
            raise AttributeError(criterion)
        if criterion not in self._questions:
            _refuse_name(criterion, self._questions, f"criterion of {self._id}")
        return self._questions[criterion]

    def __getitem__(self, criterion: str) -> Question:
        return self.__getattr__(criterion)

    def __dir__(self) -> Iterator[str]:
        return iter([*self._questions, "submission"])

    def __repr__(self) -> str:
        return f"<Form {self._id}: {', '.join(self._questions)}>"


def form_of(
    definition: Matrix, vocabularies: Mapping[str, Vocabulary], highest_marking: str
) -> Form:
    """The form of a matrix.

    Args:
        definition: the matrix.
        vocabularies: by name; those that submissions draw on.
        highest_marking: the highest protective marking that will be accepted.
    """
    # These types take a while to load, and only forms need them here.
    from morile_api.language.submission import request_types

    types = request_types([definition], vocabularies, highest_marking=highest_marking)
    return Form(definition, types)


def _listed(level: str | list[str]) -> list[str]:
    return [level] if isinstance(level, str) else level


def _plain(said: object) -> object:
    """An answer as it is sent."""
    if isinstance(said, Choice):
        alone = said.confidence is None and said.grading is None
        return said.level if alone else msgspec.to_builtins(said)
    if isinstance(said, Mapping):
        return dict(said)
    return list(said) if isinstance(said, Sequence) and not isinstance(said, str) else said


def _repeats(levels: dict[str, Any]) -> Iterator[Fault]:
    for key, said in levels.items():
        level = said.get("level") if isinstance(said, dict) else said
        if isinstance(level, list) and len({str(each) for each in level}) < len(level):
            pointer = f"/levels/{key}/level" if isinstance(said, dict) else f"/levels/{key}"
            yield Fault(pointer, Code.REPEATED_LEVEL, "a level stands twice; give it once")


def _refuse_name(name: str, known: Mapping[str, object], what: str) -> NoReturn:
    near = get_close_matches(name, known, n=1)
    remedy = f" (nearest: {near[0]})" if near else ""
    raise AttributeError(f"no such {what}{remedy}; there are {', '.join(known)}")
