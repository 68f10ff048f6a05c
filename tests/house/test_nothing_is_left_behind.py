"""Style guide, section 8: what is unfinished has a number, and no machine leaves its traces."""

import re

from tests.house.sources import place, project_texts

# Built from pieces, so that this file does not hold what it forbids.
NOTE = re.compile(
    r"\b(?:" + "|".join(["TO" + "DO", "FIX" + "ME", "XX" + "X", "HA" + "CK"]) + r")\b"
)
NOTE_WITH_A_REASON = re.compile(r"TO" + r"DO \(#\d+\): \S.*\S")
MACHINE_PATH = re.compile(
    r"(?<![\w.~{}/-])/(?:"
    + "|".join(["ro" + "ot", "ho" + "me", "Us" + "ers", "wo" + "rk", "t" + "mp"])
    + r")/"
)
REGISTRY = re.compile(
    "|".join(
        re.escape(name)
        for name in [
            "py" + "pi.org",
            "python" + "hosted.org",
            "npm" + "js.org",
            "registry." + "npmjs",
        ]
    )
)


def _found(pattern: re.Pattern[str]) -> list[str]:
    return [
        f"{place(path)}:{number}"
        for path, text in project_texts()
        for number, line in enumerate(text.splitlines(), start=1)
        if pattern.search(line)
    ]


def test_a_note_left_for_later_names_its_issue_and_its_reason() -> None:
    """One without a number is forgotten; the others belong in an issue altogether."""
    notes = [
        f"{place(path)}:{number}"
        for path, text in project_texts()
        for number, line in enumerate(text.splitlines(), start=1)
        if NOTE.search(line) and not NOTE_WITH_A_REASON.search(line)
    ]

    assert notes == []


def test_no_file_holds_a_path_of_the_machine_it_was_written_on() -> None:
    """Such a path works in one place and tells strangers about it."""
    assert _found(MACHINE_PATH) == []


def test_no_file_names_a_package_registry() -> None:
    """Which registry to use is for the machine that installs to say; many are air-gapped."""
    assert _found(REGISTRY) == []
