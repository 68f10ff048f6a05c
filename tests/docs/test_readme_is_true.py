"""What the README, the page for contributors and the changelog say can be counted."""

import inspect
import re

import pytest

import morile
from morile import _exits
from morile_api.catalogue import load
from morile_api.language.version import VERSION
from morile_api.web.settings import Settings
from tests.docs.pages import ROOT, prose, records, text_of


def test_the_matrices_are_those_shipped_each_with_its_status() -> None:
    """A table that calls an illustrative matrix published would mislead."""
    told = {row["matrix"].strip("`"): row["figures"] for row in records("README.md", "matrix")}
    shipped = {name: scorer.matrix.definition.status for name, scorer in load().scorers.items()}

    assert told == shipped


def test_the_defaults_of_the_settings_are_those_of_the_service() -> None:
    """As one would write them into the environment."""
    told = {
        row["of the service"].strip("`"): row["default"].strip("`")
        for row in records("README.md", "of the service")
    }
    defaults = Settings()
    values = {
        f"MORILE_{name.upper()}": str(getattr(defaults, name)).removesuffix(".0")
        for name in Settings.__struct_fields__
    }
    unset = ("MATRICES", "JWKS", "ISSUER", "AUDIENCE", "WITHOUT_TOKEN")
    in_words = {"MORILE_MAX_CONCURRENT": "cores + 1"}
    in_words |= {f"MORILE_{name}": "none" for name in unset}

    assert (defaults.matrices, defaults.without_token) == ((), ())
    assert (defaults.jwks, defaults.issuer, defaults.audience) == (None, None, None)
    assert told == values | in_words


def test_the_exit_codes_are_those_of_the_command() -> None:
    """Beside these there are only the codes by which shells report a signal."""
    told = {int(row["exit code"]) for row in records("README.md", "exit code")}
    given = {it for name, it in vars(_exits).items() if name.isupper() and isinstance(it, int)}

    assert told == {code for code in given if code < 128}


@pytest.mark.parametrize("client", [morile.Offline, morile.Client, morile.AsyncClient])
def test_the_methods_are_those_of_every_client(client: type) -> None:
    """With their parameters."""
    column = " ".join(row["method"] for row in records("README.md", "method"))
    told = dict(re.findall(r"`([a-z_]+)\(([a-z_, ]*)\)`", column))

    assert told
    for name, parameters in told.items():
        wanted = ["self", *filter(None, parameters.split(", "))]
        assert list(inspect.signature(getattr(client, name)).parameters)[: len(wanted)] == wanted


def test_every_decision_is_in_the_list_for_contributors() -> None:
    """And none that is not there."""
    listed = re.findall(r"\(docs/decisions/([^)#]+\.md)\)", prose("CONTRIBUTING.md"))
    notes = {path.name for path in (ROOT / "docs" / "decisions").glob("*.md")}

    assert notes == set(listed)


def test_every_file_that_contributors_are_sent_to_exists() -> None:
    """Names in code spans that look like a path; those with < stand for many."""
    spans = re.findall(r"`([a-z_./]+/[A-Za-z0-9_./-]*)`", prose("CONTRIBUTING.md"))

    assert spans
    assert [name for name in spans if not (ROOT / name).exists()] == []


def test_every_target_of_make_is_explained() -> None:
    """To contributors."""
    makefile = (ROOT / "Makefile").read_text("utf-8")
    [phony] = re.findall(r"^\.PHONY: (.*)$", makefile, flags=re.MULTILINE)
    told = {
        " ".join(row["target"].strip("`").split()[:2])
        for row in records("CONTRIBUTING.md", "target")
    }

    assert {f"make {target}" for target in phony.split()} - told == {"make clean"}


def test_the_newest_entry_of_the_changelog_is_this_version() -> None:
    first = re.findall(r"^## \[([^\]]+)\]", text_of("CHANGELOG.md"), flags=re.MULTILINE)[0]

    assert first == VERSION
