"""The bill of materials says what is installed at run time, and the same in every run."""

import json
import re
import subprocess
from contextlib import suppress
from functools import cache
from importlib.metadata import PackageNotFoundError, metadata
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any

from cyclonedx.schema import SchemaVersion
from cyclonedx.validation.json import JsonStrictValidator

from tests.house.bill import licences
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


def test_every_package_of_the_bill_has_the_licence_it_was_checked_for() -> None:
    """As an identifier or an expression of SPDX; the table of packages is where people read it."""
    told = {
        each["name"]: each["licenses"][0].get("expression") or each["licenses"][0]["license"]["id"]
        for each in bill()["components"]
    }

    assert told["cryptography"] == "Apache-2.0 OR BSD-3-Clause"
    assert told == licences()


def test_the_licences_of_the_table_are_those_that_the_packages_state() -> None:
    """Where a package states an expression; older ones say it in words."""
    stated = {}
    for name in licences():
        with suppress(PackageNotFoundError):
            stated[name] = metadata(name).json.get("license_expression")
    told = {name: text for name, text in stated.items() if text}

    assert len(told) > 15
    assert told == {name: licences()[name] for name in told}


def test_every_package_of_the_bill_is_there_for_somebody() -> None:
    """From ourselves, every one can be reached; nothing is named that is not in the bill."""
    needs = {each["ref"]: set(each["dependsOn"]) for each in bill()["dependencies"]}
    root = bill()["metadata"]["component"]["bom-ref"]
    reached, new = set[str](), {root}
    while new:
        reached |= new
        new = set().union(*(needs[each] for each in new)) - reached

    assert reached == {root, *(each["bom-ref"] for each in bill()["components"])} == set(needs)
    direct = {each["name"] for each in bill()["components"] if each["bom-ref"] in needs[root]}
    assert {"numpy", "msgspec", "litestar", "granian", "pyjwt"} <= direct
    assert "cffi" not in direct


def test_the_bill_is_what_the_standard_allows() -> None:
    """By the schema of CycloneDX itself."""
    assert JsonStrictValidator(SchemaVersion.V1_6).validate_str(made().decode()) is None


def test_the_bill_has_the_same_bytes_in_every_run() -> None:
    """No time and no chance in it, so that two of them can be compared."""
    assert made() == made()
    assert "serialNumber" not in bill()
    assert "timestamp" not in bill()["metadata"]
