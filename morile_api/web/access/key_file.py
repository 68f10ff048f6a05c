"""Key file: a JWK Set on this machine, read again when the file changes."""

from collections.abc import Callable
from pathlib import Path
from time import monotonic

from morile_api.web.access.key_set import LONGEST_SET, BadKeySet, KeySet

LOOK_S = 1.0
"""How often at most to look whether the file has changed."""

Tell = Callable[[str], None]
"""Puts a notice into the log."""

Stamp = tuple[int, int, int]
"""Of a file: its inode, when it was changed, in nanoseconds, and its bytes."""

GONE: Stamp = (0, 0, 0)


class KeyFile:
    """The keys of a file. Where the file becomes unusable, those it had before stay in force."""

    def __init__(
        self, path: Path, read: Callable[[bytes], KeySet], tell: Tell, anew: bool = False
    ) -> None:
        """Read the file.

        Args:
            path: of the file.
            read: makes keys of its text.
            tell: puts a notice into the log.
            anew: whether this process is put in the place of another, which found the file sound:
                then no keys are in force until it is sound again. Those the other one began with
                may have been withdrawn since.

        Raises:
            BadKeySet: it cannot be read, or holds no key that a token may be signed with.
        """
        self._path = path
        self._read = read
        self._tell = tell
        self._keys: KeySet | None = None
        self._looked_s = monotonic()
        try:
            self._stamp, self._keys = self._first()
        except BadKeySet as error:
            if not anew:
                raise
            self._stamp = self._stamp_now()
            tell(f"The file of MORILE_JWKS cannot be used, none of its keys is in force: {error}")

    def keys(self) -> KeySet | None:
        """The keys in force; None where there were none yet."""
        now_s = monotonic()
        if now_s - self._looked_s >= LOOK_S:
            self._looked_s = now_s
            self._look()
        return self._keys

    async def renewed(self) -> KeySet | None:
        """The keys in force, when a token names one that is not among them."""
        return self.keys()

    async def start(self) -> None:
        """Nothing is to be started."""

    async def stop(self) -> None:
        """Nothing is to be stopped."""

    def _first(self) -> tuple[Stamp, KeySet]:
        stamp, found = self._loaded()
        if not found.keys:
            raise BadKeySet("no key in it is an RSA, P-256 or Ed25519 key for signing with a kid")
        return stamp, found

    def _look(self) -> None:
        if self._stamp_now() == self._stamp:
            return
        try:
            self._stamp, found = self._loaded()
        except BadKeySet as error:
            # Told once for each change, not at every look.
            self._stamp = self._stamp_now()
            self._tell(
                f"The changed file of MORILE_JWKS is not used, the keys before it are: {error}"
            )
        else:
            self._keys = found
            self._tell(f"MORILE_JWKS has changed: {len(found.keys)} keys are in force")

    def _stamp_now(self) -> Stamp:
        try:
            found = self._path.stat()
        except OSError:
            return GONE
        return found.st_ino, found.st_mtime_ns, found.st_size

    def _loaded(self) -> tuple[Stamp, KeySet]:
        # The stamp comes first: a file that is written to meanwhile is read again.
        stamp = self._stamp_now()
        try:
            with self._path.open("rb") as file:
                text = file.read(LONGEST_SET + 1)
        except OSError:
            raise BadKeySet("it cannot be read") from None
        return stamp, self._read(text)
