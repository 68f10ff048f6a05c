"""The catalogue: the matrices and vocabularies there are, read once, compiled and frozen."""

from collections.abc import Callable, Mapping, Sequence
from hashlib import sha256
from importlib.resources import files
from pathlib import Path

import msgspec

from morile_api.engine.compiling.compile import compile_matrix
from morile_api.engine.scorer import Scorer, scorer_of
from morile_api.language.asked import Reader, reader_of
from morile_api.language.by_matrix import Verb, verb_of
from morile_api.language.comparison import agreement_requests
from morile_api.language.definition import read_definition, read_toml
from morile_api.language.faults import BadMatrix, Code, Fault, UnknownMatrix, UnknownVocabulary
from morile_api.language.matrix import Matrix
from morile_api.language.moderation import DISRUPTION, moderation_requests
from morile_api.language.priorities import priority_requests
from morile_api.language.replay import replay_requests
from morile_api.language.sensitivity import sensitivity_requests
from morile_api.language.shape import shape_faults
from morile_api.language.submission import (
    HIGHEST_MARKING,
    MAX_SUBMISSIONS,
    RequestTypes,
    request_types,
)
from morile_api.language.vocabulary import Vocabulary, as_vocabulary

RELEASED = "released.toml"
"""Beside the matrices of a folder: the digests of its released versions."""


Vouched = Callable[[Path, bytes], None]
"""Refuses a matrix file, given its path and bytes, unless it is vouched for."""


class Folder(msgspec.Struct, frozen=True):
    """What was read from a folder of matrices.

    Attributes:
        files: the bytes of each matrix definition by its path, by name and version.
        released: the digests of released versions by matrix id.
    """

    files: dict[str, bytes]
    released: dict[str, str]


class Entry(msgspec.Struct, frozen=True, eq=False):
    """One matrix version: ready to score, the bytes it was read from and where they lay.

    `released` says that its folder promises never to change it.
    """

    scorer: Scorer
    text: bytes
    where: str
    released: bool


class Catalogue(msgspec.Struct, frozen=True, eq=False):
    """What one process knows: nothing in it changes after it is loaded.

    `reader` reads requests for assessments; `verbs` are the other kinds of request over these
    matrices, by the last part of their path.
    """

    entries: Mapping[str, Entry]
    scorers: Mapping[str, Scorer]
    vocabularies: Mapping[str, Vocabulary]
    reader: Reader
    verbs: Mapping[str, Verb]

    def entry(self, name: str) -> Entry:
        """The matrix of an id such as `thematic@1.0.0`.

        Raises:
            UnknownMatrix: there is none; the error lists those there are.
        """
        if name not in self.entries:
            raise UnknownMatrix(list(self.entries))
        return self.entries[name]

    def vocabulary(self, name: str) -> Vocabulary:
        """The vocabulary of a name such as `organisations`.

        Raises:
            UnknownVocabulary: there is none; the error lists those there are.
        """
        if name not in self.vocabularies:
            raise UnknownVocabulary(list(self.vocabularies))
        return self.vocabularies[name]


def shipped() -> Path:
    """The folder of the shipped matrices: in the package, or beside it in a checkout."""
    packaged = Path(str(files("morile_api"))) / "matrices"
    return packaged if packaged.is_dir() else Path(__file__).parent.parent / "matrices"


def read_folder(folder: Path, vouched: Vouched | None = None) -> Folder:
    """What a folder holds now; `load` takes it in place of the folder, whatever lies there then.

    Args:
        folder: laid out as the shipped one: `<matrix>/<version>.toml`.
        vouched: refuses a file, given its path and bytes, that nobody trusted has signed.

    Raises:
        BadMatrix: there is no such folder, a file is not vouched for, or the list of released
            versions is at fault.
    """
    if not folder.is_dir():
        fault = Fault("", Code.WRONG_PLACE, "no such folder; name one that holds matrices")
        raise BadMatrix([fault], str(folder))
    files = {}
    for path in matrix_files(folder):
        files[str(path)] = text = path.read_bytes()
        if vouched is not None:
            vouched(path, text)
    return Folder(files, released_digests(folder))


