"""`make determinism`: golden and property suites, and the hashes of drawn vectors, everywhere."""

import os
import sys
from concurrent.futures import ThreadPoolExecutor

import msgspec

from tests.determinism.environments import Environment, environments, hashes_in, run_in

SUITES = ("tests/golden", "tests/property")
WITH_OTHER_LIBRARIES = (
    "tests/property/test_arrow_streams_equal_the_others.py",
    "tests/property/test_a_workbook_equals_its_table.py",
    "tests/property/test_frames_equal_rows.py",
    "tests/property/test_sql_equals_the_engine.py",
)
"""Suites of what stands around the engine; they are run where their libraries are."""


class Run(msgspec.Struct, frozen=True):
    """What came of one environment: its hashes, and the last line of its suites."""

    it: Environment
    hashes: dict[str, str]
    suites: str | None


def main() -> int:
    """Run all of it; returns the exit code: whether anything differs or fails."""
    made = list(environments())
    for each in made:
        if isinstance(each, str):
            _say(f"skipped: {each}")
    # The first is this one, whose suites `make test` has run.
    here, *others = [each for each in made if isinstance(each, Environment)]
    first = hashes_in(here)
    _say(f"{here.name}: {len(first)} matrices, 10,000 vectors each; suites: make test")
    with ThreadPoolExecutor(os.cpu_count()) as threads:
        runs = [threads.submit(_run, it) for it in others]
        right = [_tell(run.result(), first) for run in runs]
    return int(not all(right))


def _run(it: Environment) -> Run:
    return Run(it, hashes_in(it), _suites(it))


def _tell(run: Run, first: dict[str, str]) -> bool:
    """Whether it is as it should be."""
    differing = [name for name in first if run.hashes.get(name) != first[name]]
    told = f"OTHER BITS for {', '.join(differing)}" if differing else "the same bits"
    _say(f"{run.it.name}: {told}; {run.suites or 'suites FAILED'}")
    return not differing and run.suites is not None


def _suites(it: Environment) -> str | None:
    """The last line of the suites there, or None where they fail."""
    ignored = [f"--ignore={each}" for each in WITH_OTHER_LIBRARIES]
    done = run_in(
        it,
        *("-m", "pytest", "-q", "-x", "-p", "tests.determinism.fewer_examples"),
        *("-p", "no:cacheprovider", *ignored, *SUITES),
    )
    if done.returncode:
        _say(done.stdout[-3_000:])
        return None
    return done.stdout.strip().splitlines()[-1]


def _say(text: str) -> None:
    sys.stdout.write(f"{text}\n")
    sys.stdout.flush()


if __name__ == "__main__":
    sys.exit(main())
