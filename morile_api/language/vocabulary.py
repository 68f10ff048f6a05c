"""Vocabularies: the words and codes people choose from, each row with its source."""

from datetime import date
from typing import Annotated

import msgspec
from msgspec import Meta

from morile_api.language.faults import BadMatrix, Code, Fault
from morile_api.language.matrix import Flag, Version, Words
from morile_api.language.patterns import TERM_KEY
from morile_api.language.shape import shape_faults

TermKey = Annotated[str, Meta(pattern=TERM_KEY, max_length=60)]

ORGANISATIONS = "organisations"
THREAT_TYPES = "threat-types"
MARKINGS = "protective-markings"
CONFIDENCE = "analytical-confidence"
GRADING = "intelligence-grading"


class TermSource(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """A publication that rows of a vocabulary rest on."""

    key: TermKey
    title: Words
    where: Words
    read: date | None = None
    flag: Flag = "published"


class PercentRange(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """A term's share of certainty in one edition of its source, in per cent, both ends included."""

    edition: Words
    lowest: Annotated[int, Meta(ge=0, le=100)]
    highest: Annotated[int, Meta(ge=0, le=100)]


class Term(msgspec.Struct, frozen=True, forbid_unknown_fields=True, omit_defaults=True):
    """One word or code people choose."""

    key: TermKey
    title: Words
    means: Words
    source: TermKey
    kind: str | None = None
    nation: str | None = None
    slug: str | None = None
    also_known_as: list[str] = []
    broader: TermKey | None = None
    phase: int | None = None
    since: date | None = None
    until: date | None = None
    note: Words | None = None
    ranges: list[PercentRange] = []


class Membership(msgspec.Struct, frozen=True, forbid_unknown_fields=True, omit_defaults=True):
    """A force in a regional unit, on the date its source says so."""

    member: TermKey
    of: TermKey
    source: TermKey
    as_of: date
    since: date | None = None
    until: date | None = None
    note: Words | None = None


class Vocabulary(msgspec.Struct, frozen=True, forbid_unknown_fields=True, omit_defaults=True):
    """A list of terms; `ordered` says whether they stand in ascending order."""

    vocabulary: TermKey
    version: Version
    title: Words
    about: Words
    sources: Annotated[list[TermSource], Meta(min_length=1)]
    terms: Annotated[list[Term], Meta(min_length=1)]
    ordered: bool = False
    memberships: list[Membership] = []

    def keys(self) -> list[str]:
        """What a submission may carry."""
        return [term.key for term in self.terms]


def as_vocabulary(tables: dict[str, object], where: str) -> Vocabulary:
    """A vocabulary from the tables of its file.

    Raises:
        BadMatrix: with every fault: of shape, repeated keys, names that do not resolve.
    """
    faults = shape_faults(tables, Vocabulary)
    if faults:
        raise BadMatrix(faults, where)
    vocabulary = msgspec.convert(tables, Vocabulary, strict=True)
    faults = _unresolved(vocabulary)
    if faults:
        raise BadMatrix(faults, where)
    return vocabulary


def _unresolved(vocabulary: Vocabulary) -> list[Fault]:
    keys, sources = vocabulary.keys(), {source.key for source in vocabulary.sources}
    faults = [
        Fault(f"/terms/{at}/key", Code.REPEATED_KEY, f"{key} stands twice; keys are unique")
        for at, key in enumerate(keys)
        if key in keys[:at]
    ]
    named = [(f"/terms/{at}", t.source, t.broader) for at, t in enumerate(vocabulary.terms)]
    for at, source, broader in named:
        if source not in sources:
            faults.append(Fault(f"{at}/source", Code.NO_SUCH_NAME, "not the key of a source above"))
        if broader is not None and broader not in keys:
            faults.append(Fault(f"{at}/broader", Code.NO_SUCH_NAME, "not the key of a term here"))
    for number, row in enumerate(vocabulary.memberships):
        at = f"/memberships/{number}"
        if row.source not in sources:
            faults.append(Fault(f"{at}/source", Code.NO_SUCH_NAME, "not the key of a source above"))
        for member, name in (("member", row.member), ("of", row.of)):
            if name not in keys:
                detail = "not the key of a term here"
                faults.append(Fault(f"{at}/{member}", Code.NO_SUCH_NAME, detail))
    return faults
