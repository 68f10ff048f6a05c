"""Every block of code in the documents runs, and shows what stands there.

- `python`: run in order, page by page; a `text` block right after it is what it prints.
- `console`: each line that begins with `$ ` is run, and what follows is what it shows. JSON is
  compared by value.
- `toml` and `csv` with a file name: saved under it, before anything of the page is run.
- `morile serve` is not run here; with settings before it, it says how the service of the page is
  started, once what stands above has been run.
- `...` stands for whatever does not matter. `make` is not run here; its targets must exist.

What talks to 127.0.0.1:8080 is run against a service of its own (mark `server`); the page about
Spark is run where Spark is (mark `spark`).
"""

import contextlib
import io
import json
import os
import re
import sys
import tomllib
from collections.abc import Iterator
from itertools import zip_longest
from pathlib import Path
from typing import Any, NamedTuple

import pytest

from morile_api.catalogue import read_matrix
from tests.docs.pages import ROOT, Block, blocks, name_of, pages
from tests.docs.readings import as_value, fits, same
from tests.docs.serving import IN_THE_PAGES, a_service
from tests.docs.terminal import shown

LANGUAGES = {"python", "console", "toml", "json", "text", "diff", "csv", "markdown"}
PAGES = [name_of(page) for page in pages()]
WITH_CODE = [
    name for name in PAGES if any(b.language in ("python", "console") for b in blocks(name))
]
WITH_SPARK = "docs/spark.md"
RUN = [
    pytest.param(name, marks=[pytest.mark.spark] if name == WITH_SPARK else [])
    for name in WITH_CODE
]
MAKE = re.compile(r"make( [a-z]+)?")
SERVE = re.compile(r"((?:MORILE_[A-Z_]+=\S+ )*)morile serve")


class Step(NamedTuple):
    """Something to run, and what it must show; None where the page shows nothing of it."""

    block: Block
    text: str
    expected: str | None

    @property
    def needs_service(self) -> bool:
        return IN_THE_PAGES in self.block.text


def steps(page: str) -> Iterator[Step]:
    """Everything of a page that is run, in order."""
    found = blocks(page)
    for block, after in zip_longest(found, found[1:]):
        if block.language == "python":
            printed = after.text if after is not None and after.language == "text" else None
            yield Step(block, block.text, printed)
        if block.language == "console":
            yield from _commands(block)


def _commands(block: Block) -> Iterator[Step]:
    parts = re.split(r"^\$ ", block.text, flags=re.MULTILINE)
    assert parts[0] == "", f"{block.place}: a console block begins with $"
    for part in parts[1:]:
        command, rest = _divided(part)
        yield Step(block, command, rest)


def _divided(part: str) -> tuple[str, str]:
    """A command with the lines it goes on over, and what it shows."""
    lines = part.splitlines(keepends=True)
    for end in range(1, len(lines) + 1):
        command = "".join(lines[:end])
        if not command.endswith("\\\n") and command.count("'") % 2 == 0:
            return command, "".join(lines[end:])
    return part, ""


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    """A folder like a checkout, in which commands may leave files behind."""
    for name in ("docs", "matrices"):
        (tmp_path / name).symlink_to(ROOT / name)
    (tmp_path / ".venv").symlink_to(sys.prefix)
    return tmp_path


def _save_files(page: str, folder: Path) -> None:
    for block in blocks(page):
        if block.info.endswith((".toml", ".csv")):
            (folder / block.info).parent.mkdir(parents=True, exist_ok=True)
            (folder / block.info).write_text(block.text, "utf-8")


def _run(page: str, folder: Path, address: str | None) -> None:
    names: dict[str, Any] = {"__name__": page}
    _save_files(page, folder)
    for step in steps(page):
        if step.needs_service != (address is not None):
            continue
        text = step.text.replace(IN_THE_PAGES, address or IN_THE_PAGES)
        if step.block.language == "python":
            got = _printed(text, step.block, names, folder)
        elif MAKE.fullmatch(text.strip()) or SERVE.fullmatch(text.strip()):
            continue
        else:
            got = shown(text, folder, {})
        if step.expected is not None:
            got = got.replace(address or IN_THE_PAGES, IN_THE_PAGES)
            if not _as_shown(step.expected, got):
                pytest.fail(f"{step.block.place}\n{step.text}\nshows\n{got}", pytrace=False)


def _printed(text: str, block: Block, names: dict[str, Any], folder: Path) -> str:
    out = io.StringIO()
    with contextlib.redirect_stdout(out), contextlib.chdir(folder):
        exec(compile(text, block.place, "exec"), names)  # noqa: S102
    return out.getvalue()


def _as_shown(expected: str, got: str) -> bool:
    try:
        return same(as_value(expected), as_value(got))
    except json.JSONDecodeError:
        return fits(_trimmed(expected), _trimmed(got))


def _trimmed(text: str) -> str:
    return "\n".join(line.rstrip() for line in text.strip().splitlines())


@pytest.mark.parametrize("page", RUN)
def test_the_code_of_a_page_runs(page: str, folder: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Without a service."""
    _forget_settings(monkeypatch)
    _run(page, folder, None)


@pytest.mark.server
@pytest.mark.parametrize(
    "page", [name for name in WITH_CODE if any(s.needs_service for s in steps(name))]
)
def test_the_code_of_a_page_that_calls_a_service_runs(
    page: str, folder: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Against a real one."""
    _forget_settings(monkeypatch)
    with a_service(folder, _prepared(page, folder)) as address:
        _run(page, folder, address)


def _prepared(page: str, folder: Path) -> dict[str, str]:
    """The settings with which a page starts its service; what they need is made before."""
    every = list(steps(page))
    for number, step in enumerate(every):
        starts = SERVE.fullmatch(step.text.strip())
        if starts and starts[1]:
            for before in every[:number]:
                shown(before.text, folder, {})
            return dict(each.split("=", 1) for each in starts[1].split())
    return {}


def _forget_settings(monkeypatch: pytest.MonkeyPatch) -> None:
    for name in [each for each in os.environ if each.startswith("MORILE_")]:
        monkeypatch.delenv(name)


@pytest.mark.parametrize("page", PAGES)
def test_every_block_says_what_it_is(page: str) -> None:
    """One without a language, or in one that is not looked at, would be checked by nobody."""
    assert [block.place for block in blocks(page) if block.language not in LANGUAGES] == []


@pytest.mark.parametrize("page", PAGES)
def test_every_make_target_that_is_named_exists(page: str) -> None:
    """In console blocks; running them here would run this again."""
    makefile = (ROOT / "Makefile").read_text("utf-8")
    named = {
        step.text.strip().removeprefix("make").strip() or "setup"
        for step in steps(page)
        if MAKE.fullmatch(step.text.strip())
    }

    assert [name for name in named if f"\n{name}:" not in makefile] == []


@pytest.mark.parametrize("page", PAGES)
def test_every_json_block_can_be_read(page: str) -> None:
    """Except where the page shows what cannot be read."""
    for block in blocks(page):
        if block.language == "json" and block.heading != "`not-json`":
            json.loads(block.text)


@pytest.mark.parametrize("page", PAGES)
def test_every_toml_block_is_a_file_or_marked_as_a_fragment(page: str) -> None:
    """A whole definition compiles; a fragment can be read."""
    for block in blocks(page):
        if block.language != "toml":
            continue
        assert block.info == "fragment" or block.info.endswith(".toml"), block.place
        tables = tomllib.loads(block.text)
        if "nodes" in tables and block.info != "fragment":
            read_matrix(block.text.encode(), block.place)
