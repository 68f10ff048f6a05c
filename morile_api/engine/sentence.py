"""The sentence: one assessment in plain English, from the matrix's own words, to be read out."""

from collections.abc import Sequence

from morile_api.engine.compiled import CompiledMatrix
from morile_api.engine.lexicon import Meaning
from morile_api.language.assessment import Assessed, Contribution
from morile_api.language.matrix import UNKNOWN, Criterion, title_of

DRIVERS = 3
"""Criteria named as what drives a score; more would not be heard."""

APPLIES_TO = {
    "theme": "threat",
    "subject": "subject",
    "group": "group",
    "location": "place",
    "operation": "operation",
    "unit": "unit",
}


def sentence(
    matrix: CompiledMatrix,
    assessed: Assessed,
    said: Sequence[Meaning],
    contributions: Sequence[Contribution] | None,
) -> str:
    """What drives a score, what is not known and what that could change.

    Args:
        matrix: compiled.
        assessed: the threat's assessment.
        said: its answers, one a criterion.
        contributions: what each criterion adds, if there is a headline score.
    """
    parts = [
        _headline(matrix, assessed),
        _drivers(matrix, contributions or ()),
        _open(matrix, assessed, said),
        _confidence(assessed),
        _standing(matrix),
    ]
    return " ".join(part for part in parts if part)


def _headline(matrix: CompiledMatrix, assessed: Assessed) -> str:
    definition = matrix.definition
    what = f"This {APPLIES_TO[definition.applies_to]}"
    node = _name(title_of(next(n for n in definition.nodes if n.key == definition.result.score)))
    if assessed.score is None:
        return f"{what} has no score for {node} yet, because too much is not known."
    if assessed.band is None:
        return f"{what} scores {assessed.score} for {node}."
    return (
        f"{what} scores {assessed.score} for {node}, which is in the band {_words(assessed.band)}."
    )


def _drivers(matrix: CompiledMatrix, contributions: Sequence[Contribution]) -> str:
    adding = sorted((each for each in contributions if each.adds > 0), key=lambda c: -c.adds)
    if not adding:
        return "No answer adds to it." if contributions else ""
    names = [
        f"{_criterion(matrix, each.criterion)} ({_answered(each)})" for each in adding[:DRIVERS]
    ]
    return f"What drives it most: {_listed(names)}."


def _answered(each: Contribution) -> str:
    if each.counts_as is None:
        return _words(each.level)
    open_answer = "not known" if each.level == UNKNOWN else "not settled"
    return f"{open_answer}, counted as {_words(each.counts_as)}"


def _open(matrix: CompiledMatrix, assessed: Assessed, said: Sequence[Meaning]) -> str:
    criteria = matrix.definition.criteria
    unknown = [_name(title_of(c)) for c, each in zip(criteria, said, strict=True) if each.gap]
    narrowed = [
        f"{_name(title_of(c))} ({_listed([_words(key) for key in each.answered.split('|')], 'or')})"
        for c, each in zip(criteria, said, strict=True)
        if len(each.levels) > 1 and not each.gap
    ]
    if not unknown and not narrowed:
        return "Every answer is known."
    parts = []
    if unknown:
        parts.append(f"Not known: {_listed(unknown)}.")
    if narrowed:
        parts.append(f"Not settled: {_listed(narrowed)}.")
    return " ".join([*parts, _could(assessed)])


def _could(assessed: Assessed) -> str:
    low, high = assessed.range.lowest, assessed.range.highest
    if low == high:
        return "Whatever the answers turn out to be, the score stays as it is."
    bands = assessed.range.bands
    could = f"The score could turn out to be anything from {low} to {high}"
    if not bands:
        return f"{could}."
    if len(bands) == 1:
        return f"{could}, in the band {_words(bands[0])} all the same."
    return f"{could}, and the band anything from {_words(bands[0])} to {_words(bands[-1])}."


def _confidence(assessed: Assessed) -> str:
    weak = [key for key, stated in (assessed.confidence or {}).items() if stated == "low"]
    return f"Confidence is low for {_listed([_words(key) for key in weak])}." if weak else ""


def _standing(matrix: CompiledMatrix) -> str:
    status = matrix.definition.status
    return (
        f"The figures of this matrix are {status}." if status in ("illustrative", "draft") else ""
    )


def _criterion(matrix: CompiledMatrix, key: str) -> str:
    found: Criterion = next(c for c in matrix.definition.criteria if c.key == key)
    return _name(title_of(found))


def _name(title: str) -> str:
    """A title inside a sentence: abbreviations keep their capitals."""
    return title if title[:2].isupper() else title[:1].lower() + title[1:]


def _words(key: str) -> str:
    return key.replace("_", " ")


def _listed(names: Sequence[str], joined: str = "and") -> str:
    if len(names) < 2:
        return "".join(names)
    return f"{', '.join(names[:-1])} {joined} {names[-1]}"
