"""The command `morile`: each verb, each exit code, data on one stream and the rest on the other."""

import builtins
import http.server
import json
import os
import socket
import sys
import threading
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any, NamedTuple

import msgspec
import pytest

import morile
from morile import cli
from morile_api.language.about import MatrixList

GRID = "priority-grid-4x4@1.0.0"
DEFINITION = Path(__file__).parents[3] / "matrices" / "priority-grid-4x4" / "1.0.0.toml"
TABLE = "ref,organisation,threat_type,impact,likelihood\nA-1,NCA,fraud,3,2\n"


class Ran(NamedTuple):
    code: int
    out: str
    err: str


Run = Callable[..., Ran]


@pytest.fixture
def run(monkeypatch: pytest.MonkeyPatch, capfd: pytest.CaptureFixture[str]) -> Run:
    """Runs the command in this process, with no settings of whoever runs the tests."""
    for name in list(os.environ):
        if name.startswith("MORILE_"):
            monkeypatch.delenv(name)

    def ran(*words: str) -> Ran:
        monkeypatch.setattr(sys, "argv", ["morile", *words])
        code = cli.main()
        said = capfd.readouterr()
        return Ran(code, said.out, said.err)

    return ran


@pytest.fixture
def table(tmp_path: Path) -> str:
    (tmp_path / "threats.csv").write_text(TABLE)
    return str(tmp_path / "threats.csv")


@pytest.fixture
def broken_service() -> Iterator[str]:
    """A service whose every answer is a plain 500, as of something in front of it."""

    class Broken(http.server.BaseHTTPRequestHandler):
        def do_GET(self) -> None:
            self.send_error(500)

        def log_message(self, *_: Any) -> None:
            """Nothing: it is meant."""

    with http.server.HTTPServer(("127.0.0.1", 0), Broken) as server:
        thread = threading.Thread(target=server.serve_forever)
        thread.start()
        yield f"http://127.0.0.1:{server.server_port}"
        server.shutdown()
        thread.join()


# Verbs


def test_a_vector_is_scored_and_printed_in_its_canonical_form(run: Run) -> None:
    ran = run("vector", f"{GRID}/LI:2/IM:3")

    assert ran.code == 0
    assert ran.out.splitlines()[:2] == [f"{GRID}/IM:3/LI:2", "score: 6"]
    assert f"The figures of {GRID} are published" in ran.out
    assert ran.err == ""


def test_a_vector_is_answered_in_json_as_by_the_api(run: Run) -> None:
    answer = msgspec.json.decode(
        run("vector", f"{GRID}/IM:3/LI:2", "--json", "--explain").out, type=morile.AssessmentAnswer
    )

    [result] = answer.results
    assert answer.matrix.status == "published"
    assert isinstance(result, morile.Assessed)
    assert (result.score, result.vector) == (6, f"{GRID}/IM:3/LI:2")
    assert sum(part.adds for part in result.contributions or ()) == 5


def test_a_vector_says_on_demand_what_it_leaves_open(run: Run) -> None:
    """4 times unknown: 4, 8, 12 or 16, 10 on average; without bands nothing can flip."""
    ran = run("vector", f"{GRID}/IM:4/LI:unknown", "--distribution", "--sentence", "--flips", "2")

    assert ran.code == 0
    assert "score: 10 on average" in ran.out
    assert "open question 1: likelihood (unknown)" in ran.out
    assert "The score could turn out to be anything from 4 to 16" in ran.out


def test_the_age_of_a_vector_can_be_asked_for(run: Run) -> None:
    """Information from after the day that is asked about is refused."""
    words = ("vector", f"{GRID}/IM:3/LI:2", "--as-of", "2026-01-01", "--information-date")

    assert run(*words, "2025-12-01").code == 0
    ran = run(*words, "2026-02-01")
    assert ran.code == 1
    assert "[future-date]" in ran.err


