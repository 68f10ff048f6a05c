"""Environments: every supported Python that is here, the lowest numpy, processor features off."""

import json
import os
import re
import shutil
import subprocess
import sys
from collections.abc import Iterator, Mapping
from pathlib import Path
from types import MappingProxyType

import msgspec

from tests.house.sources import ROOT, read_toml

FOLDER = Path(sys.prefix) / "determinism"
NEEDED = {
    *("numpy", "msgspec", "cryptography", "cffi", "pycparser", "rfc8785", "hypothesis"),
    *("sortedcontainers", "pytest", "iniconfig", "packaging", "pluggy", "pygments"),
}
NOTHING: Mapping[str, str] = MappingProxyType({})

FEATURES = """
from numpy._core._multiarray_umath import __cpu_dispatch__ as may, __cpu_features__ as has
print(*[name for name in may if has.get(name)])
"""

VERSIONS = """
import numpy, platform
print("Python", platform.python_version(), "numpy", numpy.__version__)
"""


class Environment(msgspec.Struct, frozen=True):
    """A Python with what the engine and its tests need, and what its environment says."""

    name: str
    python: Path
    settings: Mapping[str, str] = NOTHING


def supported() -> list[str]:
    """The Pythons that the project says it supports, such as 3.12."""
    classifiers = read_toml(ROOT / "pyproject.toml")["project"]["classifiers"]
    found = [
        re.fullmatch(r"Programming Language :: Python :: (3\.\d+)", each) for each in classifiers
    ]
    return [each[1] for each in found if each]


def lowest_numpy() -> str:
    """The lowest version of numpy that the engine says it takes."""
    [wanted] = read_toml(ROOT / "pyproject.toml")["project"]["optional-dependencies"]["engine"]
    found = re.fullmatch(r"numpy>=([0-9.]+),.*", wanted)
    if found is None:
        raise ValueError("pyproject.toml states no lowest numpy")
    return f"{found[1]}.0" if found[1].count(".") == 1 else found[1]


def interpreter(version: str) -> Path | None:
    """A Python of a version, on the path or kept by a version manager; None where there is none."""
    managed = sorted(Path.home().glob(f".pyenv/versions/{version}.*/bin/python"))
    on_path = shutil.which(f"python{version}")
    for each in (*managed, *([Path(on_path)] if on_path else [])):
        said = subprocess.run(
            [each, "-c", "import sys; print('%d.%d' % sys.version_info[:2])"],
            capture_output=True,
            text=True,
        )
        if said.stdout.strip() == version:
            return each
    return None


def environments() -> Iterator[Environment | str]:
    """Every environment; a text where one cannot be had, and why."""
    here = Path(sys.executable)
    yield Environment(f"this Python, {_numpy(here)}", here)
    features = subprocess.run([here, "-c", FEATURES], capture_output=True, text=True, check=True)
    off = {"NPY_DISABLE_CPU_FEATURES": features.stdout.strip()}
    yield Environment(f"processor features off: {off['NPY_DISABLE_CPU_FEATURES']}", here, off)
    yield _made("lowest-numpy", here, lowest_numpy())
    for version in supported():
        if version == f"{sys.version_info[0]}.{sys.version_info[1]}":
            continue
        python = interpreter(version)
        yield _made(version, python) if python else f"Python {version}: not on this machine"


def _made(name: str, python: Path, numpy: str | None = None) -> Environment | str:
    """An environment of its own, made once for each lock.

    The lowest numpy is in no lock, so it alone is installed by its number and without a hash.
    """
    folder = FOLDER / name
    inside = folder / "bin" / "python"
    wanted = _locked(numpy)
    stamp = folder / "locked.txt"
    if not stamp.is_file() or stamp.read_text("utf-8") != wanted:
        shutil.rmtree(folder, ignore_errors=True)
        subprocess.run([python, "-m", "venv", folder], check=True)
        lines = folder / "wanted.txt"
        lines.write_text(wanted, "utf-8")
        pip = [str(inside), "-m", "pip", "install", "--quiet", "--disable-pip-version-check"]
        done = subprocess.run([*pip, "--no-deps", "-r", str(lines)], capture_output=True, text=True)
        if done.returncode:
            return f"{name}: cannot be installed: {done.stderr.strip().splitlines()[-1:]}"
        if numpy:
            subprocess.run([*pip, "--no-deps", f"numpy=={numpy}"], check=True)
        stamp.write_text(wanted, "utf-8")
    return Environment(f"{name}, {_numpy(inside)}", inside)


def _locked(numpy: str | None) -> str:
    """What is needed, as the lock pins it with its hashes; numpy apart where it is another."""
    blocks = re.split(r"\n(?=[a-z0-9])", (ROOT / "requirements.lock").read_text("utf-8"))
    names = [each for each in NEEDED if not (numpy and each == "numpy")]
    kept = [each for each in blocks if each.partition("==")[0] in names]
    return "\n".join(re.sub(r"\n\s*#.*", "", each) for each in kept) + "\n"


def _numpy(python: Path) -> str:
    words = [str(python), "-c", VERSIONS]
    return subprocess.run(words, capture_output=True, text=True, check=True).stdout.strip()


def run_in(it: Environment, *words: str) -> subprocess.CompletedProcess[str]:
    """A module run there, over the sources of this checkout."""
    path = os.pathsep.join([str(ROOT), str(ROOT / "sdk")])
    settings = {**os.environ, "PYTHONPATH": path, "PYTHONDONTWRITEBYTECODE": "1", **it.settings}
    return subprocess.run(
        [it.python, *words], cwd=ROOT, env=settings, capture_output=True, text=True
    )


def hashes_in(it: Environment) -> dict[str, str]:
    """What `drawn` says there."""
    done = run_in(it, "-m", "tests.determinism.drawn")
    if done.returncode:
        raise RuntimeError(f"{it.name}: {done.stderr}")
    found: dict[str, str] = json.loads(done.stdout)
    return found
