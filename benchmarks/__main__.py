"""Run the benchmarks and print their tables; `--write` puts them into README.md as well.

Without names every part is run but those that need more than `make setup` brings.
"""

import re
import sys
from collections.abc import Callable, Mapping
from concurrent.futures import ProcessPoolExecutor
from multiprocessing import get_context
from pathlib import Path
from time import monotonic

from benchmarks.bulk import million
from benchmarks.columns import columns
from benchmarks.frames import frames
from benchmarks.growth import growth
from benchmarks.kernel import kernel
from benchmarks.on_spark import on_spark
from benchmarks.over_http import over_http
from benchmarks.pages import pages
from benchmarks.peers.race import peers
from benchmarks.ranking import ranking
from benchmarks.refusing import refusing
from benchmarks.results import Part, table
from benchmarks.scoring import bytes_to_bytes, where_the_time_goes
from benchmarks.start import start
from benchmarks.streams import streams

README = Path(__file__).with_name("README.md")
BEGIN, END = "<!-- measured -->\n", "<!-- /measured -->\n"

PARTS: Mapping[str, Callable[[], Part]] = {
    "bytes": bytes_to_bytes,
    "stages": where_the_time_goes,
    "peers": peers,
    "kernel": kernel,
    "columns": columns,
    "frames": frames,
    "ranking": ranking,
    "refusing": refusing,
    "million": million,
    "growth": growth,
    "streams": streams,
    "http": over_http,
    "pages": pages,
    "start": start,
}
APART: Mapping[str, Callable[[], Part]] = {"spark": on_spark}
"""Run only when they are named."""


def main() -> None:
    """Run the parts one after another, each in a process of its own."""
    began = monotonic()
    known = {**PARTS, **APART}
    names = [each for each in sys.argv[1:] if each != "--write"] or list(PARTS)
    if set(names) - set(known):
        sys.exit(f"choose from {', '.join(known)}")
    tables = {}
    for name in names:
        # Nothing that one part leaves in memory is to show in the next.
        with ProcessPoolExecutor(1, get_context("spawn")) as alone:
            part = alone.submit(known[name]).result()
        tables[part.title] = table(part)
        print(tables[part.title], end="\n\n", flush=True)
        if "--write" in sys.argv[1:]:
            README.write_text(with_tables(README.read_text("utf-8"), tables), "utf-8")
    print(f"{monotonic() - began:.0f} s", file=sys.stderr)


def with_tables(page: str, tables: Mapping[str, str]) -> str:
    """A page with new tables, by title, in place of those it has; the others stay."""
    before, _, rest = page.partition(BEGIN)
    old, _, after = rest.partition(END)
    sections = {
        each.partition("\n")[0].removeprefix("### "): each.strip()
        for each in re.split(r"^(?=### )", old, flags=re.MULTILINE)
        if each.strip()
    }
    whole = "\n\n".join({**sections, **tables}.values())
    return f"{before}{BEGIN}\n{whole}\n\n{END}{after}"


if __name__ == "__main__":
    main()