def test_a_file_is_scored_again_under_other_figures(run: Run, table: str) -> None:
    ran = run("sensitivity", table, "--by", "0.05", "--trials", "10")

    assert ran.code == 0
    assert ran.out.startswith(f"1 threat, {GRID}: figures moved by up to 5 %, 10 times (seed 0)")
    assert f"The figures of {GRID} are published" in ran.out


def test_matrices_are_listed(run: Run) -> None:
    assert GRID in run("matrix", "list").out
    listed = msgspec.json.decode(run("matrix", "list", "--json").out, type=MatrixList)
    assert "priority-grid-4x4" in {each.id for each in listed.matrices}


def test_a_matrix_is_shown(run: Run) -> None:
    assert "IM impact (impact): How great is the impact" in run("matrix", "show", GRID).out
    shown = json.loads(run("matrix", "show", GRID, "--json").out)
    assert (shown["id"], shown["definition"]["decimals"]) == ("priority-grid-4x4", 0)


def test_a_sound_definition_is_said_to_hold(run: Run) -> None:
    ran = run("matrix", "check", str(DEFINITION))

    assert (ran.code, ran.err) == (0, "")
    assert ran.out.startswith(f"{GRID} holds.")
    assert "Distinct scores: 9." in ran.out
    assert "Tied: 12.5 % of pairs" in ran.out
    answer = json.loads(run("matrix", "check", str(DEFINITION), "--json").out)
    assert answer["nodes"]
    assert answer["quality"]["distinct_scores"] == 9


def test_a_definition_at_fault_is_refused_with_file_place_and_remedy(
    run: Run, tmp_path: Path
) -> None:
    file = tmp_path / "own.toml"
    file.write_text(DEFINITION.read_text("utf-8").replace('scale = "four_steps"', 'scale = "x"'))

    ran = run("matrix", "check", str(file))

    assert (ran.code, ran.out) == (1, "")
    assert f"{file}: /criteria/0/scale: " in ran.err
    assert "[no-such-name]" in ran.err


def test_a_vocabulary_is_shown(run: Run) -> None:
    assert "NCA" in run("vocabulary", "organisations").out
    assert json.loads(run("vocabulary", "organisations", "--json").out)["terms"]


def test_an_agencys_own_matrices_can_be_named(run: Run, tmp_path: Path) -> None:
    own = tmp_path / "priority-grid-4x4"
    own.mkdir()
    text = DEFINITION.read_text("utf-8").replace('version = "1.0.0"', 'version = "9.0.0"')
    (own / "9.0.0.toml").write_text(text, "utf-8")

    assert "priority-grid-4x4@9.0.0" in run("matrix", "list", "--matrices", str(tmp_path)).out


