"""The command `morile moderate`."""

import json
from hashlib import sha256
from pathlib import Path
from typing import Any

import pytest
import rfc8785

import morile
from morile._moderating import report
from tests.commands import Run, runner
from tests.moderations import a_change

GRID = "priority-grid-4x4@1.0.0"
THREAT = {
    "ref": "A-1",
    "organisation": "NCA",
    "threat_type": "fraud",
    "vector": f"{GRID}/IM:2/LI:3",
}
UP = [a_change("impact", "2", "4"), a_change("likelihood", "3", ["3", "4"])]


@pytest.fixture
def run(monkeypatch: pytest.MonkeyPatch, capfd: pytest.CaptureFixture[str]) -> Run:
    return runner(monkeypatch, capfd)


def a_file(folder: Path, **members: Any) -> str:
    asked = {"matrix": GRID, "submission": THREAT, "changes": UP[:1], **members}
    (folder / "agreed.json").write_text(json.dumps(asked), "utf-8")
    return str(folder / "agreed.json")


def test_changes_are_shown_with_what_each_is_worth(run: Run, tmp_path: Path) -> None:
    """2 x 3 = 6 becomes 4 x 3 = 12."""
    prompt = {"kind": "disruption", "step": "negative"}

    ran = run("moderate", a_file(tmp_path, prompt=prompt))

    lines = ran.out.splitlines()
    assert (ran.code, ran.err) == (0, "")
    assert lines[0] == "A-1: 6 to 12 (+6)"
    assert lines[1:3] == [f"before: {GRID}/IM:2/LI:3", f"after: {GRID}/IM:4/LI:3"]
    assert lines[5].split()[:4] == ["impact", "2", "4", "+6"]
    assert "Prompted by: disruption, negative" in lines
    assert lines[-1].startswith(f"The figures of {GRID} are published")


def test_json_is_the_answer_of_the_api(run: Run, tmp_path: Path) -> None:
    """Byte for byte what the clients give."""
    ran = run("moderate", a_file(tmp_path, changes=UP), "--json")

    answer = json.loads(ran.out)
    assert answer["after"]["score"] is None
    assert [each["share"] for each in answer["shares"]] == [None, None]
    assert answer["trail"]["digest"] == morile.Offline().moderate(THREAT, UP).trail.digest


def test_the_trail_is_written_to_a_file(run: Run, tmp_path: Path) -> None:
    """And can be checked there."""
    trail = tmp_path / "trail.json"

    ran = run("moderate", a_file(tmp_path), "--trail", str(trail))

    kept = json.loads(trail.read_text("utf-8"))
    assert ran.err == f"the trail is in {trail}\n"
    assert kept["digest"] == "sha256:" + sha256(rfc8785.dumps(kept["record"])).hexdigest()


def test_the_matrix_may_be_named_on_the_command_line(run: Run, tmp_path: Path) -> None:
    """It wins over the file's."""
    ran = run("moderate", a_file(tmp_path, matrix="nothing@1.0.0"), "--matrix", GRID)

    assert ran.code == 0


@pytest.mark.parametrize(
    ("members", "said"),
    [
        ({"changes": {}}, "/changes: expected a list [wrong-type]"),
        ({"reason": "x"}, "1 member not known here; choose from matrix, submission"),
        ({"changes": [UP[0] | {"from": "1"}]}, "/changes/0/from: not what the submission answers"),
    ],
)
def test_a_file_at_fault_is_refused_with_every_fault(
    run: Run, tmp_path: Path, members: dict[str, Any], said: str
) -> None:
    """Nothing is made, and nothing is written."""
    trail = tmp_path / "trail.json"

    ran = run("moderate", a_file(tmp_path, **members), "--trail", str(trail))

    assert (ran.code, ran.out) == (1, "")
    assert said in ran.err
    assert not trail.exists()


@pytest.mark.parametrize(
    ("text", "code"),
    [
        ("[]", "wrong-type"),
        ("{", "not-json"),
        ('{"changes": [], "changes": []}', "duplicate-member"),
        ("{}", "missing-member"),
    ],
)
def test_what_is_no_request_is_refused(run: Run, tmp_path: Path, text: str, code: str) -> None:
    """With the code that the API has for it."""
    (tmp_path / "agreed.json").write_text(text, "utf-8")

    ran = run("moderate", str(tmp_path / "agreed.json"))

    assert ran.code == (3 if code == "not-json" else 1)
    assert f"[{code}]" in ran.err


def test_answers_are_shown_as_a_vector_spells_them() -> None:
    """Several levels, unknown, confidence and grading."""
    graded = {"level": ["1", "2"], "confidence": "low", "grading": "2CP"}
    threat = THREAT | {"vector": f"{GRID}/IM:unknown/LI:3"}
    changes = [a_change("impact", "unknown", graded)]

    text = report(morile.Offline().moderate(threat, changes))

    assert text.splitlines()[0] == "A-1: no score to no score"
    assert "unknown  1|2~low (2CP)" in text
