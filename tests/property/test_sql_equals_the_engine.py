"""What a warehouse makes of a matrix is what the engine makes of it, row by row."""

import csv
from decimal import Decimal
from pathlib import Path
from random import Random
from typing import Any

import pytest

import morile
from morile_api.engine.compiled import CompiledMatrix
from tests.builders import shipped_catalogue
from tests.warehouse import scored_in_sql

SAMPLE = Path(__file__).parents[2] / "docs" / "examples" / "threats.csv"
ROWS = 300
SURE = ("", "", "~low", "~moderate", "~high")


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


@pytest.mark.parametrize("name", list(shipped_catalogue().entries))
def test_random_answers_score_alike(name: str) -> None:
    """Scores, bands, ranges and gaps of every node of every shipped matrix."""
    matrix = shipped_catalogue().entries[name].scorer.matrix
    random = Random(name)  # noqa: S311
    rows = [[a_cell(random, scale) for scale in matrix.scales] for _ in range(ROWS)]

    assert list(map(plain, scored_in_sql(matrix, rows))) == by_the_engine(matrix, rows)


def test_the_sample_scores_alike() -> None:
    matrix = shipped_catalogue().entries["thematic@1.0.0"].scorer.matrix
    keys = [criterion.key for criterion in matrix.definition.criteria]
    with SAMPLE.open(encoding="utf-8", newline="") as file:
        rows = [[row[key] for key in keys] for row in csv.DictReader(file)]

    assert list(map(plain, scored_in_sql(matrix, rows))) == by_the_engine(matrix, rows)
