"""The cases beside every shipped matrix: answers, and what must come out."""

import tomllib
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import msgspec

from morile_api.catalogue import matrix_files, shipped
from morile_api.language.matrix import Matrix
from tests.builders import Assessment, a_threat, shipped_catalogue


class Expected(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """What must hold exactly; what is not said is not checked."""

    score: int | float | str | msgspec.UnsetType = msgspec.UNSET
    band: str | msgspec.UnsetType = msgspec.UNSET
    lowest: int | float | msgspec.UnsetType = msgspec.UNSET
    highest: int | float | msgspec.UnsetType = msgspec.UNSET
    bands: list[str] | msgspec.UnsetType = msgspec.UNSET
    nodes: dict[str, dict[str, int | float | str]] = {}
    gaps: list[str] | msgspec.UnsetType = msgspec.UNSET


class Case(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """One line of a `.cases.toml`."""

    name: str
    origin: str
    levels: dict[str, Any]
    expect: Expected
    otherwise: str | None = None


class CaseFile(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """All cases of one version."""

    matrix: str
    cases: list[Case]


def case_file(definition: Path) -> CaseFile:
    """The cases beside a definition."""
    path = definition.with_name(f"{definition.stem}.cases.toml")
    with path.open("rb") as file:
        return msgspec.convert(tomllib.load(file), CaseFile)


def all_cases() -> Iterator[tuple[str, Case]]:
    """Every case of every shipped matrix, with the matrix's id."""
    for path in matrix_files(shipped()):
        cases = case_file(path)
        for case in cases.cases:
            yield cases.matrix, case


def definition_of(name: str) -> Matrix:
    return shipped_catalogue().entry(name).scorer.matrix.definition


def answers(matrix: Matrix, case: Case) -> dict[str, Any]:
    """An answer for every criterion, in the matrix's order: that of the case, or `otherwise`."""
    strangers = set(case.levels) - {criterion.key for criterion in matrix.criteria}
    if strangers:
        raise ValueError(f"no such criteria: {strangers}")
    found = {}
    for criterion in matrix.criteria:
        keys = [level.key for level in matrix.scale_of(criterion).levels]
        ends = {"lowest": keys[0], "highest": keys[-1]}
        rest = None if case.otherwise is None else ends.get(case.otherwise, case.otherwise)
        said = case.levels.get(criterion.key, rest)
        if said is None:
            raise ValueError(f"{criterion.key} has no answer and nothing is said of the others")
        found[criterion.key] = said
    return found


def threat(matrix: Matrix, case: Case) -> dict[str, Any]:
    return a_threat(answers(matrix, case), more={"ref": case.name[:100]})


def said(matrix: Matrix, case: Case) -> dict[str, list[str]]:
    """The answers as ascending level sets, as the reference scorer wants them."""
    sets = {}
    for criterion in matrix.criteria:
        keys = [level.key for level in matrix.scale_of(criterion).levels]
        answer = answers(matrix, case)[criterion.key]
        while isinstance(answer, dict):
            answer = answer["level"]
        named = keys if answer == "unknown" else [answer] if isinstance(answer, str) else answer
        sets[criterion.key] = [key for key in keys if key in named]
    return sets


def differences(expected: Expected, result: Assessment) -> list[str]:
    """Whatever an assessment has otherwise than its case says."""
    span = result["range"]
    pairs: list[tuple[str, Any, Any]] = [
        ("score", expected.score, "none" if result["score"] is None else result["score"]),
        ("band", expected.band, "none" if result["band"] is None else result["band"]),
        ("lowest", expected.lowest, span["lowest"]),
        ("highest", expected.highest, span["highest"]),
        ("bands", expected.bands, span["bands"]),
        ("gaps", expected.gaps, result["gaps"]),
    ]
    for key, node in expected.nodes.items():
        for member, wanted in node.items():
            got = result["nodes"][key][member]
            pairs.append((f"{key} {member}", wanted, "none" if got is None else got))
    return [
        f"{what}: {got} is not {wanted}"
        for what, wanted, got in pairs
        if wanted is not msgspec.UNSET and wanted != got
    ]
