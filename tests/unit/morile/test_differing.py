"""The command `morile matrix diff`."""

import json
from pathlib import Path

import pytest

from morile._differing import report
from morile_api.language.difference import difference
from tests.builders import a_definition, a_matrix
from tests.commands import Run, runner
from tests.replays import a_version

CUT = ('key = "high", from = 4', 'key = "high", from = 5')
WORDING = ("How badly could one victim be hurt?", "How badly could a victim be hurt?")


@pytest.fixture
def run(monkeypatch: pytest.MonkeyPatch, capfd: pytest.CaptureFixture[str]) -> Run:
    return runner(monkeypatch, capfd)


def a_file(folder: Path, number: str = "1.0.0", *changes: tuple[str, str]) -> str:
    path = folder / f"{number}.toml"
    path.write_bytes(a_definition(('version = "1.0.0"', f'version = "{number}"'), *changes))
    return str(path)


def test_every_change_is_listed_with_the_step_it_asks_for(run: Run, tmp_path: Path) -> None:
    """Figures and wording; the largest step decides."""
    ran = run("matrix", "diff", a_file(tmp_path), a_file(tmp_path, "1.1.0", CUT, WORDING))

    assert ran.code == 0
    lines = [line.split() for line in ran.out.splitlines()]
    assert ["minor", "/nodes/harm/bands/high/from", "changed", "4", "5"] in lines
    assert any(line[:2] == ["patch", "/criteria/physical_harm/asks"] for line in lines)
    assert ran.out.endswith(
        "The changes ask for a minor version, and that is what the number says.\n"
    )


def test_a_version_that_takes_the_wrong_step_is_an_exit_of_1(run: Run, tmp_path: Path) -> None:
    """So a release can be stopped by it."""
    ran = run("matrix", "diff", a_file(tmp_path), a_file(tmp_path, "1.0.1", CUT))

    assert ran.code == 1
    assert "The changes ask for a minor version, but the number says patch." in ran.out


def test_json_is_the_difference(run: Run, tmp_path: Path) -> None:
    """With all its members."""
    ran = run("matrix", "diff", a_file(tmp_path), a_file(tmp_path, "2.0.0", CUT), "--json")

    found = json.loads(ran.out)
    assert (found["requires"], found["stated"], found["right"]) == ("minor", "major", False)
    assert found["changes"][0]["where"] == "/nodes/harm/bands/high/from"


def test_definitions_may_be_named_by_id(run: Run) -> None:
    """Those that are shipped."""
    ran = run("matrix", "diff", "thematic@1.0.0", "tactical@1.0.0")

    assert ran.code == 0
    assert "These are different matrices" in ran.out


def test_what_is_not_there_is_told(run: Run, tmp_path: Path) -> None:
    """An id, a file, and a file that is no definition."""
    (tmp_path / "bad.toml").write_text("matrix =", "utf-8")

    assert run("matrix", "diff", "thematic@1.0.0", "thematic@9.0.0").code == 2
    assert "cannot be read" in run("matrix", "diff", a_file(tmp_path), "none.toml").err
    bad = run("matrix", "diff", a_file(tmp_path), str(tmp_path / "bad.toml"))
    assert bad.code == 3
    assert "bad.toml: not TOML" in bad.err


def test_equal_definitions_have_nothing_to_release() -> None:
    """Whatever their numbers."""
    assert "Nothing changed" in report(difference(a_matrix(), a_version("1.0.1")))


def test_a_number_that_does_not_rise_is_told() -> None:
    """As when a draft has kept the number it was made from."""
    text = report(difference(a_matrix(), a_version("1.0.0", cut=5)))

    assert "The changes ask for a minor version, and the number does not rise." in text


def test_long_texts_are_cut_and_lists_are_shown() -> None:
    """A table is for looking over; JSON has them whole."""
    long = a_version("1.0.1", name="example")
    reworded = a_matrix(criteria=long.criteria[::-1], version="1.1.0")

    text = report(difference(a_matrix(), reworded))

    assert "physical_harm, community_harm" in text
    assert max(map(len, text.splitlines())) < 200
