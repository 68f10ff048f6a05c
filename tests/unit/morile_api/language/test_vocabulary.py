"""Vocabularies and their checks."""

from typing import Any

import pytest

from morile_api.language.faults import BadMatrix
from morile_api.language.vocabulary import as_vocabulary
from tests.builders import codes


def a_vocabulary(**more: Any) -> dict[str, Any]:
    return {
        "vocabulary": "markings",
        "version": "1.0.0",
        "title": "Markings",
        "about": "What they are.",
        "sources": [{"key": "policy", "title": "The policy", "where": "page 1"}],
        "terms": [a_term("LOW"), a_term("HIGH")],
    } | more


def a_term(key: str, **more: Any) -> dict[str, Any]:
    return {"key": key, "title": key.title(), "means": "A word.", "source": "policy"} | more


def test_the_keys_of_a_vocabulary_stand_in_its_order() -> None:
    """Ascending where it is ordered."""
    assert as_vocabulary(a_vocabulary(), "markings.toml").keys() == ["LOW", "HIGH"]


@pytest.mark.parametrize(
    ("tables", "found"),
    [
        (a_vocabulary(terms=[a_term("LOW"), a_term("LOW")]), [("/terms/1/key", "repeated-key")]),
        (a_vocabulary(terms=[a_term("LOW", source="x")]), [("/terms/0/source", "no-such-name")]),
        (a_vocabulary(terms=[a_term("LOW", broader="x")]), [("/terms/0/broader", "no-such-name")]),
        (a_vocabulary(terms=[]), [("/terms", "too-short")]),
        (a_vocabulary(colour="red"), [("", "unknown-member")]),
        (
            a_vocabulary(
                memberships=[{"member": "LOW", "of": "x", "source": "y", "as_of": "2015-11-01"}]
            ),
            [("/memberships/0/source", "no-such-name"), ("/memberships/0/of", "no-such-name")],
        ),
    ],
)
def test_a_vocabulary_at_fault_is_refused_with_every_place(
    tables: dict[str, Any], found: list[tuple[str, str]]
) -> None:
    """Names that do not resolve would leave a row without its source."""
    with pytest.raises(BadMatrix) as caught:
        as_vocabulary(tables, "markings.toml")

    assert codes(caught.value.faults) == found
    assert caught.value.where == "markings.toml"
