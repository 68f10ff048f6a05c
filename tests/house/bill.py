"""The bill of materials, completed: what the generator cannot read from a lock.

Licences are those of the table in docs/security/hardening.md, the graph that of the lock's own
notes, so that packages for other systems have both too. From standard input to standard output.
"""

import json
import re
import sys
from collections.abc import Mapping
from typing import Any

from tests.docs.pages import records
from tests.house.sources import ROOT

LOCK = "requirements-runtime.lock"
TABLE = "docs/security/hardening.md"
OURS = "morile"
CHECKED = "concluded"
"""By whoever wrote the table, not only stated by the package."""


def licences() -> dict[str, str]:
    """The licence of each package, as an SPDX expression."""
    return {row["package"]: row["licence"] for row in records(TABLE, "package")}


def wanted_by() -> dict[str, list[str]]:
    """What each package is there for, by the lock: other packages, or ourselves."""
    found = {}
    for block in re.split(r"^(?=[a-z0-9])", (ROOT / LOCK).read_text("utf-8"), flags=re.MULTILINE):
        name, pinned, rest = block.partition("==")
        if pinned:
            via = rest.partition("# via")[2]
            found[name] = re.findall(r"^ *#? *([a-z0-9][a-z0-9.-]*)", via, flags=re.MULTILINE)
    return found


def licensed(expression: str) -> list[dict[str, Any]]:
    """A licence as CycloneDX says it."""
    if " " in expression:
        return [{"expression": expression, "acknowledgement": CHECKED}]
    return [{"license": {"id": expression, "acknowledgement": CHECKED}}]


def graph(references: Mapping[str, str]) -> list[dict[str, Any]]:
    """Who needs whom; everything in order, so that equal locks give equal bytes."""
    needs: dict[str, set[str]] = {each: set() for each in references.values()}
    for name, wanting in wanted_by().items():
        for each in wanting:
            needs[references[each]].add(references[name])
    return [{"ref": each, "dependsOn": sorted(needs[each])} for each in sorted(needs)]


def completed(bill: dict[str, Any]) -> dict[str, Any]:
    """The bill with a licence for each component and the whole graph."""
    known = licences()
    references = {OURS: bill["metadata"]["component"]["bom-ref"]}
    for component in bill["components"]:
        component["licenses"] = licensed(known[component["name"]])
        references[component["name"]] = component["bom-ref"]
    return {**bill, "dependencies": graph(references)}


if __name__ == "__main__":
    json.dump(completed(json.load(sys.stdin)), sys.stdout, indent=2)
    sys.stdout.write("\n")
