"""Whoever installs morile takes on no duty to publish their own code."""

import re
from importlib import metadata

from tests.house.sources import ROOT


def _licence(name: str) -> str:
    about = metadata.metadata(name).json
    stated = [about.get("license_expression", ""), *about.get("classifier", [])]
    # Old packages put the whole text there; its first words are its title.
    return " ".join([*stated, str(about.get("license", ""))[:200]])


def test_no_package_needed_at_run_time_is_under_a_gpl() -> None:
    """Names in the lock that are for other systems are not installed here and are passed over."""
    lock = (ROOT / "requirements-runtime.lock").read_text("utf-8")
    locked = re.findall(r"^([a-z0-9-]+)==[^;\n]*\\$", lock, flags=re.MULTILINE)

    assert locked
    assert [name for name in locked if re.search(r"GPL|General Public", _licence(name))] == []
