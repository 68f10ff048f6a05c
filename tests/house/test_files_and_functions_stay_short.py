"""Style guide, section 3: a reader holds one idea at a time."""

import ast

from tests.house.sources import place, python_files, syntax

LONGEST_FILE = 300
LONGEST_FUNCTION = 40
FOLDERS = ("morile_api", "sdk", "benchmarks")


def test_no_source_file_is_longer_than_300_lines() -> None:
    """A longer file holds a second idea, which wants a file of its own."""
    lengths = {place(p): len(p.read_text("utf-8").splitlines()) for p in python_files(*FOLDERS)}

    assert {name: n for name, n in lengths.items() if n > LONGEST_FILE} == {}


def test_no_function_is_longer_than_40_lines() -> None:
    """The docstring counts, the decorators do not."""
    too_long = {
        f"{place(path)}:{node.lineno} {node.name}": lines
        for path in python_files(*FOLDERS)
        for node in ast.walk(syntax(path))
        if isinstance(node, ast.FunctionDef | ast.AsyncFunctionDef)
        if (lines := (node.end_lineno or node.lineno) - node.lineno + 1) > LONGEST_FUNCTION
    }

    assert too_long == {}
