"""What a force installs: the built wheel in an environment of its own, far from the checkout."""

import subprocess
import sys
import venv
import zipfile
from pathlib import Path

import pytest

from tests.house.sources import ROOT, definitions

pytestmark = pytest.mark.wheel

VERSION = "1.0.0"


def _run(*command: str | Path, where: Path) -> str:
    """What the command prints; its complaint when it fails is the test's message."""
    done = subprocess.run([str(word) for word in command], cwd=where, capture_output=True)
    assert done.returncode == 0, done.stderr.decode()
    return done.stdout.decode()


def _pip(python: Path | str, *words: str | Path, where: Path) -> None:
    _run(python, "-m", "pip", "--disable-pip-version-check", *words, where=where)


@pytest.fixture(scope="module")
def wheel(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The wheel, built from the source distribution, so that both are known to be whole."""
    made = tmp_path_factory.mktemp("dist")
    _run(sys.executable, "-m", "hatchling", "build", "-t", "sdist", "-d", made, where=ROOT)
    [source] = made.glob("*.tar.gz")
    offline = ("--no-deps", "--no-build-isolation", "--no-index")
    _pip(sys.executable, "wheel", *offline, "-w", made, source, where=made)
    [built] = made.glob("*.whl")
    return built


@pytest.fixture(scope="module")
def installed(wheel: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The scripts folder of an environment with the wheel and the locked run-time packages."""
    folder = tmp_path_factory.mktemp("environment")
    venv.create(folder, with_pip=True)
    scripts = folder / ("Scripts" if sys.platform == "win32" else "bin")
    lock = ROOT / "requirements-runtime.lock"
    _pip(scripts / "python", "install", "--require-hashes", "-r", lock, where=folder)
    _pip(scripts / "python", "install", "--no-deps", "--no-index", wheel, where=folder)
    _pip(scripts / "python", "check", where=folder)
    return scripts


def test_the_wheel_holds_the_packages_the_matrices_and_the_contract(wheel: Path) -> None:
    """And neither tests nor a second copy of `sdk/` at the top."""
    names = zipfile.ZipFile(wheel).namelist()
    matrices = {
        f"morile_api/matrices/{path.relative_to(ROOT / 'matrices').as_posix()}"
        for path in (ROOT / "matrices").rglob("*.toml")
    }

    assert matrices <= set(names)
    assert {"morile/py.typed", "morile_api/py.typed"} <= set(names)
    assert any(name.startswith("morile_api/openapi/") for name in names)
    tops = {name.split("/")[0] for name in names}
    assert tops == {"morile", "morile_api", f"morile-{VERSION}.dist-info"}


def test_the_command_tells_its_version(installed: Path, tmp_path: Path) -> None:
    """The first thing anyone types to see that the installation worked."""
    assert VERSION in _run(installed / "morile", "--version", where=tmp_path)


def test_offline_finds_every_shipped_matrix_outside_the_checkout(
    installed: Path, tmp_path: Path
) -> None:
    """From the wheel's own files: isolated, so no folder of the checkout can lend any."""
    code = "import morile\nfor m in morile.Offline().matrices(): print(f'{m.id}@{m.version}')"

    printed = _run(installed / "python", "-I", "-c", code, where=tmp_path)

    assert set(printed.split()) == {f"{path.parent.name}@{path.stem}" for path in definitions()}


def test_the_service_can_be_made_from_the_wheel(installed: Path, tmp_path: Path) -> None:
    """`create_app` reads the packaged matrices and contract, and needs nothing else."""
    code = "from morile_api.web.app import create_app; create_app()"

    _run(installed / "python", "-I", "-c", code, where=tmp_path)
