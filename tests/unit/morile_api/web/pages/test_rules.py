"""The table of pages: what is a page, and which pages score."""

import pytest

from morile_api.web.pages.rules import (
    ASSET,
    CALCULATOR,
    CONTRACT,
    DOCUMENT,
    MATRIX,
    RULES,
    Rule,
    Rules,
)


@pytest.mark.parametrize(
    ("path", "rule"),
    [
        ("/", CALCULATOR),
        ("/docs", CONTRACT),
        ("/docs/glossary", DOCUMENT),
        ("/docs/decisions/0001-exact-integers", DOCUMENT),
        ("/matrices/thematic@1.0.0", MATRIX),
        ("/assets/morile.css", ASSET),
        ("/v1", None),
        ("/v1/matrices/check", None),
        ("/docs/", None),
        ("/matrices", None),
        ("//", None),
        ("/healthz", None),
    ],
)
def test_a_path_has_the_rule_of_its_page_and_what_is_no_page_has_none(
    path: str, rule: Rule | None
) -> None:
    assert Rules().find(path) is rule


def test_every_page_that_takes_a_query_or_a_form_is_one_that_scores() -> None:
    """Access by token reads `scores` off this table: a page that takes answers must not lack it."""
    assert [rule.path for rule in RULES if (rule.query or rule.sends) and not rule.scores] == []