def test_the_contract_is_printed_whole(
    run: Run, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    (tmp_path / "morile_api").mkdir()
    (tmp_path / "openapi").mkdir()
    contract = f"morile-{morile.__version__}.json"
    (tmp_path / "openapi" / contract).write_bytes(b'{"openapi": "3.1.0"}')
    (tmp_path / "openapi" / "morile-0.9.0.json").write_bytes(b"an older one")
    monkeypatch.setattr(cli, "files", lambda name: tmp_path / name)

    assert run("openapi") == (0, '{"openapi": "3.1.0"}', "")
    output = tmp_path / "contract.json"
    assert run("openapi", "-o", str(output)) == (0, "", "")
    assert output.read_bytes() == b'{"openapi": "3.1.0"}'


def test_an_installation_without_the_contract_says_where_to_find_it(
    run: Run, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(cli, "files", lambda name: tmp_path / name)

    ran = run("openapi")

    assert (ran.code, ran.out) == (2, "")
    assert "/openapi.json" in ran.err


def test_serve_becomes_the_service(run: Run, monkeypatch: pytest.MonkeyPatch) -> None:
    """In its place, so that whoever stops the command stops the service."""
    became: list[list[str]] = []

    def become(path: str, words: list[str]) -> None:
        became.append([path, *words])
        raise KeyboardInterrupt

    monkeypatch.setattr(os, "execv", become)

    assert run("serve").code == 130
    assert became == [[sys.executable, sys.executable, "-P", "-m", "morile_api"]]


# Exits


@pytest.mark.parametrize(
    ("words", "code", "says"),
    [
        (["matrix", "show", "nothing@1.0.0"], 2, "there are"),
        (["vocabulary", "nothing"], 2, "there are"),
        (["matrix", "list", "--matrices", "nowhere"], 2, "folder 1"),
        (["matrix", "list", "--url", "nowhere"], 2, "https://"),
        (["matrix", "sql", GRID, "--keep", "ref", "SCORE"], 2, "--keep: a result has this name"),
        (["matrix", "sql", GRID, "--keep", "ref", "ref"], 2, "--keep: kept already"),
        (["matrix", "list", "--url", "http://127.0.0.1", "--matrices", "x"], 2, "--matrices"),
        (["score", "-", "--url", "http://127.0.0.1"], 2, "--from"),
        (["score", "absent.csv"], 3, "absent.csv: cannot be read: No such file"),
        (["score", ".", "--from", "csv"], 3, "cannot be read: Is a directory"),
        (["matrix", "check", "absent.toml"], 3, "cannot be read"),
        (["vector", "priority-grid-4x4@1.0.0/IM:9"], 1, "no-such-level"),
        (["vector", "nonsense"], 2, "there are"),
        (["vector", ""], 2, "there are"),
        (["vector", "\udcff"], 3, "UTF-8"),
    ],
)
def test_what_goes_wrong_is_said_aside_and_told_by_the_code(
    run: Run, words: list[str], code: int, says: str
) -> None:
    ran = run(*words)

    assert (ran.code, ran.out) == (code, "")
    assert says in ran.err
    assert "Traceback" not in ran.err


def test_a_service_that_is_not_there_is_unreachable(
    run: Run, table: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("MORILE_TIMEOUT", "0.2")
    with socket.socket() as taken:
        taken.bind(("127.0.0.1", 0))
        ran = run("score", table, "--url", f"http://127.0.0.1:{taken.getsockname()[1]}")

    assert (ran.code, ran.out) == (4, "")
    assert "No answer from http://127.0.0.1" in ran.err


def test_a_service_that_fails_is_told_from_one_that_is_not_there(
    run: Run, table: str, broken_service: str
) -> None:
    ran = run("score", table, "--url", broken_service)

    assert (ran.code, ran.out) == (5, "")
    assert "The service answered 500" in ran.err


def test_a_token_that_cannot_be_used_is_said_before_anything_is_sent(
    run: Run, table: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("MORILE_TOKEN", "sec ret")

    ran = run("score", table, "--url", "https://scores.example")

    assert ran.code == 2
    assert "token" in ran.err
    assert "sec" not in ran.err


def test_the_engine_is_asked_for_by_name_where_it_is_missing(
    run: Run, table: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    """`pip install morile` alone talks to a service and needs no numpy."""
    load = builtins.__import__

    def without_numpy(name: str, *rest: Any) -> Any:
        if name == "morile_api.catalogue":
            raise ModuleNotFoundError("No module named 'numpy'", name="numpy")
        return load(name, *rest)

    monkeypatch.setattr(builtins, "__import__", without_numpy)

    ran = run("score", table)

    assert (ran.code, ran.out) == (2, "")
    assert "morile[engine]" in ran.err


def test_a_disk_that_is_full_ends_without_a_traceback(
    run: Run, table: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    def full(*_: Any) -> None:
        raise OSError(28, "No space left on device")

    monkeypatch.setitem(cli.OF_FILES, "score", full)

    ran = run("score", table)

    assert (ran.code, ran.err) == (2, "morile: cannot go on: No space left on device\n")


def test_a_matrix_that_is_loaded_is_checked_by_its_name(run: Run) -> None:
    ran = run("matrix", "check", "priority-grid-4x4@1.0.0")

    assert ran.code == 0
    assert ran.out.startswith("priority-grid-4x4@1.0.0")
