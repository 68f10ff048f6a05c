"""The command `morile replay`."""

import json
from pathlib import Path
from typing import Any

import pytest

from tests.builders import a_definition
from tests.commands import Run, runner

TABLE = (
    "ref,organisation,threat_type,physical_harm,community_harm\n"
    "A-1,NCA,fraud,moderate,severe\n"
    "A-2,NCA,fraud,none,none\n"
)
CUT = ('key = "high", from = 4', 'key = "high", from = 5')
OLD, NEW = "example@1.0.0", "example@1.1.0"


@pytest.fixture
def run(monkeypatch: pytest.MonkeyPatch, capfd: pytest.CaptureFixture[str], tmp_path: Path) -> Run:
    """The command, with two versions of the example in a folder of its own."""
    for number, changes in (("1.0.0", ()), ("1.1.0", (CUT,))):
        version = ('version = "1.0.0"', f'version = "{number}"')
        path = tmp_path / "own" / "example" / f"{number}.toml"
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_bytes(a_definition(version, *changes))
    ran = runner(monkeypatch, capfd)
    monkeypatch.setenv("MORILE_MATRICES", str(tmp_path / "own"))
    return ran


def a_file(folder: Path, text: str = TABLE, name: str = "threats.csv") -> str:
    (folder / name).write_text(text, "utf-8")
    return str(folder / name)


def test_movers_are_listed_under_what_changed(run: Run, tmp_path: Path) -> None:
    """2.5 + 2 = 4.5 was high and is below the new cut of 5."""
    ran = run("replay", a_file(tmp_path), "--matrix", OLD, "--under", NEW)

    lines = ran.out.splitlines()
    assert ran.code == 0
    assert lines[0] == f"{OLD} replayed with {NEW}"
    assert lines[1].startswith("2 submissions: 1 moved, 1 into another band; 0 scores higher")
    assert [line.split()[-3:] for line in lines if line.startswith("bands of harm")] == [
        ["1", "1", "1"]
    ]
    [mover] = [line for line in lines if line.startswith("A-1")]
    assert "4.5 high" in mover
    assert "4.5 low" in mover
    assert mover.endswith("bands of harm (high 4 to 5) (alone enough for the band)")
    assert not any(line.startswith("A-2") for line in lines)


def test_json_is_the_answer_of_the_api(run: Run, tmp_path: Path) -> None:
    """Whole."""
    ran = run("replay", a_file(tmp_path), "--matrix", OLD, "--under", NEW, "--json")

    answer = json.loads(ran.out)
    assert (answer["summary"]["crossed"], len(answer["results"])) == (1, 2)


def test_lines_and_requests_may_be_replayed_too(run: Run, tmp_path: Path) -> None:
    """NDJSON, and a request of the API, which may say everything itself."""
    threat = {"ref": "A", "organisation": "NCA", "threat_type": "fraud"}
    threat["vector"] = f"{OLD}/PH:moderate/CO:severe"
    lines = a_file(tmp_path, json.dumps(threat) + "\n", "threats.ndjson")
    request: dict[str, Any] = {"matrix": OLD, "to": NEW, "submissions": [threat]}
    asked = a_file(tmp_path, json.dumps(request), "request.json")

    one, other = run("replay", lines, "--under", NEW), run("replay", asked)

    assert one.out == other.out
    assert "1 submission: 1 moved, 1 into another band" in one.out


CROSSING = {"from": "physical_harm", "to": "impact", "levels": [{"from": "severe", "to": "4"}]}
IN_TOML = """
[[crosswalk]]
from = "physical_harm"
to = "impact"
levels = [{ from = "severe", to = "4" }]
"""


@pytest.mark.parametrize(
    ("name", "text"),
    [
        ("c.toml", IN_TOML),
        ("c.json", json.dumps([CROSSING])),
        ("c.json", json.dumps({"crosswalk": [CROSSING]})),
    ],
)
def test_a_crosswalk_is_read_from_a_file(run: Run, tmp_path: Path, name: str, text: str) -> None:
    """TOML or JSON; what it does not name is listed."""
    crosswalk = a_file(tmp_path, text, name)
    grid = "priority-grid-4x4@1.0.0"

    ran = run(
        "replay", a_file(tmp_path), "--matrix", OLD, "--under", grid, "--crosswalk", crosswalk
    )

    assert ran.code == 0
    assert "Without a counterpart, not used: community_harm." in ran.out
    assert "New, unknown in every submission: likelihood." in ran.out
    assert "Level moderate of physical_harm has no counterpart: 1 submission became" in ran.out
    assert "what did it" not in ran.out


def test_faults_are_told_with_their_rows(run: Run, tmp_path: Path) -> None:
    """The file is replayed whole or not at all."""
    table = a_file(tmp_path, TABLE.replace("none,none", "awful,none"))

    ran = run("replay", table, "--matrix", OLD, "--under", NEW)

    assert (ran.code, ran.out) == (1, "")
    assert "row 3, column physical_harm: not a choice" in ran.err


@pytest.mark.parametrize(
    ("words", "code", "said"),
    [
        ((), 2, "say which definition to replay with"),
        (("--under", "example@9.0.0"), 2, "no such matrix"),
        (("--under", "thematic@1.0.0"), 1, "/crosswalk: example@1.0.0 and thematic@1.0.0 are"),
        (("--under", NEW, "--crosswalk", "nowhere.toml"), 3, "cannot be read"),
    ],
)
def test_what_does_not_make_sense_is_told(
    run: Run, tmp_path: Path, words: tuple[str, ...], code: int, said: str
) -> None:
    """With the exit code of its kind."""
    ran = run("replay", a_file(tmp_path), "--matrix", OLD, *words)

    assert (ran.code, ran.out) == (code, "")
    assert said in ran.err


@pytest.mark.parametrize(
    ("name", "text", "said"),
    [
        ("c.toml", "crosswalk = 3", "holds no list called crosswalk"),
        ("c.toml", "crosswalk =", "not TOML"),
        ("c.json", "{", "not JSON"),
    ],
)
def test_a_crosswalk_that_is_none_is_told(
    run: Run, tmp_path: Path, name: str, text: str, said: str
) -> None:
    """By the name of its file where that helps."""
    crosswalk = a_file(tmp_path, text, name)

    ran = run("replay", a_file(tmp_path), "--matrix", OLD, "--under", NEW, "--crosswalk", crosswalk)

    assert ran.code in (2, 3)
    assert said in ran.err


@pytest.mark.parametrize(
    ("text", "code"),
    [
        ('{"submissions": 3}', "wrong-type"),
        ('{"submissions": [], "tu": 3}', "unknown-member"),
    ],
)
def test_what_is_no_request_is_refused(run: Run, tmp_path: Path, text: str, code: str) -> None:
    """With the code that the API has for it."""
    ran = run("replay", a_file(tmp_path, text, "request.json"), "--under", NEW)

    assert ran.code == 1
    assert f"[{code}]" in ran.err
