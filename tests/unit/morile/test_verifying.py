"""The command `morile verify`: what it says and how it ends."""

import json
import sys
from pathlib import Path

import pytest

from morile import cli
from tests.builders import shipped_desk
from tests.signed import a_key, a_key_set, signed_by, signed_stream
from tests.wire.requests import a_request, a_submission

Out = pytest.CaptureFixture[str]

REQUEST = a_request(a_submission(marking="OFFICIAL"), a_submission(ref="B", levels={}))
SIGNED = signed_by(shipped_desk(), REQUEST)


def run(monkeypatch: pytest.MonkeyPatch, *words: str | Path) -> int:
    """The exit code of `morile verify`."""
    monkeypatch.setattr(sys, "argv", ["morile", "verify", *map(str, words)])
    return cli.main()


@pytest.fixture
def keys(tmp_path: Path) -> Path:
    path = tmp_path / "keys.json"
    path.write_bytes(a_key_set())
    return path


def a_file(folder: Path, content: bytes, name: str = "answer.json") -> Path:
    (folder / name).write_bytes(content)
    return folder / name


def test_it_says_who_signed_and_what_was_computed(
    tmp_path: Path, keys: Path, monkeypatch: pytest.MonkeyPatch, capsys: Out
) -> None:
    code = run(monkeypatch, a_file(tmp_path, SIGNED), "--keys", keys)

    lines = capsys.readouterr().out.splitlines()
    assert code == 0
    assert lines[:2] == ["verified", f"signed: by the key {a_key().public.kid}"]
    assert lines[2].startswith("matrix: disruption@1.0.0, sha256:")
    assert lines[3:] == [
        "computed again: 1 assessment, all as stated; engine 1.0.0, service 1.0.0",
        "refused: 1",
        "marking: OFFICIAL",
    ]


def test_it_says_plainly_that_nobody_signed(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: Out
) -> None:
    code = run(monkeypatch, a_file(tmp_path, shipped_desk().bytes_of(REQUEST)))

    out = capsys.readouterr().out
    assert code == 0
    assert "signed: nobody signed this: the scores follow from the vectors, but not who" in out
    assert out.splitlines()[-1] == "not proven by anything: ref, marking, problem"


def test_it_says_that_lines_may_be_missing(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: Out
) -> None:
    stream = signed_stream(shipped_desk(), {"matrix": "disruption@1.0.0"}, a_submission())
    lines = a_file(tmp_path, stream.splitlines()[0], "answer.ndjson")

    assert run(monkeypatch, lines) == 0
    assert "whole: not known" in capsys.readouterr().out


def test_everything_that_is_wrong_stands_on_a_line_with_its_place(
    tmp_path: Path, keys: Path, monkeypatch: pytest.MonkeyPatch, capsys: Out
) -> None:
    answer = a_file(tmp_path, SIGNED.replace(b'"score":2', b'"score":3', 1))

    code = run(monkeypatch, answer, "--keys", keys)

    got = capsys.readouterr()
    assert (code, got.out) == (1, "")
    first, second, last = got.err.splitlines()
    assert first.startswith(f"{answer}: /results: ")
    assert first.endswith("[not-as-signed]")
    assert second.startswith(f"{answer}: /results/0/score: ")
    assert last == "not verified: 2 faults"


def test_keys_that_are_none_are_named_as_the_file_at_fault(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: Out
) -> None:
    no_keys = a_file(tmp_path, b"[]", "keys.json")

    assert run(monkeypatch, a_file(tmp_path, SIGNED), "--keys", no_keys) == 1
    assert capsys.readouterr().err.startswith(f"{no_keys}: (whole): ")


def test_a_file_that_is_not_there_is_unreadable(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    assert run(monkeypatch, tmp_path / "nothing.json") == 3
    assert run(monkeypatch, a_file(tmp_path, SIGNED), "--keys", tmp_path / "no.json") == 3


def test_a_folder_that_is_not_there_is_wrong_use(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    answer = a_file(tmp_path, SIGNED)

    assert run(monkeypatch, answer, "--matrices", tmp_path / "nothing") == 2


def test_a_program_can_have_it_as_json(
    tmp_path: Path, keys: Path, monkeypatch: pytest.MonkeyPatch, capsys: Out
) -> None:
    run(monkeypatch, a_file(tmp_path, SIGNED), "--keys", keys, "--json")

    found = json.loads(capsys.readouterr().out)
    assert (found["signed_by"], found["assessed"]) == (a_key().public.kid, 1)
