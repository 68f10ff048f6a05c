"""What the command shows of a replay: what changed, what has no counterpart, and who moved."""

from collections.abc import Iterator

from morile._tables import table
from morile_api.language.assessment import Assessed
from morile_api.language.faults import counted
from morile_api.language.replay import Cause, ReplayAnswer, Replayed, Unmatched
from morile_api.sheets.standing import opened, standing

NONE = "-"

MOST_FIGURES = 3
"""Shown beside a cause; where more have changed, the diff of the definitions lists them."""

HEADER = ("reference", "before", "after", "rank", "what did it")
EFFECTS = ("what changed", "moves alone", "crosses alone", "needed to cross")


def report(answer: ReplayAnswer) -> str:
    """A replay as people read it: the movers under what moved them."""
    here, there, sums = answer.matrix, answer.to, answer.summary
    title = f"{here.id}@{here.version} replayed with {there.id}@{there.version}"
    says = f"{counted(sums.total, 'submission')}: {sums.moved} moved"
    if sums.crossed is not None:
        says += f", {sums.crossed} into another band"
    if sums.raised is not None and sums.lowered is not None:
        says += f"; {sums.raised} scores higher, {sums.lowered} lower"
    parts = [title, says, *_unmatched(answer.unmatched)]
    if answer.effects:
        rows = [
            [each.change, str(each.moves_alone), str(each.crosses_alone), str(each.needed)]
            for each in answer.effects
        ]
        parts += ["", table(EFFECTS, rows, right=EFFECTS[1:], yielding=EFFECTS[:1]).rstrip()]
    movers = [_row(each) for each in answer.results if each.moved]
    if movers:
        shown = len(HEADER) - (answer.changes is None)
        cells = [row[:shown] for row in movers]
        parts += ["", table(HEADER[:shown], cells, yielding=HEADER[4:shown]).rstrip()]
    notes = dict.fromkeys([standing(here), standing(there)])
    return "\n".join([*parts, "", *notes]) + "\n"


def _unmatched(unmatched: Unmatched) -> Iterator[str]:
    if unmatched.criteria:
        yield f"Without a counterpart, not used: {', '.join(unmatched.criteria)}."
    if unmatched.new_criteria:
        yield f"New, unknown in every submission: {', '.join(unmatched.new_criteria)}."
    for each in unmatched.levels:
        yield (
            f"Level {each.level} of {each.criterion} has no counterpart: "
            f"{counted(each.submissions, 'submission')} became unknown."
        )


def _row(result: Replayed) -> list[str]:
    ranks = [
        NONE if each is None else str(each) for each in (result.rank_before, result.rank_after)
    ]
    return [
        result.ref,
        _headline(result.before),
        _headline(result.after),
        " to ".join(dict.fromkeys(ranks)),
        "; ".join(_causes(result)) or _beside(result),
    ]


def _headline(assessed: Assessed) -> str:
    score = NONE if assessed.score is None else str(assessed.score)
    return f"{score} {opened(assessed.band)}" if assessed.band else score


def _beside(result: Replayed) -> str:
    return f"beside the score: {', '.join(result.nodes)}" if result.nodes else "only its range"


def _causes(result: Replayed) -> Iterator[str]:
    for cause in result.causes or ():
        share = f" {cause.share:+}" if cause.share else ""
        alone = " (alone enough for the band)" if cause.crosses_alone and result.crossed else ""
        yield f"{cause.change}{_figures(cause)}{share}{alone}"


def _figures(cause: Cause) -> str:
    """The figures themselves where they are few: ` (severe 10 to 8)`."""
    if not 0 < len(cause.figures) <= MOST_FIGURES:
        return ""
    told = []
    for each in cause.figures:
        *_, above, last = each.where.split("/")
        key = above if last in ("points", "from") else last
        told.append(f"{opened(key)} {_shown(each.before)} to {_shown(each.after)}")
    return f" ({', '.join(told)})"


def _shown(figure: object) -> str:
    return "nothing" if figure is None else opened(str(figure))
