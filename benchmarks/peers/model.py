"""The model of the race: nine questions of four levels, two sums, their product, three bandings."""

from functools import cache
from pathlib import Path
from typing import Any

import msgspec
import numpy as np

from morile import Offline
from morile_api.engine.columns.level_column import LevelColumn
from morile_api.engine.scorer import Scorer
from morile_api.language.matrix import UNKNOWN

MATRIX = "nine@1.0.0"
FOLDER = Path(__file__).with_name("matrices")
FRAME = {"organisation": "NCA", "threat_type": "fraud"}

POINTS = {"none": 0, "minor": 1, "moderate": 3, "severe": 7}
HARM = ("physical", "mental", "financial", "community", "environment")
LIKELIHOOD = ("volume", "trend", "intent", "means")
KEYS = HARM + LIKELIHOOD
CUTS = {"harm": (7, 14), "likelihood": (7, 14), "risk": (49, 196)}
"""From where each is moderate, and from where high; matrices/nine/1.0.0.toml says the same."""


@cache
def engine() -> Offline:
    """What scores the model here."""
    return Offline(matrices=[FOLDER], matrix=MATRIX)


def scorer() -> Scorer:
    """The model made ready."""
    return engine().catalogue.scorers[MATRIX]


def codes(rows: int) -> list[np.ndarray[Any, Any]]:
    """For each question as many drawn levels, every one known; the same in every run."""
    random = np.random.default_rng(9)
    return [random.integers(len(POINTS), size=rows).astype(np.uint8) for _ in KEYS]


def level_columns(rows: int) -> list[LevelColumn]:
    """The same as columns of levels."""
    return [LevelColumn(each, (*POINTS, UNKNOWN)) for each in codes(rows)]


def answers(rows: int) -> list[dict[str, str]]:
    """The same as rows of words."""
    words = np.array(list(POINTS), dtype=object)
    columns = [words[each].tolist() for each in codes(rows)]
    return [dict(zip(KEYS, row, strict=True)) for row in zip(*columns, strict=True)]


def submission(number: int, levels: dict[str, str]) -> dict[str, Any]:
    """One row as a submission."""
    return {"ref": f"R-{number}", **FRAME, "levels": levels}


def request(rows: list[dict[str, str]]) -> bytes:
    """Rows as the body of a request."""
    items = [submission(number, levels) for number, levels in enumerate(rows)]
    return msgspec.json.encode({"matrix": MATRIX, "submissions": items})
