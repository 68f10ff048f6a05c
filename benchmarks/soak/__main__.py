"""Run the soak: `make soak`, longer with `make soak REQUESTS=1000000`.

It prints the tables, writes them into docs/security/figures.md with `--write`, and ends with code 1
when anything that was promised does not hold.
"""

import argparse
import sys
import tempfile
from collections.abc import Callable
from pathlib import Path
from time import monotonic

from benchmarks.soak.endurance import endurance
from benchmarks.soak.faults import faults
from benchmarks.soak.figures import Part, broken, table, with_figures
from benchmarks.soak.pressure import connections_held, hostile, load_held, overload

PAGE = Path(__file__).parents[2] / "docs" / "security" / "figures.md"
FEWEST, USUAL = 1_000, 100_000

PARTS: dict[str, Callable[[Path, int], Part]] = {
    "load": lambda own, _: load_held(own),
    "connections": lambda own, _: connections_held(own),
    "hostile": lambda own, _: hostile(own),
    "overload": lambda own, _: overload(own),
    "faults": lambda own, _: faults(own),
    "endurance": endurance,
}


def main() -> int:
    """Measure everything, one part after another, each against a service of its own."""
    asked = argparse.ArgumentParser(prog="python -m benchmarks.soak")
    asked.add_argument("--requests", type=int, default=USUAL, help="mixed ones, for endurance")
    asked.add_argument("--only", choices=PARTS, help="one part, which --write does not put down")
    asked.add_argument("--write", action="store_true", help=f"put the tables into {PAGE.name}")
    chosen = asked.parse_args()
    requests = max(FEWEST, chosen.requests)
    began = monotonic()
    parts: list[Part] = []
    with tempfile.TemporaryDirectory() as folder:
        for name in [chosen.only] if chosen.only else PARTS:
            own = Path(folder) / name
            own.mkdir()
            parts.append(PARTS[name](own, requests))
            print(table(parts[-1]), end="\n\n", flush=True)
    if chosen.write and not chosen.only:
        PAGE.write_text(with_figures(PAGE.read_text("utf-8"), parts), "utf-8")
    for each in broken(parts):
        print(f"broken: {each}", file=sys.stderr)
    print(f"{monotonic() - began:.0f} s", file=sys.stderr)
    return 1 if broken(parts) else 0


if __name__ == "__main__":
    sys.exit(main())
