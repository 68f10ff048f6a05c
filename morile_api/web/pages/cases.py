"""The cases of a matrix: what must come out of it, as its author says, each with its result."""

from pathlib import Path
from typing import Any

import msgspec

from morile_api.language.answer import Answer, as_answer
from morile_api.language.definition import read_toml
from morile_api.language.matrix import Criterion, Matrix
from morile_api.language.vector import print_vector
from morile_api.web.pages.spoken import figure, opened

ENDS = {"lowest": 0, "highest": -1}
"""What a case may call the level of every criterion that it does not name."""


class Case(msgspec.Struct, frozen=True):
    """One case as a page shows it."""

    name: str
    origin: str
    score: str
    band: str
    vector: str


def cases_of(matrix: Matrix, where: Path) -> list[Case]:
    """The cases beside a definition; none where it has no such file.

    Args:
        matrix: the definition.
        where: its file.
    """
    path = where.with_name(f"{where.stem}.cases.toml")
    if not path.is_file():
        return []
    told: Any = read_toml(path.read_bytes(), str(path)).get("cases", [])
    return [_case(matrix, each) for each in told]


def _case(matrix: Matrix, told: dict[str, Any]) -> Case:
    expect = told["expect"]
    answers = {each.key: _answer(matrix, each, told) for each in matrix.criteria}
    return Case(
        name=told["name"],
        origin=told["origin"],
        score=_said(expect.get("score")),
        band=opened(str(expect["band"])) if "band" in expect else "–",
        vector=print_vector(matrix, answers),
    )


def _said(score: Any) -> str:
    return opened(score) if isinstance(score, str) else figure(score)


def _answer(matrix: Matrix, criterion: Criterion, told: dict[str, Any]) -> Answer:
    scale = [level.key for level in matrix.scale_of(criterion).levels]
    rest = told.get("otherwise")
    said = told["levels"].get(criterion.key, scale[ENDS[rest]] if rest in ENDS else rest)
    if isinstance(said, dict):
        return as_answer(said["level"], scale, said.get("confidence"))
    return as_answer(said, scale)
