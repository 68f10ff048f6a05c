"""What an assessment leaves open, as text: chances, open questions, flips, age."""

from collections.abc import Iterator

from morile._tables import table
from morile_api.language.assessment import Assessed
from morile_api.language.prospects import (
    Age,
    Distribution,
    Flip,
    Flips,
    LevelChange,
    OpenQuestion,
    Outcome,
)
from morile_api.sheets.standing import opened

SMALLEST = 0.0001
"""The smallest share that is printed: whatever is possible has it at least."""


def left_open(result: Assessed) -> str:
    """Whatever of it was asked for; nothing where nothing was."""
    parts = [*_words(result), *_chances(result.distribution)]
    parts += [f"{each.what.replace('-', ' ')}: not given; {each.why}" for each in result.not_given]
    parts += _questions(result.open_questions or ())
    parts += [line for way in result.flips or () for line in flip_lines(way)]
    parts += _age(result.age)
    return "".join(f"{part}\n" for part in parts)


def _words(result: Assessed) -> Iterator[str]:
    if result.sentence is not None:
        yield result.sentence


def _age(it: Age | None) -> Iterator[str]:
    if it is None:
        return
    if it.days is None:
        yield f"age: not known; {it.reason}"
    else:
        stale = "stale" if it.stale else "fresh"
        yield f"age: {it.days} days, {stale} (fresh for {it.fresh_days})"


def _chances(it: Distribution | None) -> Iterator[str]:
    if it is None:
        return
    bands = [f"{opened(band)} {percent(share)}" for band, share in it.band_probabilities.items()]
    if bands:
        yield f"chance of each band: {', '.join(bands)}"
    quantiles = ", ".join(f"{score} ({name} %)" for name, score in it.quantiles.items())
    yield f"score: {it.mean} on average; not exceeded: {quantiles}"
    for criterion, prior in it.priors.items():
        levels = ", ".join(f"{opened(level)} {percent(share)}" for level, share in prior.items())
        yield f"taken to be likely for {criterion}: {levels}"


def percent(share: float) -> str:
    """A share as people read it, to a hundredth of a per cent: `12.5 %`."""
    if share == SMALLEST:
        return "0.01 % or less"
    return f"{round(share * 100, 2):g} %"


def _questions(questions: tuple[OpenQuestion, ...]) -> Iterator[str]:
    for number, it in enumerate(questions, start=1):
        yield f"\nopen question {number}: {it.criterion} ({it.answered})"
        chances = [
            f"{percent(chance)} chance that the {what} changes; "
            for chance, what in (
                (it.band_changes, "band"),
                (it.likely_band_changes, "most likely band"),
            )
            if chance is not None
        ]
        yield f"  {''.join(chances)}the range narrows by {it.narrows_by}"
        rows = [_outcome(each) for each in it.outcomes]
        lines = table(("if it is", "chance", "score", "band", "range"), rows, ("chance", "score"))
        yield "\n".join(f"  {line}" for line in lines.splitlines())


def _outcome(it: Outcome) -> list[str]:
    score = "-" if it.score is None else str(it.score)
    named = list(dict.fromkeys(opened(each) for each in (*it.bands[:1], *it.bands[-1:])))
    span = f"{it.lowest} to {it.highest}" + (f", {' to '.join(named)}" if named else "")
    return [opened(it.level), percent(it.probability), score, opened(it.band or "-"), span]


def flip_lines(way: Flips) -> Iterator[str]:
    """The nearest changes one way, or why there are none."""
    if not way.flips:
        yield f"\nno change takes it {way.direction}: {way.reason}"
        return
    steps = "1 level step" if way.steps == 1 else f"{way.steps} level steps"
    more = "" if way.complete else "; there are more"
    yield f"\n{way.direction} by {steps}{more}:"
    for flip in way.flips:
        yield f"  {flip.score} {opened(flip.band)}: {_changes(flip)}"


def _changes(flip: Flip) -> str:
    return ", ".join(f"{it.criterion} from {_from(it)} to {opened(it.to)}" for it in flip.changes)


def _from(it: LevelChange) -> str:
    said = " or ".join(opened(level) for level in it.from_.split("|"))
    return said if it.counts_as is None else f"{said} (counted as {opened(it.counts_as)})"
