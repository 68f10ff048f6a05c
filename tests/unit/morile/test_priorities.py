"""The command `morile priorities`, from a file to its answer, in this process."""

import json
from argparse import Namespace
from functools import cache
from pathlib import Path
from typing import Any

import pytest

import morile
from morile._priorities import priorities

GRID = "priority-grid-4x4@1.0.0"
HEADER = "ref,organisation,threat_type,impact,likelihood"
TABLE = f"{HEADER}\nT1,E23000004,fraud,4,4\nT2,E23000004,fraud,3,4\nT3,E23000002,fraud,1,2\n"
FOR_CUMBRIA = {"by": "equal", "amount": 1, "among": [{"organisation": "E23000002"}]}
RULES = """
slots = 2
as_of = 2026-11-22
[reserve]                      # agreed by the board
by = "equal"
amount = 1
among = [{ organisation = "E23000002" }]
"""

Capture = pytest.CaptureFixture[bytes]


@cache
def offline() -> morile.Offline:
    return morile.Offline()


def run(folder: Path, content: str, name: str = "threats.csv", **asked: Any) -> int:
    """The exit code, for a file of this content; what is shown goes to standard output."""
    (folder / name).write_text(content, "utf-8")
    unsaid = dict.fromkeys(("holds", "matrix", "slots", "rules", "tie_break", "top", "as_of"))
    options = {"json": True, **unsaid, **asked}
    return priorities(Namespace(file=str(folder / name), **options), offline())


def a_file(folder: Path, name: str, content: str) -> str:
    (folder / name).write_text(content, "utf-8")
    return str(folder / name)


def chosen(answer: dict[str, Any]) -> list[str]:
    return [each["ref"] for each in answer["allocation"]["chosen"]]


def test_a_table_is_ranked_with_the_matrix_that_its_columns_tell(
    tmp_path: Path, capsysbinary: Capture
) -> None:
    assert run(tmp_path, TABLE, slots=2) == 0

    answer = json.loads(capsysbinary.readouterr().out)
    assert answer["matrix"]["id"] == "priority-grid-4x4"
    assert chosen(answer) == ["T1", "T2"]


@pytest.mark.parametrize(
    ("name", "rules"),
    [
        ("agreed.toml", RULES),
        ("agreed.json", json.dumps({"slots": 2, "as_of": "2026-11-22", "reserve": FOR_CUMBRIA})),
    ],
)
def test_agreed_rules_are_a_file(
    tmp_path: Path, capsysbinary: Capture, name: str, rules: str
) -> None:
    """TOML, where a board may say why, or JSON."""
    assert run(tmp_path, TABLE, rules=a_file(tmp_path, name, rules)) == 0

    answer = json.loads(capsysbinary.readouterr().out)
    assert chosen(answer) == ["T1", "T3"]
    assert answer["as_of"] == "2026-11-22"


def test_the_command_line_goes_before_the_rules_and_these_before_the_request(
    tmp_path: Path, capsysbinary: Capture
) -> None:
    threat = {"ref": "a", "organisation": "NCA", "threat_type": "fraud"}
    levels = {"levels": {"impact": "1", "likelihood": "1"}}
    said = {"matrix": GRID, "top": 7, "slots": 9, "submissions": [{**threat, **levels}]}
    rules = a_file(tmp_path, "rules.json", '{"slots": 5, "as_of": "2026-01-01"}')
    asked = {"rules": rules, "as_of": "2026-02-02", "tie_break": ["ref"]}

    assert run(tmp_path, json.dumps(said), "request.json", **asked) == 0

    answer = json.loads(capsysbinary.readouterr().out)
    assert (answer["top"], answer["allocation"]["slots"]) == (7, 5)
    assert answer["as_of"] == "2026-02-02"
    assert answer["allocation"]["tie_break"] == ["reference, A to Z"]


def test_a_column_of_costs_is_for_a_capacity(tmp_path: Path, capsysbinary: Capture) -> None:
    """T1 takes 3 of 5.5, T2 costs 4, T3 fits."""
    rows = [
        f"{row},{cost}"
        for row, cost in zip(TABLE.splitlines(), ("cost", "3", "4", "2.5"), strict=True)
    ]
    rules = a_file(tmp_path, "rules.json", '{"capacity": 5.5}')

    assert run(tmp_path, "\n".join(rows), rules=rules) == 0
    assert chosen(json.loads(capsysbinary.readouterr().out)) == ["T1", "T3"]


def test_a_cost_that_is_no_number_is_refused_in_its_place(
    tmp_path: Path, capsysbinary: Capture
) -> None:
    content = f"{HEADER},cost\nT1,E23000004,fraud,4,4,a lot\n"

    assert run(tmp_path, content, slots=1) == 1
    assert b"row 2, column cost: " in capsysbinary.readouterr().err


def test_a_file_at_fault_is_refused_whole_with_row_and_column(
    tmp_path: Path, capsysbinary: Capture
) -> None:
    assert run(tmp_path, f"{TABLE}T1,E23000004,fraud,1,1\nT4,NCA,fraud,9,1\n", slots=1) == 1

    said = capsysbinary.readouterr()
    assert said.out == b""
    assert b"row 6, column impact: " in said.err
    assert b"row 5: " in said.err
    assert b"[repeated-submission]" in said.err


