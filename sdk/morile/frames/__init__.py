"""Frames: whole tables scored, compared, ranked and replayed, in the kind they come in.

It needs the extra `frames` (narwhals, numpy) and whichever kind of frame is given to it.
"""

from morile.frames.datasets import Progress, Scored, score_dataset
from morile.frames.scoring import score
from morile.frames.verbs import agreement, priorities, replay

__all__ = [
    "Progress",
    "Scored",
    "agreement",
    "priorities",
    "replay",
    "score",
    "score_dataset",
]
