"""The quality report of a matrix, as text for whoever owns the method."""

from collections.abc import Iterator

from morile._left_open import percent
from morile._tables import opened, table
from morile_api.language.quality import CriterionQuality, Quality


def report(quality: Quality) -> str:
    """Scores, ties and order first, then bands, then what each criterion can do."""
    lines = [
        "If every level is equally likely and answers are independent:",
        *_scores(quality),
        *_bands(quality),
    ]
    idle = [each.criterion for each in quality.criteria if each.band_changes == 0]
    if idle:
        lines.append(f"Can never change a band: {', '.join(idle)}.")
    counted = "every submission there is" if quality.exact else f"{quality.sampled:,} submissions"
    how = "counted over" if quality.exact else "estimated from a fixed sample of"
    lines += ["", f"What each criterion can do, {how} {counted}:", _criteria(quality.criteria)]
    return "\n".join(lines)


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
            f"order (from {it.sampled:,} pairs)."
        )


def _bands(it: Quality) -> Iterator[str]:
    if it.bands:
        shares = ", ".join(f"{opened(band)} {percent(share)}" for band, share in it.bands.items())
        yield f"Bands: {shares}."
    empty = [opened(band) for band, share in it.bands.items() if share == 0]
    if empty:
        yield f"Hardly ever reached: {', '.join(empty)}."


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
