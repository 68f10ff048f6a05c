"""The cases beside every matrix hold: in the engine and in the reference scorer."""

from pathlib import Path

import pytest

from morile_api.catalogue import matrix_files, shipped
from tests.builders import a_request, only_assessed, shipped_desk
from tests.golden.cases import (
    Case,
    all_cases,
    case_file,
    definition_of,
    differences,
    said,
    threat,
)
from tests.reference.agreement import differences as from_reference
from tests.reference.scorer import Reference

CASES = list(all_cases())
FILES = matrix_files(shipped())


def _name(path: Path) -> str:
    return f"{path.parent.name}@{path.stem}"


@pytest.mark.parametrize(("matrix", "case"), CASES, ids=[f"{m}: {c.name}" for m, c in CASES])
def test_a_case_holds(matrix: str, case: Case) -> None:
    """Worked by hand or taken from a publication; the engine has no say in what is right."""
    definition = definition_of(matrix)
    request = a_request(threat(definition, case), matrix=matrix)

    (result,) = shipped_desk().results(request)

    assert differences(case.expect, only_assessed(result)) == []


@pytest.mark.parametrize("path", FILES, ids=_name)
def test_the_reference_scorer_says_the_same_of_every_case(path: Path) -> None:
    """So the cases hold the reference as well, and explanations are checked on real matrices."""
    cases = case_file(path)
    definition = definition_of(cases.matrix)
    # Open answers to many criteria at once have too many completions to try them all.
    few = [c for c in cases.cases if _completions(said(definition, c)) <= 300]
    threats = [threat(definition, case) for case in few]
    reference = Reference(definition)

    results = shipped_desk().results(a_request(*threats, matrix=cases.matrix, explain=True))

    for case, result in zip(few, results, strict=True):
        assert from_reference(reference, said(definition, case), result) == [], case.name
    assert len(few) > len(cases.cases) / 2


def _completions(levels: dict[str, list[str]]) -> int:
    count = 1
    for each in levels.values():
        count *= len(each)
    return count


@pytest.mark.parametrize("path", FILES, ids=_name)
def test_the_cases_try_every_level_the_ends_and_every_band(path: Path) -> None:
    """All-lowest, all-highest, at least one case for each level, and one for each band."""
    cases = case_file(path)
    definition = definition_of(cases.matrix)
    tried = [said(definition, case) for case in cases.cases]
    scales = Reference(definition).scales

    untried = [
        f"{key}: {level}"
        for key, scale in scales.items()
        for level in scale
        if not any(each[key] == [level] for each in tried)
    ]

    assert untried == []
    assert {key: [scale[0]] for key, scale in scales.items()} in tried
    assert {key: [scale[-1]] for key, scale in scales.items()} in tried


@pytest.mark.parametrize("path", FILES, ids=_name)
def test_the_cases_stand_on_both_sides_of_every_cut(path: Path) -> None:
    """A score on a cut belongs to the band above: only cases next to it show that."""
    cases = case_file(path)
    definition = definition_of(cases.matrix)
    reference = Reference(definition)
    every = [said(definition, case) for case in cases.cases]
    values = [
        reference.values({key: levels[0] for key, levels in each.items()})
        for each in every
        if _completions(each) == 1
    ]

    unseen = [
        f"{node.key}: {band.key}"
        for node in definition.nodes
        for band in node.bands or []
        if not any(each[node.key].step == band.key for each in values)
    ]

    assert unseen == []


def test_every_case_names_where_its_figures_come_from() -> None:
    """Worked by hand with the working shown, or the publication with its page."""
    assert CASES
    assert [case.name for _, case in CASES if len(case.origin) < 10] == []
    assert [case.name for _, case in CASES if not case.name.endswith(".")] == []
