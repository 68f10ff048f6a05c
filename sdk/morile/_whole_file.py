"""Whole files: a file that bears its name only once all of it is written, and a way round pipes."""

import os
import secrets
import shutil
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import BinaryIO


def is_apart(path: Path) -> bool:
    """Whether a pipe, a device or the like is there, which is written into and never replaced."""
    return path.exists() and not path.is_file()


@contextmanager
def whole_file(path: Path) -> Iterator[BinaryIO]:
    """An open file whose content takes the name when all went well, and is gone when it did not.

    Every run writes a file of its own beside it, so that two of them never mix; the last to end
    is the one that stays. A link stays a link: the file that it leads to is written.

    Raises:
        OSError: it cannot be written.
    """
    if is_apart(path):
        with path.open("wb") as file:
            yield file
        return
    path = Path(os.path.realpath(path))
    part = path.with_name(f".morile-{secrets.token_hex(8)}.part")
    # With "x" nothing that is there already is ever opened, and the mode is that of any new file.
    with part.open("xb") as file:
        try:
            if path.exists():
                shutil.copymode(path, part)
            yield file
            file.close()
            part.replace(path)
        finally:
            part.unlink(missing_ok=True)
