"""Run every benchmark and print the table; `--write` puts it into README.md as well."""

import sys
from pathlib import Path
from time import monotonic

from benchmarks.bulk import million
from benchmarks.columns import columns
from benchmarks.frames import frames
from benchmarks.kernel import kernel
from benchmarks.over_http import over_http
from benchmarks.ranking import ranking
from benchmarks.refusing import refusing
from benchmarks.results import table
from benchmarks.scoring import bytes_to_bytes, where_the_time_goes
from benchmarks.start import start

README = Path(__file__).with_name("README.md")
BEGIN, END = "<!-- measured -->\n", "<!-- /measured -->\n"


def main() -> None:
    """Run the parts one after another."""
    began = monotonic()
    tables = []
    for measure in (
        bytes_to_bytes,
        where_the_time_goes,
        kernel,
        columns,
        frames,
        ranking,
        refusing,
        million,
        over_http,
        start,
    ):
        tables.append(table(measure()))
        print(tables[-1], end="\n\n", flush=True)
    print(f"{monotonic() - began:.0f} s", file=sys.stderr)
    if "--write" in sys.argv[1:]:
        write("\n\n".join(tables))


def write(tables: str) -> None:
    """Replace the tables of the README."""
    before, _, rest = README.read_text("utf-8").partition(BEGIN)
    after = rest.partition(END)[2]
    README.write_text(f"{before}{BEGIN}\n{tables}\n\n{END}{after}", "utf-8")


if __name__ == "__main__":
    main()
