"""The sentence: one assessment in plain English, from the matrix's own words, to be read out."""

from collections.abc import Sequence
from fractions import Fraction

from morile_api.engine.compiled import CompiledMatrix
from morile_api.engine.figures import printed
from morile_api.engine.lexicon import Meaning
from morile_api.engine.prospects import Likely, band_weights
from morile_api.language.assessment import Assessed, Contribution
from morile_api.language.matrix import UNKNOWN, Criterion, title_of
from morile_api.language.prospects import Age, OpenQuestion

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


Open = tuple[Likely | None, Sequence[OpenQuestion], Age | None]
"""How likely each band is, the open questions, most telling first, and how old it all is."""


def sentence(
    matrix: CompiledMatrix,
    assessed: Assessed,
    said: Sequence[Meaning],
    contributions: Sequence[Contribution] | None,
    known: Open,
) -> str:
    """What drives a score, what is not known and what that could change.

    Args:
        matrix: compiled.
        assessed: the threat's assessment.
        said: its answers, one a criterion.
        contributions: what each criterion adds, if there is a headline score.
        known: what is known of what is open.
    """
    likely, questions, age = known
    nothing = _nothing_known(matrix, said)
    parts = [
        _headline(matrix, assessed, nothing),
        "" if nothing else _drivers(matrix, contributions or ()),
        _open(matrix, said),
        _could(matrix, assessed, likely) if any(len(each.levels) > 1 for each in said) else "",
        _first(matrix, questions),
        _confidence(assessed),
        _age(age),
        _standing(matrix),
    ]
    return " ".join(part for part in parts if part)


def _nothing_known(matrix: CompiledMatrix, said: Sequence[Meaning]) -> bool:
    """Whether every answer that the headline score rests on is unknown."""
    ways = matrix.directions[matrix.score].of
    return all(each.gap for each, way in zip(said, ways, strict=True) if way != 0)


def _headline(matrix: CompiledMatrix, assessed: Assessed, nothing: bool) -> str:
    definition = matrix.definition
    what = f"This {APPLIES_TO[definition.applies_to]}"
    node = _name(title_of(next(n for n in definition.nodes if n.key == definition.result.score)))
    # "22 for score of the group" would say the word twice.
    of = "" if node.startswith("score") else f" for {node}"
    if assessed.score is None:
        why = "nothing it rests on" if nothing else "too little"
        return f"{what} has no score{of} yet, because {why} is known."
    scores = f"{what} scores {assessed.score}{of}"
    if assessed.band is not None:
        scores += f", which is in the band {_words(assessed.band)}"
    if nothing:
        return (
            f"Nothing that the score rests on is known. {scores}, "
            "only because each unknown answer is counted as a level that stands in for it."
        )
    return f"{scores}."


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


def _open(matrix: CompiledMatrix, said: Sequence[Meaning]) -> str:
    """What is not known, what is known within limits, and what is stated but not certain."""
    unknown: list[str] = []
    narrowed: list[str] = []
    doubted: list[str] = []
    for number, each in enumerate(said):
        name = _name(title_of(matrix.definition.criteria[number]))
        named = each.answered.split("|")
        if each.gap:
            unknown.append(name)
        elif len(each.levels) > 1:
            sure = _sure(matrix.scales[number], each, named)
            levels = _listed([_words(key) for key in named], "or")
            (narrowed if len(named) > 1 else doubted).append(f"{name} ({levels}{sure})")
    groups = {"Not known": unknown, "Not settled": narrowed, "Not certain": doubted}
    parts = [f"{group}: {_listed(names)}." for group, names in groups.items() if names]
    if len(unknown) == len(said):
        return ""
    return " ".join(parts) or "Every answer is known."


def _sure(scale: Sequence[str], each: Meaning, named: Sequence[str]) -> str:
    """How likely it is that a stated level is right, where the matrix doubts it."""
    total = sum(each.weights)
    inside = sum(
        weight
        for level, weight in zip(each.levels, each.weights, strict=True)
        if scale[level] in named
    )
    return "" if inside == total else f", {_percent(inside, total)} likely"


def _could(matrix: CompiledMatrix, assessed: Assessed, likely: Likely | None) -> str:
    low, high = assessed.range.lowest, assessed.range.highest
    if low == high:
        return "Whatever the answers turn out to be, the score stays as it is."
    bands = assessed.range.bands
    could = f"The score could turn out to be anything from {low} to {high}"
    if not bands:
        return f"{could}."
    if len(bands) == 1:
        return f"{could}, in the band {_words(bands[0])} all the same."
    chance = "" if likely is None else _other_band(matrix, assessed.band, likely)
    return f"{could}, and the band anything from {_words(bands[0])} to {_words(bands[-1])}{chance}."


def _other_band(matrix: CompiledMatrix, band: str | None, likely: Likely) -> str:
    """How likely it is that the band is another one, or which is the most likely."""
    names = matrix.nodes[matrix.score if matrix.band is None else matrix.band].bands
    weights = {
        names[number]: weight for number, weight in band_weights(matrix, likely.bands).items()
    }
    total = sum(weights.values())
    if band is None:
        most = max(weights.values())
        first = [name for name, weight in weights.items() if weight == most]
        if len(first) > 1:
            return ""
        return f"; the most likely is {_words(first[0])}, at {_percent(most, total)}"
    other = _percent(total - weights.get(band, 0), total)
    return f"; the chance that it is not {_words(band)} is {other}"


def _first(matrix: CompiledMatrix, questions: Sequence[OpenQuestion]) -> str:
    """Which of several gaps to close first, or the first of those that tell as much."""
    if len(questions) < 2:
        return ""
    first, second = questions[:2]
    start = f"The gap to close first is {_criterion(matrix, first.criterion)}, "
    if _telling(first) == _telling(second):
        start = f"No gap is more worth closing than {_criterion(matrix, first.criterion)}, "
    for chance, what in (
        (first.band_changes, "band"),
        (first.likely_band_changes, "most likely band"),
    ):
        if chance:
            exact = Fraction(str(chance))
            share = _percent(exact.numerator, exact.denominator)
            return f"{start}with a {share} chance of changing the {what}."
    return f"{start}which narrows the range by {first.narrows_by}." if first.narrows_by else ""


def _telling(question: OpenQuestion) -> tuple[object, ...]:
    return question.band_changes, question.likely_band_changes, question.narrows_by


def _percent(part: int, whole: int) -> str:
    """A share in whole per cent; what is possible is never said to be 0, or what is open 100."""
    share = printed(100 * part, whole, 0)
    if part and not share:
        return "under 1 %"
    return "over 99 %" if part < whole and share == 100 else f"{share} %"


def _age(age: Age | None) -> str:
    if age is None or age.stale is False:
        return ""
    if age.days is None:
        return "How old the information is cannot be told, because it has no date."
    days = "1 day" if age.fresh_days == 1 else f"{age.fresh_days} days"
    return f"The information is {age.days} days old, and stale: it stays fresh for {days}."


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
    """Names one after another; with semicolons where a name has a comma of its own."""
    if len(names) < 2:
        return "".join(names)
    if any("," in name.partition(" (")[0] for name in names):
        return f"{'; '.join(names[:-1])}; {joined} {names[-1]}"
    return f"{', '.join(names[:-1])} {joined} {names[-1]}"
