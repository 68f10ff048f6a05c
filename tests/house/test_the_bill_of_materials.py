"""The bill of materials says what is installed at run time, and the same in every run."""

import json
import re
import subprocess
from functools import cache
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any

from tests.house.sources import ROOT

LOCK = "requirements-runtime.lock"
DISTRIBUTION = "distribution"


def made() -> bytes:
    """As `make sbom` writes it."""
    with TemporaryDirectory() as folder:
        bill = Path(folder) / "bill.json"
        command = ["make", "sbom", f"SBOM={bill}"]
        subprocess.run(command, cwd=ROOT, check=True, capture_output=True, timeout=300)
        return bill.read_bytes()


@cache
def bill() -> dict[str, Any]:
    read: dict[str, Any] = json.loads(made())
    return read


def locked() -> dict[tuple[str, str], set[str]]:
    """Hashes by name and version."""
    lock = (ROOT / LOCK).read_text("utf-8")
    parts = re.split(r"^(?=[a-z0-9])", lock, flags=re.MULTILINE)
    found = {}
    for part in parts:
        if named := re.match(r"([a-z0-9.-]+)==([^ ;\\]+)", part):
            found[named[1], named[2]] = set(re.findall(r"--hash=sha256:([0-9a-f]{64})", part))
    return found


def test_the_bill_lists_exactly_the_lock() -> None:
    """Each package with its version and every hash that it may have."""
    told = {
        (each["name"], each["version"]): {
            digest["content"]
            for reference in each["externalReferences"]
            if reference["type"] == DISTRIBUTION
            for digest in reference["hashes"]
        }
        for each in bill()["components"]
    }

    assert told == locked()
    assert all(told.values())


def test_the_bill_is_of_this_version_in_a_form_that_scanners_read() -> None:
    assert (bill()["bomFormat"], bill()["specVersion"]) == ("CycloneDX", "1.6")
    assert bill()["metadata"]["component"]["name"] == "morile"


def test_the_bill_has_the_same_bytes_in_every_run() -> None:
    """No time and no chance in it, so that two of them can be compared."""
    assert made() == made()
    assert "serialNumber" not in bill()
    assert "timestamp" not in bill()["metadata"]
