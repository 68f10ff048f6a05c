"""The page of a matrix: all it says, in its own words, its cases, and how it behaves."""

from pathlib import Path

import msgspec

from morile_api.engine.appraisal.quality import quality
from morile_api.language.matrix import Criterion, Level, Scale, title_of
from morile_api.web.exchange import Exchange
from morile_api.web.pages.cases import cases_of
from morile_api.web.pages.combined import combined
from morile_api.web.pages.replies import HTML_UTF8
from morile_api.web.pages.scored import Desk, Shown
from morile_api.web.pages.spoken import opened
from morile_api.web.pages.templates import filled
from morile_api.web.replies import NO_CACHE, Document, Reply, document_of, document_reply

START = "/matrices/"


class Asked(msgspec.Struct, frozen=True):
    """A criterion with the scale it is answered on, and what unknown counts as there."""

    it: Criterion
    title: str
    scale: Scale
    levels: list[Level]
    unknown: str | None


class MatrixPages:
    """The pages of all matrices, each made when it is first read.

    The quality report draws and counts for up to some seconds, so a page is made in a thread, and
    once only: a matrix does not change while the service runs.
    """

    def __init__(self, desk: Desk) -> None:
        """Of the matrices of a desk."""
        self._desk = desk
        self._made: dict[str, Document] = {}

    def page(self, exchange: Exchange) -> Reply:
        """The page of the matrix that a path names.

        Raises:
            UnknownMatrix: there is none.
        """
        shown = self._desk.matrix(exchange.path.removeprefix(START))
        if shown.id not in self._made:
            # Two readers at once make it twice, and the second replaces the like of it.
            self._made[shown.id] = document_of(_page(shown), NO_CACHE, HTML_UTF8)
        return document_reply(self._made[shown.id], exchange)


def _page(shown: Shown) -> bytes:
    compiled = shown.entry.scorer.matrix
    matrix, words = compiled.definition, shown.wording
    sections: dict[str, list[Asked]] = {}
    for criterion in matrix.criteria:
        sections.setdefault(opened(criterion.section), []).append(_asked(shown, criterion))
    return filled(
        "matrix",
        matrix=matrix,
        mark=shown.entry.scorer.mark,
        standing=words.standing,
        sections=sections,
        nodes=combined(compiled, words),
        cases=cases_of(matrix, Path(shown.entry.where)),
        quality=quality(compiled),
        words=words,
        text=shown.entry.text.decode(),
    )


def _asked(shown: Shown, criterion: Criterion) -> Asked:
    scale = shown.wording.matrix.scale_of(criterion)
    unknown = criterion.unknown_counts_as or scale.unknown_counts_as
    return Asked(criterion, title_of(criterion), scale, scale.levels, unknown)
