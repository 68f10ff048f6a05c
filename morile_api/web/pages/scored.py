"""Scored: one vector assessed for a page, by the very engine that answers the API."""

from collections.abc import Mapping
from pathlib import Path

import msgspec

from morile_api.catalogue import Catalogue, Entry
from morile_api.engine.assess import assess
from morile_api.engine.compiling.describe import nodes_of
from morile_api.language.asked import Wanted
from morile_api.language.assessment import Assessed
from morile_api.language.faults import BadSubmission, UnknownMatrix
from morile_api.web.pages.picture import Axis, axis_of
from morile_api.web.pages.wording import Wording, wording_of

FLIPS = 3
"""Changes of each way that a page lists; the API lists as many as are asked for."""

WANTED = Wanted(explain=True, sentence=True, distribution=True, flips=FLIPS)
"""What the result of a page has beside the score."""

SHOWN = "shown on a page"
"""The reference of a submission that has none: a page asks for nothing personal."""


class Shown(msgspec.Struct, frozen=True):
    """One matrix version with what pages say of it, worked out once."""

    entry: Entry
    wording: Wording
    axis: Axis
    submission: type[msgspec.Struct]

    @property
    def id(self) -> str:
        """As a vector names it: `thematic@1.0.0`."""
        return self.entry.scorer.matrix.id

    @property
    def folder(self) -> Path:
        """Where its definition lies."""
        return Path(self.entry.where).parent


class Desk(msgspec.Struct, frozen=True):
    """What pages work with: matrices by id, and the markings that are accepted, lowest first."""

    catalogue: Catalogue
    matrices: Mapping[str, Shown]
    markings: tuple[str, ...]

    def matrix(self, name: str) -> Shown:
        """The matrix of an id.

        Raises:
            UnknownMatrix: there is none.
        """
        if name not in self.matrices:
            raise UnknownMatrix(list(self.matrices), pointer="")
        return self.matrices[name]

    def assessed(
        self, vector: str, marking: str | None = None, wanted: Wanted = WANTED
    ) -> tuple[Shown, Assessed]:
        """The assessment of a vector, with the matrix it names.

        Args:
            vector: with its answers.
            marking: that it carries.
            wanted: what it has beside the score.

        Raises:
            UnknownMatrix: it names none that is here.
            BadSubmission: with every fault.
        """
        shown = self.matrix(vector.partition("/")[0])
        nobody = dict.fromkeys(shown.submission.__struct_fields__)
        said = {"ref": SHOWN, "vector": vector, "marking": marking}
        submission = shown.submission(**{**nobody, **said})
        assessed, bad = assess(shown.entry.scorer, [submission], [0], wanted)
        if bad:
            raise BadSubmission(bad[0].faults)
        return shown, assessed[0]


def desk_of(catalogue: Catalogue, highest_marking: str) -> Desk:
    """Everything pages work with.

    Args:
        catalogue: loaded.
        highest_marking: the highest protective marking that is accepted.
    """
    types = catalogue.reader.types
    markings = types.words.markings
    return Desk(
        catalogue,
        {name: _shown(entry, types.submissions[name]) for name, entry in catalogue.entries.items()},
        tuple(markings[: markings.index(highest_marking) + 1]),
    )


def _shown(entry: Entry, submission: type[msgspec.Struct]) -> Shown:
    compiled = entry.scorer.matrix
    wording = wording_of(compiled)
    key = compiled.nodes[compiled.score].key
    node = next(each for each in compiled.definition.nodes if each.key == key)
    reached = next(each for each in nodes_of(compiled) if each.key == key)
    return Shown(entry, wording, axis_of(node, reached, wording.bands[key]), submission)
