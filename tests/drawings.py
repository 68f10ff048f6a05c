"""Answers to draw: the sample, assessed, compared, ranked, moderated and replayed once."""

import importlib.util
import json
from collections.abc import Mapping, Sequence
from functools import cache
from pathlib import Path
from types import ModuleType
from typing import Any

import numpy as np
from matplotlib.figure import Figure
from matplotlib.patches import Rectangle
from matplotlib.text import Text

import morile
from morile.plots import Picture
from morile_api.language.assessment import Assessed, NodeScore, Range

EXAMPLES = Path(__file__).parents[1] / "docs" / "examples"
THEMATIC = "thematic@1.0.0"


@cache
def engine() -> morile.Offline:
    return morile.Offline([EXAMPLES / "drafts"])


@cache
def threats() -> tuple[dict[str, Any], ...]:
    return tuple(json.loads((EXAMPLES / "threats.json").read_text("utf-8"))["submissions"])


@cache
def assessments() -> tuple[Assessed, ...]:
    results = engine().assess_many(threats(), THEMATIC, explain=True, on_error="reject")
    return tuple(each for each in results if isinstance(each, Assessed))


def assessment(ref: str) -> Assessed:
    return next(each for each in assessments() if each.ref == ref)


@cache
def script() -> ModuleType:
    """The program that draws the pictures of the documents."""
    found = importlib.util.spec_from_file_location("pictures", EXAMPLES / "pictures.py")
    assert found
    assert found.loader
    module = importlib.util.module_from_spec(found)
    found.loader.exec_module(module)
    return module


@cache
def drawn() -> Mapping[str, Picture]:
    """Every picture of the documents."""
    pictures: Mapping[str, Picture] = script().pictures()
    return pictures


def of_the_sample(kind: str) -> Picture:
    """The picture of that kind in the documents."""
    return drawn()[kind]


def assessed(
    ref: str = "T1",
    score: float | None = 300,
    band: str | None = "high",
    lowest: float = 300,
    highest: float = 300,
    nodes: dict[str, float | None] | None = None,
    marking: str | None = None,
) -> Assessed:
    """An assessment with just what a picture needs."""
    scores = {key: NodeScore(None, value) for key, value in (nodes or {}).items()}
    span = Range((), highest, lowest)
    return Assessed(0, ref, score, band, span, scores, (), f"{THEMATIC}/", "", marking=marking)


def texts(figure: Figure) -> str:
    """Everything that is written in a picture."""
    found: Any = figure.findobj(Text)
    return "\n".join(each.get_text() for each in found)


def lines(figure: Figure) -> Sequence[list[float]]:
    """From where to where each line of a picture reaches, to the right."""
    return [np.asarray(line.get_xdata()).tolist() for line in figure.axes[0].lines]


def bars(figure: Figure) -> Sequence[Rectangle]:
    """The bars of a picture, as they were drawn."""
    return [each for each in figure.axes[0].patches if isinstance(each, Rectangle)]
