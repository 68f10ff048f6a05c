"""Loading: the matrices and vocabularies that `Offline` works with, and what it finds in a text."""

import os
from collections.abc import Sequence
from pathlib import Path
from typing import TYPE_CHECKING

import msgspec

from morile._wire import check_body
from morile_api.language.about import CheckAnswer, CheckRequest
from morile_api.language.faults import BadKey
from morile_api.language.vocabulary import MARKINGS

if TYPE_CHECKING:
    from morile_api.catalogue import Catalogue
    from morile_api.engine.scorer import Scorer
    from morile_api.provenance.vouching import Voucher


def loaded(matrices: Sequence[str | Path] | None, highest_marking: str | None) -> "Catalogue":
    """Everything of these folders, read, checked and compiled; see `Offline`.

    Raises:
        BadMatrix: a definition is at fault.
        ValueError: a folder, a marking or the file of trusted keys does not exist.
        ModuleNotFoundError: the extra that it needs is not installed.
    """
    # numpy is slow to load, and whoever only calls a service may not have it.
    try:
        from morile_api.catalogue import load, read_folder
    except ModuleNotFoundError as error:
        detail = "without a service this needs the engine: pip install 'morile[engine]'"
        raise ModuleNotFoundError(detail, name=error.name) from error
    from morile_api.language.submission import HIGHEST_MARKING

    if matrices is None:
        named = os.environ.get("MORILE_MATRICES")
        matrices = named.split(os.pathsep) if named else []
    folders = [Path(folder) for folder in matrices]
    for number, folder in enumerate(folders, start=1):
        if not folder.is_dir():
            raise ValueError(f"folder {number} of the matrices (MORILE_MATRICES) is not a folder")
    highest = highest_marking or os.environ.get("MORILE_HIGHEST_MARKING") or HIGHEST_MARKING
    vouched = _vouched(os.environ.get("MORILE_TRUST"))
    read = [read_folder(folder, vouched) for folder in folders]
    catalogue = load(read)
    markings = catalogue.vocabulary(MARKINGS).keys()
    if highest == HIGHEST_MARKING:
        return catalogue
    if highest not in markings:
        choices = ", ".join(markings)
        raise ValueError(f"highest_marking (MORILE_HIGHEST_MARKING): choose from {choices}")
    return load(read, highest_marking=highest)


def _vouched(trust: str | None) -> "Voucher | None":
    """What refuses matrices that nobody trusted has signed; nothing where no keys are named."""
    if not trust:
        return None
    try:
        from morile_api.provenance.keys import keyring
        from morile_api.provenance.vouching import voucher
    except ModuleNotFoundError as error:
        detail = "MORILE_TRUST needs the extra signing: pip install 'morile[signing]'"
        raise ModuleNotFoundError(detail, name=error.name) from error
    try:
        return voucher(keyring(Path(trust).read_bytes(), "MORILE_TRUST"))
    except (OSError, ValueError):
        raise ValueError("MORILE_TRUST is not a file that can be read") from None
    except BadKey as error:
        raise ValueError(str(error)) from None


def ready(text: bytes) -> "Scorer":
    """A matrix ready to score, from the bytes of its definition.

    Raises:
        BadMatrix: it is at fault.
    """
    from morile_api.catalogue import read_matrix

    return read_matrix(text)


def checked(toml: str) -> CheckAnswer:
    """What a service says to the text of a definition.

    Raises:
        BadMatrix: it is refused, with every fault.
        BadSubmission: it is no text that could be sent.
    """
    from morile_api.catalogue import read_matrix
    from morile_api.engine.appraisal.quality import quality
    from morile_api.engine.compiling.describe import mark_of, nodes_of
    from morile_api.language.reading import read_json

    asked: CheckRequest = read_json(msgspec.json.Decoder(CheckRequest), check_body(toml))
    matrix = read_matrix(asked.toml.encode()).matrix
    return CheckAnswer(mark_of(matrix), nodes_of(matrix), quality(matrix))
