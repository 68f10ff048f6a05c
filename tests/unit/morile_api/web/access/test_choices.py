"""Choices about access that contradict one another are refused by name."""

from typing import Any

import pytest

from morile_api.language.claims import DEVELOPMENT_ISSUER
from morile_api.web.access.choices import access_faults, is_url

ALL = {"jwks": "jwks.json", "issuer": "https://issuer.example", "audience": "scores"}


def faults(**chosen: Any) -> dict[str, str]:
    return {each.pointer: each.code for each in access_faults(chosen)}


def test_all_three_or_none() -> None:
    assert faults() == {}
    assert faults(**ALL) == {}
    assert faults(jwks="x") == {
        "MORILE_ISSUER": "missing-member",
        "MORILE_AUDIENCE": "missing-member",
    }
    assert faults(issuer="x", audience="y") == {"MORILE_JWKS": "missing-member"}


def test_where_nothing_needs_a_token_nothing_can_be_freed_of_it() -> None:
    """Whoever sets it believes that the rest is closed."""
    assert faults(without_token=["docs"]) == {"MORILE_WITHOUT_TOKEN": "either-or"}
    assert faults(**ALL, without_token=["docs"]) == {}


@pytest.mark.parametrize(
    "url",
    [
        "https://issuer.example/keys",
        "https://[::1]:8443/k",
        "http://127.0.0.1:9000/keys",
        "http://localhost/keys?v=1",
    ],
)
def test_keys_may_come_over_tls_or_from_this_machine(url: str) -> None:
    assert faults(**{**ALL, "jwks": url}) == {}
    assert is_url(url)


@pytest.mark.parametrize(
    "url",
    [
        "http://issuer.example/keys",
        "ftp://issuer.example/keys",
        "file:///keys",
        "https://",
        "https://u:p@issuer.example/k",
        "https://issuer.example:x/k",
        "http://[::1/k",
        "https://issuer.example:0/k",
        "https://issuer.example/k#f",
        "http://10.0.0.1/keys",
    ],
)
def test_keys_that_others_could_put_in_their_place_are_refused(url: str) -> None:
    assert faults(**{**ALL, "jwks": url}) == {"MORILE_JWKS": "wrong-form"}


@pytest.mark.parametrize(("host", "refused"), [("127.0.0.1", False), ("10.0.0.1", True)])
def test_the_development_issuer_stays_on_this_machine(host: str, refused: bool) -> None:
    """Anybody who has its key, which lies in a folder, could call."""
    found = faults(**{**ALL, "issuer": DEVELOPMENT_ISSUER, "host": host})

    assert found == ({"MORILE_ISSUER": "not-a-choice"} if refused else {})


def test_a_file_is_no_address() -> None:
    assert not is_url("/etc/morile/jwks.json")
