"""What is said of security is held by a test that exists, and packages by the lock."""

import re
from functools import cache

import pytest

from tests.docs.pages import ROOT, prose, records, text_of

FOLDER = "docs/security"
TEST = re.compile(r"`(test_[a-z0-9_]+)`")
TABLES = [
    ("threat-model.md", "STRIDE"),
    ("owasp.md", "risk"),
    ("owasp.md", "line"),
    ("ncsc.md", "head"),
]
STRIDE = set("STRIDE")
API_RISKS = 10
NCSC_HEADS = 7


@cache
def existing_tests() -> frozenset[str]:
    """Every test function's name."""
    found: set[str] = set()
    for path in (ROOT / "tests").rglob("test_*.py"):
        found |= set(re.findall(r"^\s*def (test_\w+)", path.read_text("utf-8"), re.MULTILINE))
    return frozenset(found)


@pytest.mark.parametrize("page", sorted(each.name for each in (ROOT / FOLDER).glob("*.md")))
def test_every_test_that_is_named_exists(page: str) -> None:
    """A name that is gone would be a promise that nobody keeps."""
    assert set(TEST.findall(text_of(f"{FOLDER}/{page}"))) - existing_tests() == set()


@pytest.mark.parametrize(("page", "first"), TABLES)
def test_every_row_names_a_test_or_says_that_it_is_the_operators(page: str, first: str) -> None:
    rows = records(f"{FOLDER}/{page}", first)

    uncovered = [
        row[first]
        for row in rows
        if not TEST.search(row["held by"]) and "operator: " not in row["held by"]
    ]
    assert rows
    assert uncovered == []


def test_no_letter_risk_or_head_is_left_out() -> None:
    """All six of STRIDE, ten risks in order, seven heads."""
    risks = [row["risk"].split()[0] for row in records(f"{FOLDER}/owasp.md", "risk")]

    assert {row["STRIDE"] for row in records(f"{FOLDER}/threat-model.md", "STRIDE")} == STRIDE
    assert risks == [f"API{number}" for number in range(1, API_RISKS + 1)]
    assert len(records(f"{FOLDER}/ncsc.md", "head")) == NCSC_HEADS


def locked() -> dict[str, str]:
    """What is installed at run time: versions by name."""
    lock = (ROOT / "requirements-runtime.lock").read_text("utf-8")
    return dict(re.findall(r"^([a-z0-9.-]+)==([^ ;\\]+)", lock, flags=re.MULTILINE))


def test_the_packages_at_run_time_are_those_listed_with_licence_and_reason() -> None:
    """So that the set cannot grow unnoticed."""
    told = records(f"{FOLDER}/hardening.md", "package")

    assert [row["package"] for row in told] == sorted(locked())
    assert all(row["licence"] and row["why"] for row in told)


def test_those_for_other_systems_are_marked_so() -> None:
    """By what the lock says of when they are needed."""
    lock = (ROOT / "requirements-runtime.lock").read_text("utf-8")
    elsewhere = set(
        re.findall(r"^([a-z0-9-]+)==[^;\n]*;.*sys_platform == '", lock, flags=re.MULTILINE)
    )
    told = {row["package"] for row in records(f"{FOLDER}/hardening.md", "package") if row["where"]}

    assert told == elsewhere


def test_every_page_is_in_the_index() -> None:
    """And the index in the README."""
    pages = {each.name for each in (ROOT / FOLDER).glob("*.md")} - {"README.md"}

    assert set(re.findall(r"\]\(([a-z-]+\.md)\)", prose(f"{FOLDER}/README.md"))) == pages
    assert f"({FOLDER}/README.md)" in prose("README.md")
