"""The outlook: under a ranking, what its gaps could still change, and how old it is."""

from collections.abc import Iterator, Sequence

from morile._left_open import flip_lines, percent
from morile._tables import table
from morile_api.language.assessment import Assessed
from morile_api.sheets.further import may_change
from morile_api.sheets.standing import opened

TO_CLOSE = ("reference", "close first", "answered", "band may change", "narrows by", "chances")
NONE = "-"


def to_close(assessed: Sequence[Assessed]) -> str:
    """The gap of each threat that is best closed first; those most likely to move a band on top.

    It answers which request for intelligence to make first.
    """
    found = [(each, each.open_questions[0]) for each in assessed if each.open_questions]
    if not found:
        return "\nNo gap is left to close.\n"
    found.sort(key=lambda each: (-(may_change(each[1]) or 0), -each[1].narrows_by))
    rows = [
        [
            each.ref,
            first.criterion,
            opened(first.answered),
            _chance(may_change(first)),
            str(first.narrows_by),
            _chances(each),
        ]
        for each, first in found
    ]
    lines = table(TO_CLOSE, rows, ("band may change", "narrows by"), ("chances", "close first"))
    return f"\nWhich gap to close first, the likeliest to move a band on top:\n\n{lines}"


def _chance(share: float | None) -> str:
    return NONE if share is None else percent(share)


def _chances(each: Assessed) -> str:
    bands = each.distribution.band_probabilities if each.distribution else {}
    return ", ".join(f"{opened(band)} {percent(share)}" for band, share in bands.items())


def nearest(assessed: Sequence[Assessed]) -> str:
    """The smallest changes that move the band of each threat, under its reference."""
    return "".join(f"\n{line}\n" for each in assessed for line in _nearest(each))


def _nearest(each: Assessed) -> Iterator[str]:
    lines = [line.strip("\n") for way in each.flips or () for line in flip_lines(way)]
    if lines:
        yield "\n".join([f"{each.ref}: {opened(each.band or NONE)}", *lines])


def ages(assessed: Sequence[Assessed], as_of: str) -> str:
    """Which assessments rest on information that is too old, and of how many it is not known."""
    stale = [each for each in assessed if each.age and each.age.stale]
    lines = [
        f"  {each.ref}: {each.age.days} days (fresh for {each.age.fresh_days})"
        for each in stale
        if each.age
    ]
    unknown = sum(each.age is not None and each.age.days is None for each in assessed)
    says = [f"Stale on {as_of}: {len(stale)} of {len(assessed)}", *lines]
    if unknown:
        says.append(f"Without an information_date, so of unknown age: {unknown}")
    if not any(each.age for each in assessed):
        says = ["This matrix does not say for how long an assessment stays fresh."]
    return "\n" + "\n".join(says) + "\n"
