"""Mixes: requests of made-up submissions, every one different, the same in every run."""

from collections.abc import Iterator, Sequence
from functools import cache
from itertools import count
from pathlib import Path
from typing import Any, Literal

import msgspec
import numpy as np

from morile_api.catalogue import Catalogue, load

MATRIX = "thematic@1.0.0"
SAMPLE = Path(__file__).parents[1] / "docs" / "examples" / "threats.json"

Mix = Literal["single", "realistic", "open"]
MIXES: dict[Mix, str] = {
    "single": "every answer one level",
    "realistic": "answers as open, narrowed and graded as in `docs/examples`",
    "open": "every answer unknown or several levels",
}
FRAME = ("ref", "organisation", "threat_type", "assessor", "information_date", "marking")
OPEN_ANSWERS = 40
"""Different answers to a criterion that the open mix draws from."""


@cache
def catalogue() -> Catalogue:
    """The shipped matrices, loaded once a process."""
    return load()


@cache
def sample() -> list[dict[str, Any]]:
    """The submissions of the shipped sample."""
    read: dict[str, Any] = msgspec.json.decode(SAMPLE.read_bytes())
    submissions: list[dict[str, Any]] = read["submissions"]
    return submissions


def body(mix: Mix, size: int, explain: bool = False, seed: int = 0) -> bytes:
    """One request for that many submissions, as JSON without spaces."""
    written = b",".join(submissions(mix, size, seed))
    head = b'{"matrix":"%s","explain":%s,"submissions":[' % (
        MATRIX.encode(),
        b"true" if explain else b"false",
    )
    return head + written + b"]}"


def submissions(mix: Mix, size: int, seed: int = 0) -> Iterator[bytes]:
    """Submissions as JSON; equal arguments give equal bytes.

    Each takes its frame (organisation, threat type ...) from a threat of the sample. In the
    realistic mix it takes the shape of that threat's answers too: what is not one plain level
    there stays, and the plain levels are drawn from other threats.
    """
    random = np.random.default_rng(seed)
    frames = [_frame(each) for each in sample()]
    drawn = random.integers(len(frames), size=size).tolist()
    columns = [column.tolist() for column in _answers(mix, random, size, drawn)]
    for number, of, row in zip(count(), drawn, zip(*columns, strict=True), strict=False):
        ref = b'{"ref":"BENCH-%d-%07d",' % (seed, number)
        yield ref + frames[of] + b',"levels":{' + b",".join(row) + b"}}"


def _frame(submission: dict[str, Any]) -> bytes:
    members = {key: submission[key] for key in FRAME if key in submission and key != "ref"}
    return msgspec.json.encode(members)[1:-1]


def _answers(
    mix: Mix, random: np.random.Generator, size: int, drawn: Sequence[int]
) -> Iterator[np.ndarray[Any, Any]]:
    """Per criterion, each submission's answer as a JSON member."""
    matrix = catalogue().scorers[MATRIX].matrix
    for criterion, scale in zip(matrix.definition.criteria, matrix.scales, strict=True):
        if mix == "realistic":
            said = [each["levels"][criterion.key] for each in sample()]
            plain = [answer for answer in said if answer in scale]
            fixed = np.array([answer not in scale for answer in said])[drawn]
            kept = _members(criterion.key, said)[drawn]
            other = _members(criterion.key, plain)[random.integers(len(plain), size=size)]
            yield np.where(fixed, kept, other)
        else:
            choices = list(scale) if mix == "single" else _open_answers(scale, random)
            yield _members(criterion.key, choices)[random.integers(len(choices), size=size)]


def _members(key: str, answers: Sequence[Any]) -> np.ndarray[Any, Any]:
    encoded = [msgspec.json.encode({key: answer})[1:-1] for answer in answers]
    return np.array(encoded, dtype=object)


def _open_answers(scale: Sequence[str], random: np.random.Generator) -> list[Any]:
    """Unknown or two neighbouring levels, a third of them with stated confidence."""
    answers: list[Any] = []
    for number in range(OPEN_ANSWERS):
        low = int(random.integers(len(scale) - 1))
        level: Any = "unknown" if number % 2 else list(scale[low : low + 2])
        graded = {"level": level, "confidence": ("low", "moderate", "high")[number % 9 // 3]}
        answers.append(graded if number % 3 == 0 else level)
    return answers
