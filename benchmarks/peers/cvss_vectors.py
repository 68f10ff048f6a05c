"""Vectors for `cvss`, the nearest published scorer: drawn, as many as wanted."""

from random import Random

METRICS_3 = {
    "AV": "NALP",
    "AC": "LH",
    "PR": "NLH",
    "UI": "NR",
    "S": "UC",
    "C": "HLN",
    "I": "HLN",
    "A": "HLN",
}
METRICS_4 = {
    "AV": "NALP",
    "AC": "LH",
    "AT": "NP",
    "PR": "NLH",
    "UI": "NPA",
    "VC": "HLN",
    "VI": "HLN",
    "VA": "HLN",
    "SC": "HLN",
    "SI": "HLN",
    "SA": "HLN",
}


def vectors(version: str, metrics: dict[str, str], count: int) -> list[str]:
    """Base vectors, every metric drawn; the same in every run."""
    dice = Random(3)  # noqa: S311
    return [
        "/".join([version, *(f"{name}:{dice.choice(values)}" for name, values in metrics.items())])
        for _ in range(count)
    ]
