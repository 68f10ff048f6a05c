"""The catalogue: what there is, read once."""

import hashlib
from pathlib import Path

import pytest

from morile_api.catalogue import (
    Folder,
    load,
    matrix_files,
    read_folder,
    read_matrix,
    released_digests,
    shipped,
)
from morile_api.language.faults import BadMatrix, UnknownMatrix, UnknownVocabulary
from tests.builders import a_definition, shipped_catalogue
from tests.signed import a_folder

MATRICES = [
    "capabilities@1.0.0",
    "disruption@1.0.0",
    "ocg-mapping@1.0.0",
    "priority-grid-4x4@1.0.0",
    "sleipnir@1.0.0",
    "tactical@1.0.0",
    "thematic@1.0.0",
]
VOCABULARIES = [
    "analytical-confidence",
    "disruption-scale",
    "intelligence-grading",
    "organisations",
    "probability-yardstick",
    "protective-markings",
    "rocu-capabilities",
    "threat-types",
]


def test_the_shipped_matrices_and_vocabularies_are_there_in_order() -> None:
    """By name and version, so that lists look the same everywhere."""
    catalogue = shipped_catalogue()

    assert list(catalogue.entries) == MATRICES
    assert list(catalogue.scorers) == MATRICES
    assert list(catalogue.vocabularies) == VOCABULARIES


def test_what_is_not_there_is_answered_with_what_is() -> None:
    """By exceptions that carry the lists."""
    catalogue = shipped_catalogue()

    with pytest.raises(UnknownMatrix) as matrix:
        catalogue.entry("thematic")
    with pytest.raises(UnknownVocabulary) as vocabulary:
        catalogue.vocabulary("organisation")

    assert matrix.value.known == MATRICES
    assert vocabulary.value.known == VOCABULARIES


def test_a_matrix_is_marked_with_the_hash_of_its_files_bytes() -> None:
    """So that a changed definition shows; sha256 of the text below, by another tool."""
    text = a_definition()

    scorer = read_matrix(text, "example.toml")

    assert scorer.matrix.digest == "sha256:" + hashlib.sha256(text).hexdigest()


def test_versions_stand_in_their_own_order(tmp_path: Path) -> None:
    """1.10.0 comes after 1.9.0."""
    for version in ("1.10.0", "1.9.0", "0.1.0"):
        path = tmp_path / "example" / f"{version}.toml"
        path.parent.mkdir(exist_ok=True)
        path.write_bytes(a_definition(('version = "1.0.0"', f'version = "{version}"')))

    names = [path.stem for path in matrix_files(tmp_path)]

    assert names == ["0.1.0", "1.9.0", "1.10.0"]
    assert [name for name in load([tmp_path]).entries if name.startswith("example")] == [
        f"example@{name}" for name in names
    ]


def test_released_digests_are_those_of_the_list_beside_the_matrices(tmp_path: Path) -> None:
    """A folder without the list has none."""
    assert sorted(released_digests(shipped())) == MATRICES
    assert released_digests(tmp_path) == {}


def test_a_definition_that_is_refused_says_which_file_it_is() -> None:
    """Given by whoever read it."""
    with pytest.raises(BadMatrix) as caught:
        read_matrix(b"", "matrices/empty/1.0.0.toml")

    assert caught.value.where == "matrices/empty/1.0.0.toml"


def test_every_file_of_a_folder_is_vouched_for(tmp_path: Path) -> None:
    """With the bytes that are compiled; nothing is read when one is refused."""
    path = a_folder(tmp_path, signer=None)
    seen = []
    read = read_folder(tmp_path, lambda path, text: seen.append((path, text)))

    def refuse(path: Path, _: bytes) -> None:
        raise BadMatrix([], str(path))

    assert seen == [(path, path.read_bytes())]
    assert read == Folder({str(path): path.read_bytes()}, {})
    with pytest.raises(BadMatrix):
        read_folder(tmp_path, refuse)


def test_what_was_read_from_a_folder_stands_for_it_whatever_lies_there_now(tmp_path: Path) -> None:
    path = a_folder(tmp_path, signer=None)
    read = read_folder(tmp_path)
    path.unlink()

    assert list(load([read]).entries) == [*MATRICES, "example@1.0.0"]
    assert "example@1.0.0" not in load([tmp_path]).entries


def test_a_folder_that_is_not_there_is_refused(tmp_path: Path) -> None:
    with pytest.raises(BadMatrix) as refused:
        load([tmp_path / "none"])

    assert refused.value.where == str(tmp_path / "none")


def test_one_version_stands_once_whoever_it_is_from(tmp_path: Path) -> None:
    """With other figures, with the same, and beside a shipped one: neither may win unseen."""
    other = a_definition(("points = 8", "points = 9"))
    for text in (a_definition(), other):
        a_folder(tmp_path / "a", a_definition(), signer=None)
        a_folder(tmp_path / "b", text, signer=None)
        with pytest.raises(BadMatrix) as refused:
            load([tmp_path / "a", tmp_path / "b"])
        assert [fault.code for fault in refused.value.faults] == ["repeated-key"]

    shipped_again = shipped() / "disruption" / "1.0.0.toml"
    copy = tmp_path / "c" / "disruption" / "1.0.0.toml"
    copy.parent.mkdir(parents=True)
    copy.write_bytes(shipped_again.read_bytes())
    with pytest.raises(BadMatrix):
        load([tmp_path / "c"])


def test_two_catalogues_share_nothing_that_changes() -> None:
    """Tests, workers and threads may each load their own."""
    one, other = load(limit=5), load(limit=7)

    assert (one.reader.types.limit, other.reader.types.limit) == (5, 7)
    assert (
        one.scorers["thematic@1.0.0"].matrix.digest == other.scorers["thematic@1.0.0"].matrix.digest
    )
