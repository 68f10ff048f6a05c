"""A warehouse: DuckDB in this process, in which a matrix scores as SQL, and what it has to say."""

import re
from collections.abc import Mapping, Sequence
from decimal import Decimal
from random import Random
from typing import Any

import duckdb

import morile
from morile_api.engine.compiled import CompiledMatrix
from morile_api.engine.sql.render import rendered

SURE = ("", "", "~low", "~moderate", "~high")


def scored_in_sql(
    matrix: CompiledMatrix,
    rows: Sequence[Sequence[str | None]],
    beside: Mapping[str, str] | None = None,
) -> list[dict[str, Any]]:
    """What the statement of a matrix gives for rows of cells, one a criterion, in their order.

    Args:
        matrix: compiled.
        rows: of cells.
        beside: further columns of the table, with what every row has there, in SQL.
    """
    keys = [criterion.key for criterion in matrix.definition.criteria]
    with duckdb.connect() as database:
        columns = ", ".join(f'"{key}" VARCHAR' for key in keys)
        database.execute(f"CREATE TABLE answers (place INTEGER, {columns})")
        marks = ", ".join("?" * (len(keys) + 1))
        filled = [[place, *row] for place, row in enumerate(rows)]
        database.executemany("INSERT INTO answers VALUES (" + marks + ")", filled)  # noqa: S608
        for name, said in (beside or {}).items():
            database.execute(f'ALTER TABLE answers ADD COLUMN "{name}" {said}')
        database.execute(
            "CREATE TABLE scored AS " + rendered(matrix, "duckdb", "answers", ["place"])
        )
        found = database.execute("SELECT * FROM scored ORDER BY place")
        names = [each[0] for each in found.description]
        return [dict(zip(names, row, strict=True)) for row in found.fetchall()]


def words_in(statement: str, besides: Sequence[str]) -> list[str]:
    """Every word of a statement that could be a column's name, but for those in use."""
    met = dict.fromkeys(re.findall(r"[A-Za-z_]\w*", statement.lower()))
    return [each for each in met if each not in besides]


def a_cell(random: Random, scale: tuple[str, ...]) -> str:
    """One level mostly; now and then unknown, or several in any order."""
    said = random.choice([1, 1, 1, 0, 2, len(scale)])
    levels = "unknown" if said == 0 else "|".join(random.sample(scale, min(said, len(scale))))
    return levels + random.choice(SURE)


def by_the_engine(matrix: CompiledMatrix, rows: list[list[str]]) -> list[dict[str, Any]]:
    """The same columns, from what `Offline` answers."""
    codes = [criterion.code for criterion in matrix.definition.criteria]
    threats = [
        {
            "ref": "x",
            "organisation": "NCA",
            "threat_type": "fraud",
            "vector": f"{matrix.id}/" + "/".join(map(":".join, zip(codes, row, strict=True))),
        }
        for row in rows
    ]
    found = []
    for place, each in enumerate(morile.Offline().assess_many(threats)):
        assert isinstance(each, morile.Assessed)
        row: dict[str, Any] = {"place": place, "score": each.score, "gaps": "|".join(each.gaps)}
        row |= {"lowest": each.range.lowest, "highest": each.range.highest, "fault": ""}
        if matrix.band is not None:
            bands = each.range.bands
            row |= {"band": each.band, "lowest_band": bands[0], "highest_band": bands[-1]}
        for node in matrix.nodes:
            row[f"{node.key}_score"] = each.nodes[node.key].score
            if node.bands:
                row[f"{node.key}_band"] = each.nodes[node.key].band
        found.append(row)
    return found


def plain(row: dict[str, Any]) -> dict[str, Any]:
    """Decimals of the warehouse as the numbers that the engine prints."""
    return {key: float(it) if isinstance(it, Decimal) else it for key, it in row.items()}
