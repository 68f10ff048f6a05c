"""The two files of the sample hold the same threats, and all of them can be scored."""

import csv
import json
from pathlib import Path
from typing import Any

from tests.builders import only_assessed, shipped_desk
from tests.reference.agreement import differences
from tests.reference.scorer import Reference

EXAMPLES = Path(__file__).parents[2] / "docs" / "examples"
MEMBERS = ("ref", "organisation", "threat_type", "assessor", "information_date", "marking")


def _request() -> dict[str, Any]:
    read: dict[str, Any] = json.loads((EXAMPLES / "threats.json").read_text("utf-8"))
    return read


def _rows() -> list[dict[str, str]]:
    with (EXAMPLES / "threats.csv").open(encoding="utf-8", newline="") as file:
        return list(csv.DictReader(file))


def _reference() -> Reference:
    entry = shipped_desk().scorers[_request()["matrix"]]
    return Reference(entry.matrix.definition)


def _cell(said: Any) -> str:
    """An answer of the JSON as its cell in the table spells it (docs/examples/README.md)."""
    if isinstance(said, dict):
        stated = said.get("confidence")
        return _cell(said["level"]) + (f"~{stated}" if stated else "")
    return said if isinstance(said, str) else "|".join(said)


def test_the_table_and_the_request_hold_the_same_threats() -> None:
    """Two files would drift apart unless something compares them."""
    keys = _reference().keys
    as_rows = [
        {name: each.get(name, "") for name in MEMBERS}
        | {key: _cell(each["levels"][key]) for key in keys}
        for each in _request()["submissions"]
    ]

    rows = [{name: row[name] for name in (*MEMBERS, *keys)} for row in _rows()]

    assert rows == as_rows


def test_every_threat_of_the_sample_is_assessed_as_the_reference_says() -> None:
    """Sixty stories with gaps, narrowed answers and confidence, explained."""
    request, reference = _request(), _reference()

    results = shipped_desk().results(request | {"explain": True})

    for submission, result in zip(request["submissions"], results, strict=True):
        said, confidence = _level_sets(reference, submission["levels"])
        assert differences(reference, said, only_assessed(result), confidence) == []


def _level_sets(
    reference: Reference, levels: dict[str, Any]
) -> tuple[dict[str, list[str]], dict[str, str]]:
    said, confidence = {}, {}
    for key, answer in levels.items():
        plain = answer
        if isinstance(answer, dict):
            plain = answer["level"]
            if "confidence" in answer:
                confidence[key] = answer["confidence"]
        named = [plain] if isinstance(plain, str) else plain
        scale = reference.scales[key]
        said[key] = [level for level in scale if level in named or plain == "unknown"]
    return said, confidence


def test_the_sample_is_as_its_readme_describes_it() -> None:
    """Sixty threats, from at least twelve forces, two regional units and the agency; synthetic."""
    submissions = _request()["submissions"]
    organisations = {each["organisation"] for each in submissions}

    assert len(submissions) == 60
    assert len({name for name in organisations if name[:3] in ("E23", "W15")}) >= 12
    assert len({name for name in organisations if "ROCU" in name or "SOU" in name}) >= 2
    assert "NCA" in organisations
    assert all(each["ref"].startswith("SYN-") for each in submissions)
    assert all(row["note"].startswith("Synthetic.") for row in _rows())
