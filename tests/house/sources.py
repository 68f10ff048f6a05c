"""Which files the house tests look at."""

import ast
import subprocess
import tomllib
from collections.abc import Iterator
from pathlib import Path
from typing import Any

ROOT = Path(__file__).parents[2]
PACKAGES = {"morile_api": ROOT / "morile_api", "morile": ROOT / "sdk" / "morile"}


def python_files(*folders: str) -> list[Path]:
    """Every Python file under the named folders of the repository, in order."""
    found = (path for folder in folders for path in (ROOT / folder).rglob("*.py"))
    return sorted(path for path in found if "node_modules" not in path.parts)


def syntax(path: Path) -> ast.Module:
    """The file as a syntax tree."""
    return ast.parse(path.read_text("utf-8"), filename=str(path))


def place(path: Path) -> str:
    """The path as a reader of the repository writes it."""
    return path.relative_to(ROOT).as_posix()


def project_files() -> list[Path]:
    """Every file that is, or is about to be, under version control."""
    listed = subprocess.run(
        ["git", "ls-files", "--cached", "--others", "--exclude-standard", "-z"],  # noqa: S607
        cwd=ROOT,
        check=True,
        capture_output=True,
        text=True,
    ).stdout
    paths = (ROOT / name for name in listed.split("\0") if name)
    return [path for path in paths if path.is_file()]


def project_texts() -> Iterator[tuple[Path, str]]:
    """Every project file that holds text, with its text."""
    for path in project_files():
        try:
            yield path, path.read_text("utf-8")
        except UnicodeDecodeError:
            continue


def definitions() -> list[Path]:
    """Every matrix definition: `matrices/<matrix>/<version>.toml`."""
    return sorted(
        path
        for path in (ROOT / "matrices").glob("*/*.toml")
        if path.parent.name != "vocabularies" and not path.name.endswith(".cases.toml")
    )


def read_toml(path: Path) -> dict[str, Any]:
    """The file as plain values."""
    with path.open("rb") as file:
        return tomllib.load(file)
