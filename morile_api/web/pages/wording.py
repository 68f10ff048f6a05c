"""The wording of a matrix: titles for its keys, and where each band stands among its like."""

from collections.abc import Mapping

import msgspec

from morile_api.engine.compiled import CompiledMatrix
from morile_api.language.matrix import UNKNOWN, Criterion, Matrix, title_of
from morile_api.sheets.palette import step_of
from morile_api.web.pages.spoken import listed, opened

STANDING = {
    "illustrative": "The figures of this matrix are illustrative. They are not the official MoRiLE "
    "figures, which are not public: use the result to try the method, not to decide.",
    "published": "The figures of this matrix are published ones.",
    "authorised": "The figures of this matrix were authorised by the agency that loaded it.",
    "draft": "This matrix is a draft: do not decide anything by it.",
    "withdrawn": "This matrix has been withdrawn: do not decide anything by it.",
}
"""What is to be said of every score, by the status of its matrix."""


class BandWord(msgspec.Struct, frozen=True):
    """A band as a page shows it: a word, and the shade and pattern beside it.

    `place` counts from 1, the lowest, to `of`. Shades say how serious a threat is, so a node that
    is no part of the headline, such as confidence, has none.
    """

    key: str
    title: str
    means: str | None
    shade: int | None
    place: int
    of: int


class Wording(msgspec.Struct, frozen=True):
    """Titles by key; bands by the key of their node, then by their own."""

    matrix: Matrix
    criteria: Mapping[str, Criterion]
    nodes: Mapping[str, str]
    bands: Mapping[str, Mapping[str, BandWord]]
    banded: str | None

    def criterion(self, key: str) -> str:
        """The title of a criterion."""
        return title_of(self.criteria[key])

    def node(self, key: str) -> str:
        """The title of a node."""
        return self.nodes[key]

    def band(self, node: str | None, key: str | None) -> BandWord | None:
        """A band of a node; None where there is none."""
        return None if node is None or key is None else self.bands[node][key]

    def headline(self, keys: tuple[str, ...]) -> list[BandWord]:
        """Bands of the headline, lowest first."""
        return [self.bands[self.banded][key] for key in keys] if self.banded else []

    def answer(self, said: str) -> str:
        """An answer as the vector spells it, in words: `minor|severe` is `Minor or severe`."""
        levels, _, confidence = said.partition("~")
        text = "Not known" if levels == UNKNOWN else opened(levels)
        return f"{text} (confidence {confidence})" if confidence else text

    def named(self, criteria: tuple[str, ...]) -> str:
        """Criteria as a list: `Volume and Trend`."""
        return listed([self.criterion(key) for key in criteria])

    @property
    def standing(self) -> str:
        """What is to be said of every score."""
        return STANDING[self.matrix.status]


def wording_of(compiled: CompiledMatrix) -> Wording:
    """The wording of a compiled matrix."""
    it = compiled.definition
    written = {node.key: node for node in it.nodes}
    bands: dict[str, dict[str, BandWord]] = {}
    serious = _in_the_headline(compiled)
    for node in compiled.nodes:
        stated = {band.key: band for band in written[node.key].bands or []}
        last = len(node.bands) - 1
        bands[node.key] = {
            key: BandWord(
                key=key,
                title=(stated[key].title if key in stated else None) or opened(key),
                means=stated[key].means if key in stated else None,
                shade=step_of(place, last) if node.key in serious else None,
                place=place + 1,
                of=last + 1,
            )
            for place, key in enumerate(node.bands)
        }
    titles = {key: title_of(node) for key, node in written.items()}
    banded = None if compiled.band is None else compiled.nodes[compiled.band].key
    return Wording(it, {each.key: each for each in it.criteria}, titles, bands, banded)


def _in_the_headline(compiled: CompiledMatrix) -> set[str]:
    """The headline's score and band, and all that they are worked out from."""
    result = compiled.definition.result
    found = {result.score, result.band or ""}
    written = {node.key: node for node in compiled.definition.nodes}
    for node in reversed(compiled.nodes):
        if node.key in found:
            found.update(written[node.key].of)
    return found
