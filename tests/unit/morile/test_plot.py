"""The command `morile plot`, from a file to a picture, in this process."""

from io import BytesIO
from pathlib import Path

import pytest
from PIL import Image

from tests.commands import Run, runner
from tests.drawings import EXAMPLES

THREATS = str(EXAMPLES / "threats.csv")


@pytest.fixture
def run(monkeypatch: pytest.MonkeyPatch, capfd: pytest.CaptureFixture[str]) -> Run:
    return runner(monkeypatch, capfd)


def _title(data: bytes) -> str:
    with Image.open(BytesIO(data)) as image:
        return str(image.info["Title"])


@pytest.mark.parametrize(
    ("kind", "file", "title"),
    [
        ("ranked", "threats.csv", "Risk of 30 threats"),
        ("heat", "threats.csv", "Harm and likelihood"),
        ("agreement", "panel.csv", "Agreement of 3 assessors"),
        ("disagreement", "panel.csv", "How assessors stand"),
        ("stability", "threats.csv", "How firm each rank is"),
        ("moderated", "moderation.json", "Before and after moderation, SYN-2026-0003"),
        ("coverage", "units.csv", "Capabilities of each unit"),
    ],
)
def test_every_kind_is_drawn_of_its_file(
    run: Run, tmp_path: Path, kind: str, file: str, title: str
) -> None:
    picture = tmp_path / "picture.png"

    assert run("plot", kind, str(EXAMPLES / file), "-o", str(picture)).code == 0

    assert _title(picture.read_bytes()).startswith(title)


def test_a_waterfall_is_of_the_threat_that_is_named_else_of_the_most_serious(
    run: Run, tmp_path: Path
) -> None:
    picture = tmp_path / "picture.png"
    for options, ref in (("--ref", "SYN-2026-0003"), "SYN-2026-0003"), ((), "SYN-2026-0044"):
        assert run("plot", "waterfall", THREATS, *options, "-o", str(picture)).code == 0

        assert ref in _title(picture.read_bytes())


def test_a_reference_that_the_file_lacks_is_wrong_use_and_is_not_repeated(
    run: Run, tmp_path: Path
) -> None:
    ran = run("plot", "waterfall", THREATS, "--ref", "SECRET", "-o", str(tmp_path / "a.svg"))

    assert ran.code == 2
    assert "--ref" in ran.err
    assert "SECRET" not in ran.err


def test_movement_needs_another_definition(run: Run, tmp_path: Path) -> None:
    picture, drafts = tmp_path / "picture.png", str(EXAMPLES / "drafts")

    without = run("plot", "movement", THREATS, "-o", str(picture))
    options = ("--matrices", drafts, "--matrix", "thematic@1.0.0", "--under", "thematic@1.1.0")
    ran = run("plot", "movement", THREATS, *options, "-o", str(picture))

    assert (without.code, ran.code) == (2, 0)
    assert "--under" in without.err
    assert "thematic@1.1.0 (draft figures)" in _title(picture.read_bytes())


def test_a_file_with_a_fault_is_refused_with_its_row_and_nothing_is_written(
    run: Run, tmp_path: Path
) -> None:
    wrong, picture = tmp_path / "wrong.csv", tmp_path / "picture.png"
    wrong.write_text("ref,organisation,threat_type,outcome\nA,NCA,fraud,minor\nB,NCA,fraud,huge\n")

    ran = run("plot", "ranked", str(wrong), "-o", str(picture))

    assert ran.code == 1
    assert "row 3, column outcome" in ran.err
    assert not picture.exists()


def test_what_cannot_be_drawn_says_why(run: Run, tmp_path: Path) -> None:
    """Nobody asked for it to be scored with a matrix that has no harm."""
    table = tmp_path / "outcomes.csv"
    table.write_text("ref,organisation,threat_type,outcome\nA,NCA,fraud,minor\n")

    ran = run("plot", "heat", str(table), "-o", str(tmp_path / "picture.png"))

    assert ran.code == 2
    assert "no such node; choose from" in ran.err


def test_an_ending_that_is_none_of_the_three_is_wrong_use(run: Run, tmp_path: Path) -> None:
    ran = run("plot", "ranked", THREATS, "-o", str(tmp_path / "picture.jpg"))

    assert ran.code == 2
    assert ".png, .svg, .pdf" in ran.err


@pytest.mark.parametrize("name", ["threats.csv", "threats.xlsx"])
def test_a_file_of_threats_is_told_which_file_moderated_draws(
    run: Run, tmp_path: Path, name: str
) -> None:
    """A spreadsheet is no JSON, and `not JSON` would help nobody."""
    ran = run("plot", "moderated", name, "-o", str(tmp_path / "m.png"))

    assert ran.code == 2
    assert f"{name}: moderated draws agreed changes" in ran.err
    assert "as morile moderate takes" in ran.err
