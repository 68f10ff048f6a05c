"""SQL: a matrix as one statement, for those who score inside a warehouse.

It needs the extra `engine` (numpy) to make the statement, and nothing of ours to run it.
"""

from collections.abc import Sequence
from typing import TYPE_CHECKING

from morile_api.language.about import MatrixDocument

if TYPE_CHECKING:
    from morile_api.engine.sql.dialects import Dialect


def statement(
    document: MatrixDocument,
    dialect: "Dialect" = "duckdb",
    *,
    table: str = "threats",
    keep: Sequence[str] = ("ref",),
) -> str:
    """The statement that scores a table of answers, row by row as the engine does.

    Args:
        document: the matrix, from any client's `matrix`.
        dialect: `duckdb` or `spark`.
        table: the table's name, as it is to stand in the statement.
        keep: columns of the table that go on beside the results.

    Raises:
        BadMatrix: a range of this matrix cannot be said in two scorings.
        ModuleNotFoundError: the extra `engine` is not installed.
    """
    from morile_api.engine.compiling.compile import compile_matrix
    from morile_api.engine.sql.render import rendered

    return rendered(compile_matrix(document.definition, document.digest), dialect, table, keep)