def load(
    folders: Sequence[Path | Folder] = (),
    limit: int = MAX_SUBMISSIONS,
    highest_marking: str = HIGHEST_MARKING,
) -> Catalogue:
    """The shipped matrices and those of further folders, read, checked and compiled.

    Args:
        folders: an agency's own, or what was read from them; the shipped one is always there.
        limit: most submissions in one request.
        highest_marking: the highest protective marking that is accepted.

    Raises:
        BadMatrix: any file is at fault; the error names the first such file and all its faults.
    """
    read = [each if isinstance(each, Folder) else read_folder(each) for each in folders]
    entries = _entries([read_folder(shipped()), *read])
    paths = sorted((shipped() / "vocabularies").glob("*.toml"))
    listed = [as_vocabulary(read_toml(path.read_bytes(), str(path)), str(path)) for path in paths]
    vocabularies = {vocabulary.vocabulary: vocabulary for vocabulary in listed}
    definitions = [entry.scorer.matrix.definition for entry in entries.values()]
    types = request_types(definitions, vocabularies, limit, highest_marking)
    scorers = {name: entry.scorer for name, entry in entries.items()}
    verbs = _verbs(definitions, types, vocabularies)
    return Catalogue(entries, scorers, vocabularies, reader_of(types), verbs)


def _entries(folders: Sequence[Folder]) -> dict[str, Entry]:
    """Every matrix version of these folders; see `load`."""
    entries: dict[str, Entry] = {}
    for folder in folders:
        for path, text in folder.files.items():
            entry = _entry(Path(path), text, folder.released)
            name = entry.scorer.matrix.id
            if name in entries:
                detail = f"{name} is already there, from {entries[name].where}; a version is unique"
                raise BadMatrix([Fault("/version", Code.REPEATED_KEY, detail)], path)
            entries[name] = entry
    return entries


def _verbs(
    definitions: Sequence[Matrix], types: RequestTypes, vocabularies: Mapping[str, Vocabulary]
) -> dict[str, Verb]:
    """Every kind of request but that for assessments."""
    words, limit = types.words, types.limit
    requests = {
        "agreement": agreement_requests(definitions, words, limit),
        "moderations": moderation_requests(definitions, words, vocabularies[DISRUPTION]),
        "priorities": priority_requests(definitions, words, limit),
        "replays": replay_requests(definitions, words, limit),
        "sensitivities": sensitivity_requests(definitions, words, limit),
    }
    return {name: verb_of(each, words) for name, each in requests.items()}


def matrix_files(folder: Path) -> list[Path]:
    """Every matrix definition below a folder, by name and version."""
    found = (
        path
        for path in folder.glob("*/*.toml")
        if path.parent.name != "vocabularies" and not path.name.endswith(".cases.toml")
    )
    return sorted(found, key=lambda path: (path.parent.name, _order(path.stem)))


def _order(version: str) -> list[tuple[int, str]]:
    """Versions in their own order: 1.10.0 comes after 1.9.0."""
    return [(int(part), "") if part.isdecimal() else (0, part) for part in version.split(".")]


def read_matrix(text: bytes, where: str = "") -> Scorer:
    """A matrix from the bytes of its definition, checked, compiled and ready to score.

    Raises:
        BadMatrix: with every fault.
    """
    definition = read_definition(text, where)
    return scorer_of(compile_matrix(definition, f"sha256:{sha256(text).hexdigest()}", where))


def _entry(path: Path, text: bytes, released: Mapping[str, str]) -> Entry:
    scorer = read_matrix(text, str(path))
    matrix = scorer.matrix
    if (matrix.definition.matrix, matrix.definition.version) != (path.parent.name, path.stem):
        detail = (
            f"{matrix.id} belongs in {matrix.definition.matrix}/{matrix.definition.version}.toml"
        )
        raise BadMatrix([Fault("/matrix", Code.WRONG_PLACE, detail)], str(path))
    if released.get(matrix.id, matrix.digest) != matrix.digest:
        detail = f"{matrix.id} is released and its file has changed; restore it, or add a version"
        raise BadMatrix([Fault("", Code.CHANGED_RELEASE, detail)], str(path))
    return Entry(scorer, text, str(path), matrix.id in released)


def released_digests(folder: Path) -> dict[str, str]:
    """The digests of a folder's released versions, by matrix id; empty without the file."""
    path = folder / RELEASED
    if not path.is_file():
        return {}
    tables = read_toml(path.read_bytes(), str(path))
    faults = shape_faults(tables, dict[str, dict[str, str]])
    if faults:
        raise BadMatrix(faults, str(path))
    return msgspec.convert(tables, dict[str, dict[str, str]]).get("digests", {})
