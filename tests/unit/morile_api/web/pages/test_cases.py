"""The cases of a matrix on its page."""

from pathlib import Path

from morile_api.web.pages.cases import cases_of
from tests.builders import a_matrix, shipped_catalogue
from tests.golden.cases import all_cases, definition_of

GRID = "priority-grid-4x4@1.0.0"


def test_every_case_stands_there_with_its_vector() -> None:
    entry = shipped_catalogue().entry(GRID)
    cases = cases_of(definition_of(GRID), Path(entry.where))

    assert [each.name for each in cases] == [
        case.name for name, case in all_cases() if name == GRID
    ]
    assert all(each.vector.startswith(f"{GRID}/IM:") for each in cases)


def test_a_matrix_without_cases_has_none(tmp_path: Path) -> None:
    assert cases_of(a_matrix(), tmp_path / "1.0.0.toml") == []


def test_answers_may_be_ends_of_the_scale_several_levels_or_carry_confidence(
    tmp_path: Path,
) -> None:
    (tmp_path / "1.0.0.cases.toml").write_text(
        "[[cases]]\nname = 'A'\norigin = 'B'\notherwise = 'highest'\n"
        "levels = { physical_harm = { level = ['none', 'severe'], confidence = 'low' } }\n"
        "expect = { score = 'none', band = 'very_high' }\n"
    )

    [case] = cases_of(a_matrix(), tmp_path / "1.0.0.toml")

    assert case.vector == "example@1.0.0/PH:none|severe~low/CO:severe"
    assert (case.score, case.band) == ("None", "Very high")
