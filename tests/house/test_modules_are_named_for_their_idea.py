"""Style guide, section 3: names that say nothing gather code that belongs elsewhere."""

from tests.house.sources import place, python_files

SAYS_NOTHING = {"utils", "helpers", "common", "misc", "base", "manager", "service", "handler"}
FOLDERS = ("morile_api", "sdk", "benchmarks", "tests", "docs")


def test_no_module_or_package_has_a_name_that_says_nothing() -> None:
    """Neither as it stands, nor with an `s`, nor as one of several words."""
    offenders = [
        place(path)
        for path in python_files(*FOLDERS)
        for part in path.with_suffix("").parts[-len(place(path).split("/")) :]
        if not part.startswith("test_")
        if SAYS_NOTHING
        & {form for word in part.split("_") for form in (word, f"{word}s", word.removesuffix("s"))}
    ]

    assert offenders == []
