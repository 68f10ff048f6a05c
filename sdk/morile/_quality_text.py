"""The quality report of a matrix, as text for whoever owns the method."""

from collections.abc import Iterator

from morile._left_open import SMALLEST, percent
from morile._tables import table
from morile_api.language.quality import CriterionQuality, Quality
from morile_api.sheets.standing import opened


def report(quality: Quality) -> str:
    """Scores, ties and order first, then bands, then what each criterion can do."""
    lines = [
        "If every level is equally likely and answers are independent:",
        *_scores(quality),
        *_bands(quality),
    ]
    if quality.idle:
        lines += ["", f"Cannot change the {_headline(quality)}:"]
        lines += [f"  {each.criterion}: {each.reason}." for each in quality.idle]
    counted = "counted over every submission there is"
    if not quality.exact["criteria"]:
        counted = f"estimated from {_drawn(quality.sampled, 'submissions', quality.seed)}"
    lines += ["", f"What each criterion of the headline can do, {counted}:"]
    return "\n".join([*lines, _criteria(quality.criteria)])


def _headline(it: Quality) -> str:
    return "headline band" if it.bands else "headline score"


def _drawn(count: int, what: str, seed: int) -> str:
    return f"{count:,} {what} drawn with seed {seed}"


def _scores(it: Quality) -> Iterator[str]:
    if it.distinct_scores is None:
        yield "Distinct scores and ties: not worked out; there are too many scores."
    else:
        yield f"Distinct scores: {it.distinct_scores}."
    if it.tied is not None:
        yield f"Tied: {percent(it.tied)} of pairs have the same score."
    if it.most_common is not None:
        yield f"Most common score: {percent(it.most_common)} of submissions have it."
    if it.misordered is None:
        yield "Misordered: a grid measures nothing that an order could be held against."
    else:
        yield (
            f"Misordered: {percent(it.misordered)} of pairs are ranked against the underlying "
            f"order (estimated from {_drawn(it.pairs, 'pairs', it.seed)})."
        )


def _bands(it: Quality) -> Iterator[str]:
    if not it.bands:
        return
    shares = ", ".join(f"{opened(band)} {percent(share)}" for band, share in it.bands.items())
    if it.exact["bands"]:
        yield f"Bands: {shares}."
    else:
        yield f"Bands: {shares} (estimated from {_drawn(it.sampled, 'submissions', it.seed)})."
    rare = [opened(band) for band, share in it.bands.items() if share <= SMALLEST]
    if rare:
        yield f"Hardly ever reached: {', '.join(rare)}."


def _criteria(criteria: list[CriterionQuality]) -> str:
    rows = [
        [
            each.criterion,
            "-" if each.band_changes is None else percent(each.band_changes),
            percent(each.moves_at_least),
            percent(each.moves_at_most),
        ]
        for each in criteria
    ]
    header = ("criterion", "changes the band", "moves at least", "at most")
    return table(header, rows, right=header[1:])
