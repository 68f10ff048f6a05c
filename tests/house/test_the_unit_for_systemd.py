"""The unit in docs/deploy is one that systemd understands and that shuts the service off."""

import os
import shutil
import subprocess
import sys
from pathlib import Path

import pytest

from tests.house.sources import ROOT

pytestmark = pytest.mark.skipif(
    shutil.which("systemd-analyze") is None, reason="systemd-analyze is not installed"
)

UNIT = ROOT / "docs" / "deploy" / "morile@.service"
PROGRAM = "/opt/morile/bin/python"
MOST_EXPOSURE = 15
"""In tenths, of 100. A unit without any setting is at 96."""


def analysed(folder: Path, unit: str, *arguments: str) -> subprocess.CompletedProcess[str]:
    """What systemd says of a unit, on a machine where its program is installed."""
    path = folder / "morile@.service"
    path.write_text(unit.replace(PROGRAM, sys.executable), "utf-8")
    return subprocess.run(
        ["systemd-analyze", "--no-pager", *arguments, str(path)],  # noqa: S607
        capture_output=True,
        text=True,
        timeout=60,
        env={**os.environ, "LC_ALL": "C"},
    )


def exposure(folder: Path, unit: str) -> subprocess.CompletedProcess[str]:
    threshold = f"--threshold={MOST_EXPOSURE}"
    return analysed(folder, unit, "security", "--offline=true", threshold)


def test_systemd_understands_every_line_of_the_unit(tmp_path: Path) -> None:
    """It says of a line that it does not know, and goes on: so it must say nothing."""
    done = analysed(tmp_path, UNIT.read_text("utf-8"), "verify")

    assert (done.returncode, done.stdout, done.stderr) == (0, "", "")


def test_a_misspelt_line_would_be_seen(tmp_path: Path) -> None:
    misspelt = UNIT.read_text("utf-8").replace("NoNewPrivileges", "NoNewPrivilege")

    assert "NoNewPrivilege" in analysed(tmp_path, misspelt, "verify").stderr


def test_the_unit_is_shut_off_from_what_it_does_not_need(tmp_path: Path) -> None:
    """By systemd's own measure of exposure."""
    assert exposure(tmp_path, UNIT.read_text("utf-8")).returncode == 0


def test_a_unit_that_is_less_shut_off_would_be_refused(tmp_path: Path) -> None:
    kept = UNIT.read_text("utf-8").splitlines()
    opened = [line for line in kept if not line.startswith(("SystemCallFilter", "Capability"))]

    assert exposure(tmp_path, "\n".join(opened)).returncode != 0
