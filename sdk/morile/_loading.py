"""Loading: the matrices and vocabularies of work in this process, when it is wanted."""

import os
from collections.abc import Sequence
from pathlib import Path
from typing import TYPE_CHECKING

from morile_api.language.vocabulary import MARKINGS

if TYPE_CHECKING:
    from morile_api.catalogue import Catalogue


def loaded(matrices: Sequence[str | Path] | None, highest_marking: str | None) -> "Catalogue":
    """The catalogue of the shipped matrices and further ones.

    Args:
        matrices: folders; by default those of MORILE_MATRICES.
        highest_marking: by default that of MORILE_HIGHEST_MARKING, else OFFICIAL-SENSITIVE.

    Raises:
        BadMatrix: a definition is at fault.
        ValueError: a folder or marking does not exist.
        ModuleNotFoundError: the extra `engine` is not installed.
    """
    # numpy is slow to load, and whoever only calls a service may not have it.
    try:
        from morile_api.catalogue import load
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
    catalogue = load(folders)
    markings = catalogue.vocabulary(MARKINGS).keys()
    if highest == HIGHEST_MARKING:
        return catalogue
    if highest not in markings:
        choices = ", ".join(markings)
        raise ValueError(f"highest_marking (MORILE_HIGHEST_MARKING): choose from {choices}")
    return load(folders, highest_marking=highest)
