"""Design, version rule: callers can tell from the number whether old submissions still fit."""

from collections.abc import Sequence
from itertools import pairwise

import pytest

from morile_api.language.definition import read_definition
from morile_api.language.difference import difference
from morile_api.language.matrix import Matrix
from tests.builders import a_definition
from tests.house.sources import definitions


def _wrong_steps(matrices: Sequence[Matrix]) -> list[str]:
    """Versions that do not take the step that what changed since the last one requires."""

    def place(matrix: Matrix) -> tuple[str, list[int]]:
        return matrix.matrix, [int(part) for part in matrix.version.split(".")]

    found = []
    for one, other in pairwise(sorted(matrices, key=place)):
        step = difference(one, other)
        if step.right is False:
            asks = step.requires or "no new version"
            found.append(f"{one.id} to {other.id}: {step.stated}, and the changes ask for {asks}")
    return found


def _a_version(number: str, *changes: tuple[str, str]) -> Matrix:
    return read_definition(a_definition(('version = "1.0.0"', f'version = "{number}"'), *changes))


CUT = ('key = "high", from = 4', 'key = "high", from = 5')
WORDING = ("How badly could one victim be hurt?", "How badly could a victim be hurt?")
CODE = ('code = "PH"', 'code = "PX"')


def test_every_released_version_takes_the_step_its_changes_require() -> None:
    """Major: old submissions no longer fit; minor: scores or bands move; patch: wording only."""
    released = [read_definition(path.read_bytes(), str(path)) for path in definitions()]

    assert released
    assert _wrong_steps(released) == []


@pytest.mark.parametrize(
    ("number", "change"), [("1.0.1", WORDING), ("1.1.0", CUT), ("2.0.0", CODE)]
)
def test_the_right_step_passes(number: str, change: tuple[str, str]) -> None:
    """However far it leads."""
    assert _wrong_steps([_a_version("1.0.0"), _a_version(number, change)]) == []


@pytest.mark.parametrize(
    ("number", "change", "asks"),
    [
        ("1.0.1", CUT, "patch, and the changes ask for minor"),
        ("1.1.0", CODE, "minor, and the changes ask for major"),
        ("1.1.0", WORDING, "minor, and the changes ask for patch"),
        ("2.0.0", CUT, "major, and the changes ask for minor"),
    ],
)
def test_a_released_version_with_the_wrong_step_fails(
    number: str, change: tuple[str, str], asks: str
) -> None:
    """Too small a step hides what moved, too large a one says that old submissions do not fit."""
    versions = [_a_version(number, change), _a_version("1.0.0")]

    assert _wrong_steps(versions) == [f"example@1.0.0 to example@{number}: {asks}"]


def test_a_version_in_which_nothing_changed_fails() -> None:
    """Two numbers for one definition."""
    assert _wrong_steps([_a_version("1.0.0"), _a_version("1.0.1")]) == [
        "example@1.0.0 to example@1.0.1: patch, and the changes ask for no new version"
    ]


def test_versions_follow_one_another_by_number_and_not_as_texts() -> None:
    """1.10.0 comes after 1.9.0, and each is held against the one before it."""
    chain = [_a_version("1.10.0", CUT, WORDING), _a_version("1.0.0"), _a_version("1.9.0", CUT)]

    assert _wrong_steps(chain) == [
        "example@1.9.0 to example@1.10.0: minor, and the changes ask for patch"
    ]
