"""The table of what needs no token says so letter by letter."""

import pytest

from morile_api.web.access.open_paths import PARTS, OpenPaths


@pytest.mark.parametrize("path", ["/healthz", "/readyz"])
def test_probes_need_no_token(path: str) -> None:
    assert path in OpenPaths(())


def test_what_a_page_is_made_of_needs_no_token() -> None:
    """So that the page that asks to sign in looks like the others; it holds nothing but ours."""
    assert "/assets/morile.0123456789abcdef.css" in OpenPaths(())
    assert not any(path in OpenPaths(()) for path in ("/assets", "/assetsx", "/x/assets/y"))


@pytest.mark.parametrize(
    "path",
    [
        *("/", "/v1", "/v1/assessments", "/openapi.json", "/docs", "/metrics", "/nowhere", ""),
        *("/healthz/", "/HEALTHZ", "//healthz", "/healthz/../v1"),
    ],
)
def test_everything_else_does(path: str) -> None:
    """What is not in the table is closed, also what is added later and forgotten."""
    assert path not in OpenPaths(())


def test_a_part_opens_its_paths_and_what_lies_below() -> None:
    opened = OpenPaths(["docs"])

    assert all(path in opened for path in ("/docs", "/docs/glossary", "/openapi.json"))
    assert not any(path in opened for path in ("/metrics", "/docsx", "/openapi.jsonx", "/v1"))


def test_no_part_opens_what_scores() -> None:
    opened = OpenPaths(PARTS)

    assert not any(path in opened for path in ("/", "/v1", "/v1/assessments", "/v1/matrices"))
