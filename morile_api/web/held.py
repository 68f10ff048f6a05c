"""Held: what was read from files at the start, so that a new process of a service reads none."""

from pathlib import Path

import msgspec

from morile_api.catalogue import Folder, read_folder
from morile_api.provenance.keys import SigningKey, signing_key
from morile_api.web.key_files import key_text, trusted
from morile_api.web.settings import Settings, key_of


class Held(msgspec.Struct, frozen=True):
    """What a process that serves is made from, in a form that one process can hand to another.

    Attributes:
        folders: an agency's matrices, as they were vouched for.
        signing: private keys as they are written, the first of which signs.
        log_key: of the hashes in the log.
    """

    folders: tuple[Folder, ...]
    signing: tuple[bytes, ...]
    log_key: bytes | None

    def keys(self) -> list[SigningKey]:
        """The private keys, ready to sign."""
        return [signing_key(each) for each in self.signing]


def held_of(settings: Settings) -> Held:
    """What these settings name, read now.

    Raises:
        BadMatrix: a matrix is not vouched for, or a folder is at fault.
        BadKey: a key file is at fault.
    """
    vouched = trusted(settings.trust)
    folders = tuple(read_folder(Path(each), vouched) for each in settings.matrices)
    texts = tuple(key_text(each) for each in settings.signing_key)
    return Held(folders, texts, key_of(settings.log_key))
