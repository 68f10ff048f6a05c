"""A folder of matrices at fault stops the start, with the file and the remedy."""

from pathlib import Path

import pytest

from morile_api.catalogue import Catalogue, load
from morile_api.language.faults import BadMatrix
from tests.builders import a_definition, codes


def own(at: Path, text: bytes, name: str = "example/1.0.0.toml") -> Path:
    path = at / name
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_bytes(text)
    return path


def refused(*folders: Path) -> BadMatrix:
    with pytest.raises(BadMatrix) as caught:
        load(list(folders))
    return caught.value


def test_an_agencys_own_matrices_are_added_to_the_shipped_ones(tmp_path: Path) -> None:
    """The shipped ones stay: a service never knows fewer than it came with."""
    own(tmp_path, a_definition())

    catalogue: Catalogue = load([tmp_path])

    assert "example@1.0.0" in catalogue.entries
    assert "thematic@1.0.0" in catalogue.entries
    assert catalogue.entry("example@1.0.0").text == a_definition()


@pytest.mark.parametrize("name", ["other/1.0.0.toml", "example/1.0.1.toml"])
def test_a_file_in_the_wrong_place_is_refused_with_its_place(tmp_path: Path, name: str) -> None:
    """A version is found by its path, so path and text must say the same."""
    path = own(tmp_path, a_definition(), name)

    error = refused(tmp_path)

    assert codes(error.faults) == [("/matrix", "wrong-place")]
    assert error.where == str(path)
    assert "example/1.0.0.toml" in error.faults[0].detail


def test_a_version_that_is_in_two_folders_is_refused_with_both(tmp_path: Path) -> None:
    """Two texts under one name would score differently by the order of a setting."""
    first = own(tmp_path / "a", a_definition())
    second = own(tmp_path / "b", a_definition())

    error = refused(tmp_path / "a", tmp_path / "b")

    assert codes(error.faults) == [("/version", "repeated-key")]
    assert error.where == str(second)
    assert str(first) in error.faults[0].detail


def test_a_released_version_that_changed_is_refused(tmp_path: Path) -> None:
    """A score given last year can be given again, or somebody is told that it cannot."""
    path = own(tmp_path, a_definition())
    (tmp_path / "released.toml").write_text(
        f'[digests]\n"example@1.0.0" = "sha256:{"0" * 64}"\n', encoding="utf-8"
    )

    error = refused(tmp_path)

    assert codes(error.faults) == [("", "changed-release")]
    assert error.where == str(path)
    assert "restore it, or add a version" in error.faults[0].detail


def test_any_fault_of_a_definition_is_told_with_its_file(tmp_path: Path) -> None:
    """Start-up stops; the text names the first such file and all its faults."""
    path = own(tmp_path, a_definition(("from = 4", "from = 0"), ("[1, 0.25]", "[1]")))

    error = refused(tmp_path)

    assert error.where == str(path)
    assert len(error.faults) == 2
    assert str(path) in str(error)


@pytest.mark.parametrize(
    "text",
    [
        '[digests]\n"example@1.0.0" = 1\n',
        '[digests]\n"example@1.0.0" = ["sha256:0"]\n',
        'digests = "none"\n',
        "digests = 7\n",
        "[digests\n",
        "digests = [[[[]]]]\n",
    ],
)
def test_a_list_of_releases_at_fault_is_refused_by_name(tmp_path: Path, text: str) -> None:
    """It guards the others, so it must not be passed over or fall over."""
    own(tmp_path, a_definition())
    (tmp_path / "released.toml").write_text(text, encoding="utf-8")

    assert refused(tmp_path).where == str(tmp_path / "released.toml")


def test_a_folder_that_is_not_there_is_refused(tmp_path: Path) -> None:
    """A misspelt setting would otherwise start a service without the agency's own matrices."""
    with pytest.raises((BadMatrix, FileNotFoundError, NotADirectoryError)):
        load([tmp_path / "matrixes"])


def test_cases_and_vocabularies_in_a_folder_are_not_read_as_matrices(tmp_path: Path) -> None:
    """They lie beside the definitions."""
    own(tmp_path, a_definition())
    own(tmp_path, b"[[cases]]\n", "example/1.0.0.cases.toml")
    own(tmp_path, b'vocabulary = "x"\n', "vocabularies/x.toml")

    assert "example@1.0.0" in load([tmp_path]).entries
