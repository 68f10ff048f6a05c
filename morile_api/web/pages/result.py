"""The result of an assessment as a page tells it, in the words of its matrix."""

from collections.abc import Sequence

import msgspec

from morile_api.language.assessment import Assessed, Contribution, NodeScore, Number
from morile_api.language.prospects import Flip, Flips, LevelChange, OpenQuestion
from morile_api.web.pages.picture import Picture
from morile_api.web.pages.replies import address
from morile_api.web.pages.scored import Shown
from morile_api.web.pages.spoken import Figure, figure, listed, opened
from morile_api.web.pages.wording import BandWord, Wording

ONE_WAY = {"up": "To a higher band", "down": "To a lower band"}


class Beside(msgspec.Struct, frozen=True):
    """A node with its score and band, where it has them."""

    title: str
    score: Number | None
    band: BandWord | None


class Driver(msgspec.Struct, frozen=True):
    """What a criterion adds; `part` is its share of the largest one, in per cent, for a bar."""

    title: str
    answer: str
    counts_as: str | None
    points: Number
    adds: Number
    part: int


class Gap(msgspec.Struct, frozen=True):
    """An answer that is open, and what closing it could do."""

    title: str
    answer: str
    changes: Figure | None
    likely: bool
    narrows_by: Figure
    change: str


class Move(msgspec.Struct, frozen=True):
    """A smallest change that moves the band."""

    says: str
    score: Figure
    band: BandWord | None


class Moves(msgspec.Struct, frozen=True):
    """The smallest changes one way, or why there are none."""

    title: str
    steps: int | None
    moves: list[Move]
    more: bool
    reason: str | None


class AnswerRow(msgspec.Struct, frozen=True):
    """One answer as it was given, and where to change it."""

    section: str
    title: str
    answer: str
    change: str
    code: str


class Chance(msgspec.Struct, frozen=True):
    """How likely a band is."""

    band: BandWord
    chance: Figure


class Result(msgspec.Struct, frozen=True):
    """Everything the page of a result says."""

    it: Assessed
    wording: Wording
    band: BandWord | None
    bands: list[BandWord]
    picture: Picture
    drivers: list[Driver]
    without: int
    gaps: list[Gap]
    why_first: str
    moves: list[Moves]
    beside: list[Beside]
    chances: list[Chance]
    answers: list[AnswerRow]

    @property
    def open(self) -> bool:
        """Whether any answer leaves the score open."""
        return self.it.range.lowest != self.it.range.highest

    @property
    def apart(self) -> str | None:
        """What the band is read off where that is another node than the score."""
        words = self.wording
        if words.banded in (None, words.matrix.result.score):
            return None
        return words.node(words.banded)

    @property
    def span(self) -> str:
        """The range in words."""
        low, high = self.it.range.lowest, self.it.range.highest
        if low == high:
            return f"exactly {figure(low)}"
        said = [each.title for each in self.bands]
        bands = f", {listed(said, 'or')}" if said else ""
        return f"from {figure(low)} to {figure(high)}{bands}"


ALONE = "no other is more likely to change the {}band alone"
TOGETHER = "no one of them alone changes the {}band, though several together may"
NARROWS = "no other narrows the range more"
NOTHING = "none of them alone changes anything"


def _why_first(it: Assessed, gaps: Sequence[Gap]) -> str:
    """Why the first gap is to be closed before the others; empty where there are none."""
    if len(gaps) < 2:
        return ""
    first = gaps[0]
    band = "most likely " if first.likely else ""
    if first.changes:
        return ALONE.format(band)
    if not first.narrows_by:
        return NOTHING
    if first.changes is None or len(it.range.bands) < 2:
        return NARROWS
    return f"{TOGETHER.format(band)}; {NARROWS}"


def result_of(shown: Shown, it: Assessed) -> Result:
    """An assessment as a page tells it."""
    words = shown.wording
    adding = [each for each in it.contributions or () if each.adds != 0]
    answers = _answers(shown, it)
    gaps = [_gap(words, each, answers) for each in it.open_questions or ()]
    return Result(
        it=it,
        wording=words,
        band=words.band(words.banded, it.band),
        bands=words.headline(it.range.bands),
        picture=shown.axis.picture(it.score, it.range),
        drivers=_drivers(words, adding),
        without=len(it.contributions or ()) - len(adding),
        gaps=gaps,
        why_first=_why_first(it, gaps),
        moves=[_moves(words, each) for each in it.flips or ()],
        beside=[_beside(words, key, it.nodes[key]) for key in words.matrix.result.beside],
        chances=_chances(words, it),
        answers=answers,
    )


def _chances(words: Wording, it: Assessed) -> list[Chance]:
    said = it.distribution.band_probabilities if it.distribution and words.banded else {}
    return [Chance(words.bands[words.banded or ""][key], chance) for key, chance in said.items()]


def _beside(words: Wording, key: str, node: NodeScore) -> Beside:
    return Beside(words.node(key), node.score, words.band(key, node.band))


def _drivers(words: Wording, adding: Sequence[Contribution]) -> list[Driver]:
    """Largest first; equal ones in the order of the matrix."""
    most = max((abs(each.adds) for each in adding), default=1)
    return [
        Driver(
            title=words.criterion(each.criterion),
            answer=words.answer(each.level),
            counts_as=None if each.counts_as is None else opened(each.counts_as),
            points=each.points,
            adds=each.adds,
            part=max(1, round(abs(each.adds) / most * 100)),
        )
        for each in sorted(adding, key=lambda each: -each.adds)
    ]


def _gap(words: Wording, it: OpenQuestion, answers: Sequence[AnswerRow]) -> Gap:
    title = words.criterion(it.criterion)
    code = words.criteria[it.criterion].code
    return Gap(
        title=title,
        answer=words.answer(it.answered),
        changes=it.likely_band_changes if it.band_changes is None else it.band_changes,
        likely=it.band_changes is None,
        narrows_by=it.narrows_by,
        change=next(row.change for row in answers if row.code == code),
    )


def _moves(words: Wording, it: Flips) -> Moves:
    return Moves(
        title=ONE_WAY[it.direction],
        steps=it.steps,
        moves=[_move(words, each) for each in it.flips],
        more=not it.complete,
        reason=it.reason,
    )


def _move(words: Wording, it: Flip) -> Move:
    says = listed([_changed(words, each) for each in it.changes])
    return Move(says, it.score, words.band(words.banded, it.band))


def _changed(words: Wording, it: LevelChange) -> str:
    start = words.answer(it.from_)
    if it.counts_as is not None:
        start = f"{start}, counted as {opened(it.counts_as)},"
    return f"{words.criterion(it.criterion)} from {start} to {opened(it.to)}"


def _answers(shown: Shown, it: Assessed) -> list[AnswerRow]:
    """The answers, read off the canonical vector."""
    said = dict(part.split(":", 1) for part in it.vector.split("/")[1:])
    change = address("/", {"change": it.vector, "marking": it.marking})
    return [
        AnswerRow(
            section=opened(criterion.section),
            title=shown.wording.criterion(criterion.key),
            answer=shown.wording.answer(said[criterion.code]),
            change=f"{change}#q-{criterion.code}",
            code=criterion.code,
        )
        for criterion in shown.wording.matrix.criteria
    ]