def test_a_request_at_fault_is_told_by_pointer(tmp_path: Path) -> None:
    with pytest.raises(morile.BadSubmission) as refused:
        run(tmp_path, json.dumps({"matrix": GRID, "submissions": [{}], "slots": 0}), "a.json")

    assert "/slots" in {fault.pointer for fault in refused.value.faults}


@pytest.mark.parametrize(
    ("name", "rules", "says"),
    [
        ("a.toml", "slots = 2\n= =", "a.toml: not TOML: at line 2, column 1 [not-toml]"),
        ("a.json", "[]", "a.json: the rules are no object with members [wrong-type]"),
        ("b.json", "x", "b.json: not JSON: byte 0 [not-json]"),
        ("c.toml", "slots = 1" + "0" * 5000, "c.toml: too long a figure"),
    ],
)
def test_rules_that_cannot_be_read_are_told_under_their_own_name(
    tmp_path: Path, capsysbinary: Capture, name: str, rules: str, says: str
) -> None:
    """And stop everything."""
    assert run(tmp_path, TABLE, rules=a_file(tmp_path, name, rules)) == (
        3 if "[not-" in says else 1
    )

    said = capsysbinary.readouterr()
    assert said.out == b""
    assert f"/{says}" in said.err.decode()
    assert b"threats.csv" not in said.err


def errors(capsysbinary: Capture, folder: Path) -> list[str]:
    """What was said of faults, without the folder."""
    return capsysbinary.readouterr().err.decode().replace(f"{folder}/", "").splitlines()


def test_a_misspelt_rule_is_told_under_the_rules_with_those_there_are(
    tmp_path: Path, capsysbinary: Capture
) -> None:
    """Submissions are no rule, though a request of the API has them."""
    rules = a_file(tmp_path, "r.toml", 'slts = 3\ntie_break = ["ref", "nearest"]\nsubmissions = []')

    assert run(tmp_path, TABLE, rules=rules) == 1

    first, *rest = errors(capsysbinary, tmp_path)
    assert first == (
        "r.toml: 2 members not known here (nearest: slots); choose from slots, capacity, reserve, "
        "tie_break, top, as_of, populations, reference_scores [unknown-member]"
    )
    assert all("threats.csv" not in line for line in rest)


def test_a_fault_of_a_rule_is_told_under_the_rules(tmp_path: Path, capsysbinary: Capture) -> None:
    """Also what is missing there."""
    content = 'tie_break = ["ref", "ref"]\n[reserve]\nby = "equal"\namount = 1\n'
    rules = a_file(tmp_path, "r.toml", content)

    assert run(tmp_path, TABLE, rules=rules) == 1

    slots, tie_break = sorted(errors(capsysbinary, tmp_path))
    assert slots.startswith("r.toml: /slots: missing")
    assert tie_break.startswith("r.toml: /tie_break/1: named at 0 already")


def test_a_fault_of_an_option_is_told_under_the_option(
    tmp_path: Path, capsysbinary: Capture
) -> None:
    """Also where a rule would have said it; of several values it is told which."""
    rules = a_file(tmp_path, "r.toml", 'slots = 2\ntie_break = ["ref"]')
    asked: dict[str, Any] = {"tie_break": ["ref", "nearest"], "as_of": "soon", "slots": 0}

    assert run(tmp_path, f"{TABLE}T4,NCA,fraud,9,1\n", rules=rules, **asked) == 1

    said = sorted(errors(capsysbinary, tmp_path))
    assert [line.split(": ")[0] for line in said] == [
        "--as-of",
        "--slots",
        "--tie-break, value 2",
        "threats.csv",
    ]
    assert said[1] == "--slots: out of range: 1 to 1,000,000 [out-of-range]"
    assert said[3].startswith("threats.csv: row 5, column impact: ")


def test_beside_a_request_options_and_rules_are_told_apart_too(
    tmp_path: Path, capsysbinary: Capture
) -> None:
    said = json.dumps({"matrix": GRID, "submissions": [{}], "top": 0})
    rules = a_file(tmp_path, "r.toml", "slots = 2.5")

    assert run(tmp_path, said, "request.json", rules=rules, as_of="soon") == 1

    lines = errors(capsysbinary, tmp_path)
    assert "r.toml: /slots: not a whole number [wrong-form]" in lines
    assert "request.json: /top: out of range: 1 to 1,000,000 [out-of-range]" in lines
    assert any(line.startswith("--as-of: not a date") for line in lines)
    assert any(line.startswith("request.json: /submissions/0/ref: missing") for line in lines)


def test_rules_may_name_their_matrix(tmp_path: Path, capsysbinary: Capture) -> None:
    rules = a_file(tmp_path, "r.json", json.dumps({"matrix": GRID, "slots": 1}))

    assert run(tmp_path, TABLE, rules=rules) == 0
    assert chosen(json.loads(capsysbinary.readouterr().out)) == ["T1"]


def test_without_json_a_report_is_printed(tmp_path: Path, capsysbinary: Capture) -> None:
    assert run(tmp_path, TABLE, slots=1, json=False) == 0

    assert capsysbinary.readouterr().out.startswith(
        b"3 threats, priority-grid-4x4@1.0.0: slots 1, none reserved\nTie-break: none; "
    )
