"""Style guide, section 1: settings, endpoints and commands are documented where people look."""

import argparse
import ast
import json
import re
import sys
from collections.abc import Iterator
from typing import Any, NoReturn

import pytest

import morile.cli
from morile_api.web.settings import Settings
from tests.house.sources import ROOT, python_files, syntax

SETTING = re.compile(r"MORILE_[A-Z]+(?:_[A-Z]+)*")
METHODS = ("get", "put", "post", "delete", "patch")


def _readme() -> str:
    return (ROOT / "README.md").read_text("utf-8")


def _unnamed(things: set[str]) -> set[str]:
    """Those the README lacks; `GET /v1` is not named by `GET /v1/matrices`."""
    return {thing for thing in things if not re.search(rf"{re.escape(thing)}(?![\w/-])", _readme())}


def _settings_in_the_code() -> set[str]:
    of_the_service = {f"MORILE_{field.upper()}" for field in Settings.__struct_fields__}
    named = {
        node.value
        for path in python_files("morile_api", "sdk")
        for node in ast.walk(syntax(path))
        if isinstance(node, ast.Constant) and isinstance(node.value, str)
        if SETTING.fullmatch(node.value)
    }
    return of_the_service | named


def test_every_setting_is_in_the_readme_and_every_one_there_exists() -> None:
    """Those of the service and those of the SDK."""
    assert set(SETTING.findall(_readme())) == _settings_in_the_code()


def test_every_endpoint_of_the_committed_document_is_in_the_readme() -> None:
    """Written as a caller would say it: `GET /v1/matrices`."""
    documents = [json.loads(path.read_text("utf-8")) for path in (ROOT / "openapi").glob("*.json")]
    endpoints = {
        f"{method.upper()} {path}"
        for document in documents
        for path, item in document["paths"].items()
        for method in METHODS
        if method in item
    }

    assert endpoints, "openapi/ holds no document"
    assert _unnamed(endpoints) == set()


class _Parser(Exception):
    """Carries the command's parser out of `main`."""


def _commands(parser: argparse.ArgumentParser, words: tuple[str, ...]) -> Iterator[str]:
    groups = [a for a in parser._actions if isinstance(a, argparse._SubParsersAction)]
    if not groups:
        yield " ".join(words)
    for group in groups:
        for name, child in group.choices.items():
            yield from _commands(child, (*words, name))


def test_every_command_is_in_the_readme(monkeypatch: pytest.MonkeyPatch) -> None:
    """Written as one types it: `morile matrix list`."""

    def give_away(parser: argparse.ArgumentParser, *_: Any) -> NoReturn:
        raise _Parser(parser)

    monkeypatch.setattr(argparse.ArgumentParser, "parse_known_args", give_away)
    monkeypatch.setattr(sys, "argv", ["morile"])

    with pytest.raises(_Parser) as given:
        morile.cli.main()

    assert _unnamed(set(_commands(given.value.args[0], ("morile",)))) == set()
