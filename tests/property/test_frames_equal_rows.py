"""A frame of any kind says of each row what that row alone is told, in every shipped matrix."""

import csv
from random import Random
from typing import Any

import pytest

from morile import Offline
from morile.frames import score
from tests.builders import shipped_catalogue
from tests.columns import as_text
from tests.frames import KINDS, rows_of
from tests.house.sources import ROOT
from tests.property.strategies import a_random_threat
from tests.reference.scorer import Reference

ENGINE = Offline()
SAMPLE = ROOT / "docs" / "examples" / "threats.csv"
SHIPPED = sorted(shipped_catalogue().scorers)


def told(assessed: Any) -> dict[str, Any]:
    """A single assessment under the names of a frame's columns."""
    ends = assessed.range
    found = {
        "score": assessed.score,
        "lowest": ends.lowest,
        "highest": ends.highest,
        "gaps": "|".join(assessed.gaps),
        "vector": assessed.vector,
        "digest": assessed.digest,
        "faults": None,
    }
    if ends.bands:
        found |= {"band": assessed.band, "bands": "|".join(ends.bands)}
    for key, node in assessed.nodes.items():
        found[f"{key}_score"] = node.score
    return found


@pytest.mark.parametrize("kind", KINDS)
def test_the_sample_gets_from_a_frame_what_it_gets_one_by_one(kind: str) -> None:
    """Sixty threats as their table has them, with every other column kept."""
    with SAMPLE.open(encoding="utf-8", newline="") as file:
        rows = list(csv.DictReader(file))
    table = {name: [row[name] for row in rows] for name in rows[0]}

    found = rows_of(score(KINDS[kind](table), "thematic@1.0.0", add=["nodes", "vector", "digest"]))

    for row, mine in zip(rows, found, strict=True):
        assert row == {name: mine[name] for name in row}
        frame = {key: row[key] for key in ("ref", "organisation", "threat_type")}
        alone = told(ENGINE.assess({**frame, "vector": mine["vector"]}))
        assert alone == {name: mine[name] for name in alone}


@pytest.mark.parametrize("name", SHIPPED)
@pytest.mark.parametrize("kind", ["pandas", "polars, categories", "pyarrow, dictionaries"])
def test_random_rows_get_from_a_frame_what_they_get_one_by_one(kind: str, name: str) -> None:
    """Forty of them, with gaps, level sets and confidence; the answers themselves, not vectors."""
    definition, dice = shipped_catalogue().scorers[name].matrix.definition, Random(name)  # noqa: S311
    scales = Reference(definition).scales
    threats = [a_random_threat(dice, definition, 1 << 40) for _ in range(40)]
    texts = [as_text(each, scales) for each in threats]
    table = {key: [text[key] for text in texts] for key in scales}

    found = rows_of(score(KINDS[kind](table), name, add=["nodes", "vector", "digest"]))

    for each, mine in zip(threats, found, strict=True):
        alone = told(ENGINE.assess(each.threat, name))
        assert alone == {column: mine[column] for column in alone}
