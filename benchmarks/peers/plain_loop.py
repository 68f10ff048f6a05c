"""The model as most would first write it: a loop over rows, each a dictionary."""

from collections.abc import Iterable, Mapping
from typing import Any

from benchmarks.peers.model import CUTS, HARM, LIKELIHOOD, POINTS


def scored(row: Mapping[str, str]) -> dict[str, Any]:
    """The scores and bands of one row; nothing is checked, and nothing may be unknown."""
    harm = sum(POINTS[row[key]] for key in HARM)
    likelihood = sum(POINTS[row[key]] for key in LIKELIHOOD)
    risk = harm * likelihood
    return {
        "harm": harm,
        "likelihood": likelihood,
        "risk": risk,
        "harm_band": band("harm", harm),
        "likelihood_band": band("likelihood", likelihood),
        "risk_band": band("risk", risk),
    }


def band(node: str, score: int) -> str:
    """Which band a score is in."""
    moderate, high = CUTS[node]
    return "high" if score >= high else "moderate" if score >= moderate else "low"


def scored_rows(rows: Iterable[Mapping[str, str]]) -> list[dict[str, Any]]:
    """All of them."""
    return [scored(row) for row in rows]
