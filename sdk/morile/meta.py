"""Meta: what is known of a client's last call besides its result."""

from contextvars import ContextVar
from weakref import WeakKeyDictionary

import msgspec

from morile_api.language.assessment import MatrixMark


class Meta(msgspec.Struct, frozen=True):
    """How a call went: over HTTP with `status`, `headers` (lower case) and `attempts`.

    `matrix` and `engine_version` are those of the answer, where it names them.
    `status` is None and `attempts` 0 when nothing was sent: `Offline` works in this process.
    """

    elapsed_s: float
    attempts: int = 0
    status: int | None = None
    request_id: str | None = None
    headers: dict[str, str] = {}
    matrix: MatrixMark | None = None
    engine_version: str | None = None

    def with_marks_of(self, result: object) -> "Meta":
        """The same, with the matrix and engine that an answer names."""
        mark, engine = (getattr(result, name, None) for name in ("matrix", "engine_version"))
        if not isinstance(mark, MatrixMark) or engine is None:
            return self
        return msgspec.structs.replace(self, matrix=mark, engine_version=engine)


_last: ContextVar[WeakKeyDictionary[object, Meta] | None] = ContextVar("morile_meta", default=None)


def remember(client: object, meta: Meta) -> None:
    """Keep the meta of a client's last call, for this thread or task alone."""
    before = _last.get()
    known = WeakKeyDictionary[object, Meta]() if before is None else before.copy()
    known[client] = meta
    _last.set(known)


def recall(client: object) -> Meta | None:
    """The meta of a client's last call in this thread or task; None before the first."""
    known = _last.get()
    return None if known is None else known.get(client)
