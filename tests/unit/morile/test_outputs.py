"""Outputs: the form of the results, and files that are there whole or not at all."""

import sys
from argparse import Namespace
from contextlib import nullcontext
from pathlib import Path

import pytest

from morile._exits import Misused
from morile._outputs import (
    form_for,
    named_or_standard,
    opened_output,
    refuse_two_in_one,
    same_file,
)


@pytest.mark.parametrize(
    ("stated", "output", "terminal", "form"),
    [
        ("json", "x.csv", True, "json"),
        (None, "x.csv", True, "csv"),
        (None, "x.TXT", False, "table"),
        (None, None, True, "table"),
        (None, None, False, "ndjson"),
    ],
)
def test_the_form_is_as_stated_else_as_the_file_ends_else_for_who_reads(
    monkeypatch: pytest.MonkeyPatch,
    stated: str | None,
    output: str | None,
    terminal: bool,
    form: str,
) -> None:
    """A person at a terminal gets a table; a program gets what it gave, here NDJSON."""
    monkeypatch.setattr(sys.stdout, "isatty", lambda: terminal)

    assert form_for(stated, output, "ndjson") == form


def test_a_file_whose_ending_says_nothing_needs_the_option() -> None:
    with pytest.raises(Misused, match="--to"):
        form_for(None, "results", "csv")


def _write_half(path: Path) -> None:
    with opened_output(str(path)) as out:
        out.write(b"half")
        raise RuntimeError


def test_a_file_takes_its_name_only_when_it_is_whole(tmp_path: Path) -> None:
    """Nobody mistakes half a list for the whole, and the one before stays until then."""
    path = tmp_path / "scored.csv"
    path.write_bytes(b"before")

    with pytest.raises(RuntimeError):
        _write_half(path)
    assert path.read_bytes() == b"before"

    with opened_output(str(path)) as out:
        out.write(b"whole")
    assert path.read_bytes() == b"whole"
    assert list(tmp_path.iterdir()) == [path]


@pytest.mark.parametrize("name", ["absent/scored.csv", ".", "", "folder"])
def test_a_place_that_cannot_be_written_is_named(tmp_path: Path, name: str) -> None:
    (tmp_path / "folder").mkdir()

    output = opened_output(f"{tmp_path}/{name}" if name else "")

    with pytest.raises(Misused, match=r"cannot be written|is a folder"), output:
        pass


def test_a_stroke_is_standard_output_and_no_file(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capfdbinary: pytest.CaptureFixture[bytes]
) -> None:
    monkeypatch.chdir(tmp_path)

    with opened_output("-") as out:
        out.write(b"results")

    assert capfdbinary.readouterr().out == b"results"
    assert list(tmp_path.iterdir()) == []
    assert (named_or_standard("-"), named_or_standard("-.csv")) == (None, "-.csv")


def test_two_names_of_one_file_are_known_for_it(tmp_path: Path) -> None:
    (tmp_path / "folder").mkdir()

    assert same_file(f"{tmp_path}/a.csv", f"{tmp_path}/folder/../a.csv")
    assert not same_file(f"{tmp_path}/a.csv", f"{tmp_path}/b.csv")
    assert not same_file("-", "-")


@pytest.mark.parametrize(
    ("output", "rejects", "refused"),
    [
        ("a.csv", "./a.csv", True),
        (None, "-", True),
        ("a.csv", "b.csv", False),
        ("a.csv", "-", False),
        ("a.csv", None, False),
        (None, "b.csv", False),
    ],
)
def test_results_and_rejects_need_a_place_each(
    output: str | None, rejects: str | None, refused: bool
) -> None:
    asked = Namespace(output=output, rejects=rejects)

    with pytest.raises(Misused, match="--rejects") if refused else nullcontext():
        refuse_two_in_one(asked)
