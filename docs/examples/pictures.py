"""Every picture of `docs/pictures.md`, drawn anew from the sample into `docs/images/`.

Run by hand when a picture changes: `.venv/bin/python docs/examples/pictures.py`.
"""

import csv
import json
import sys
import tomllib
from collections.abc import Mapping
from pathlib import Path
from typing import Any

import morile
from morile import plots

HERE = Path(__file__).parent
IMAGES = HERE.parent / "images"
EXPLAINED = "SYN-2026-0003"
"""A threat with a gap and an answer between two levels."""


def pictures() -> Mapping[str, plots.Picture]:
    """The pictures, by the kind that `morile plot` knows."""
    engine = morile.Offline([HERE / "drafts"])
    threats = json.loads((HERE / "threats.json").read_text("utf-8"))["submissions"]
    assessed = list(engine.assess_many(threats, "thematic@1.0.0"))
    chosen = next(each for each in threats if each["ref"] == EXPLAINED)
    agreed = json.loads((HERE / "moderation.json").read_text("utf-8"))
    panel = engine.agreement(table("panel.csv"), "thematic@1.0.0")
    units = engine.assess_many(table("units.csv"), "capabilities@1.0.0")
    rules = tomllib.loads((HERE / "rules.toml").read_text("utf-8"))
    thematic, capabilities = (engine.matrix(f"{it}@1.0.0") for it in ("thematic", "capabilities"))
    moderation = engine.moderate(agreed["submission"], agreed["changes"], prompt=agreed["prompt"])
    return {
        "ranked": plots.ranked(assessed, thematic),
        "heat": plots.heat(assessed, thematic),
        "waterfall": plots.waterfall(
            engine.assess(chosen, "thematic@1.0.0", explain=True), thematic
        ),
        "agreement": plots.agreement(panel),
        "disagreement": plots.disagreement(panel),
        "stability": plots.stability(engine.priorities(threats, "thematic@1.0.0", rules)),
        "moderated": plots.moderated(moderation, thematic),
        "coverage": plots.coverage(units, capabilities),
        "movement": plots.movement(engine.replay(threats, "thematic@1.1.0", "thematic@1.0.0")),
    }


def table(name: str) -> list[dict[str, Any]]:
    """The submissions of a CSV file of the sample; criteria are what no submission has."""
    with (HERE / name).open(encoding="utf-8", newline="") as file:
        return [_submission(row) for row in csv.DictReader(file)]


def _submission(row: Mapping[str, str]) -> dict[str, Any]:
    members = ("ref", "organisation", "threat_type", "assessor", "reference")
    said: dict[str, Any] = {name: row[name] for name in members if row.get(name)}
    if "reference" in said:
        said["reference"] = said["reference"] == "true"
    levels = {name: _level(cell) for name, cell in row.items() if name not in (*members, "note")}
    return {**said, "levels": {name: level for name, level in levels.items() if level}}


def _level(cell: str) -> Any:
    named, _, confidence = cell.partition("~")
    level: Any = named.split("|") if "|" in named else named
    return {"level": level, "confidence": confidence} if confidence else level


def main() -> int:
    """Write them."""
    IMAGES.mkdir(exist_ok=True)
    for kind, picture in pictures().items():
        (IMAGES / f"{kind}.png").write_bytes(plots.written(picture, "png"))
    return 0


if __name__ == "__main__":
    sys.exit(main())
