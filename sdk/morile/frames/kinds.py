"""Kinds of frame: opened as one of three in memory, and given back as they came."""

from collections import Counter
from types import ModuleType
from typing import Any

import msgspec
import narwhals as nw
from narwhals.exceptions import DuplicateError

from morile.frames import of_arrow, of_pandas, of_polars
from morile_api.language.faults import BadSubmission, Code, Fault

KINDS: dict[Any, ModuleType] = {
    nw.Implementation.PANDAS: of_pandas,
    nw.Implementation.POLARS: of_polars,
    nw.Implementation.PYARROW: of_arrow,
}
NOT_A_FRAME = "give a frame of pandas, polars or pyarrow, or a relation of DuckDB"


class Opened(msgspec.Struct, frozen=True, eq=False):
    """A frame in memory.

    Attributes:
        frame: as narwhals sees it.
        kind: what reads and makes its columns.
        library: the module it is of.
        lazily: what it came as, if that was no frame in memory: polars or duckdb.
    """

    frame: nw.DataFrame[Any]
    kind: Any
    library: Any
    lazily: str | None = None

    @property
    def caseless(self) -> bool:
        """Whether names that differ in capitals only are one name where it came from."""
        return self.lazily == "duckdb"

    def native(self, name: str) -> Any:
        """One of its columns in its own kind."""
        return self.frame[name].to_native()

    def given_back(self, added: dict[str, Any]) -> Any:
        """The frame with further columns, as it came."""
        whole = self.kind.with_columns(self.frame.to_native(), added)
        if self.lazily is None:
            return whole
        return nw.from_native(whole).lazy(self.lazily).to_native()


def opened(frame: Any) -> Opened:
    """A frame of any kind that is known; a lazy one is collected.

    Raises:
        TypeError: it is no such frame.
        BadSubmission: two of its columns have one name.
    """
    try:
        seen = nw.from_native(frame)
        lazily = None
        if isinstance(seen, nw.LazyFrame):
            lazily = str(seen.implementation.value)
            seen = seen.collect()
        names = seen.columns
    except DuplicateError:
        raise BadSubmission(_repeats(frame)) from None
    except TypeError:
        raise TypeError(NOT_A_FRAME) from None
    kind = KINDS.get(seen.implementation)
    if kind is None or lazily not in (None, "polars", "duckdb") or not all(map(_is_text, names)):
        raise TypeError(NOT_A_FRAME)
    return Opened(seen, kind, seen.implementation.to_native_namespace(), lazily)


def _is_text(name: Any) -> bool:
    return isinstance(name, str)


def _repeats(frame: Any) -> list[Fault]:
    names = list(getattr(frame, "column_names", None) or frame.columns)
    faults = []
    for name, count in Counter(names).items():
        if count > 1:
            at = " and ".join(str(place) for place, each in enumerate(names) if each == name)
            detail = f"columns {at}, counted from 0, have the same name; leave one of them out"
            faults.append(Fault("", Code.NOT_A_TABLE, detail))
    return faults
