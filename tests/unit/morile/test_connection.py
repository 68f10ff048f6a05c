"""The connection: arguments over environment, and settings that make no sense refused."""

import ssl
from collections.abc import Mapping
from pathlib import Path
from typing import Any

import pytest

from morile._connection import Connection, connect, tls_of

ADDRESS = "https://scores.example"

SETTINGS: dict[str, Any] = {
    "token": None,
    "ca_bundle": None,
    "client_cert": None,
    "client_key": None,
    "ssl_context": None,
    "timeout_s": None,
    "retries": 4,
    "application": None,
}


def connected(
    base_url: str | None = ADDRESS, environment: Mapping[str, str] | None = None, **settings: Any
) -> Connection:
    return connect(base_url, **(SETTINGS | settings), environment=environment or {})


def token_of(connection: Connection) -> str | None:
    return connection.headers().get("authorization")


# Where


def test_an_argument_overrides_the_environment() -> None:
    environment = {"MORILE_BASE_URL": "https://other.example", "MORILE_TIMEOUT": "5"}

    assert connected(environment=environment).address == ADDRESS
    assert connected(None, environment).address == "https://other.example"
    assert connected(environment=environment).patience.total_s == 5
    assert connected(environment=environment, timeout_s=7).patience.total_s == 7
    assert connected().patience.total_s == 30


def test_a_path_in_front_is_kept_and_a_closing_slash_is_not() -> None:
    assert connected("https://x.example/morile/").address == "https://x.example/morile"


@pytest.mark.parametrize(
    "address",
    [
        "scores.example",
        "ftp://x.example",
        "https://",
        "https://user:word@x.example",
        "https://x.example/?a=1",
        "https://x.example/#a",
    ],
)
def test_an_address_that_is_none_is_refused(address: str) -> None:
    with pytest.raises(ValueError, match="address") as refused:
        connected(address)

    assert "word" not in str(refused.value)


def test_no_address_at_all_says_how_to_give_one() -> None:
    with pytest.raises(ValueError, match="MORILE_BASE_URL"):
        connected(None)


@pytest.mark.parametrize("told", ["0", "-1", "soon", "nan", "inf"])
def test_a_time_out_is_a_number_of_seconds(told: str) -> None:
    with pytest.raises(ValueError, match="MORILE_TIMEOUT"):
        connected(environment={"MORILE_TIMEOUT": told})


def test_fewer_attempts_than_one_are_refused() -> None:
    with pytest.raises(ValueError, match="retries"):
        connected(retries=-1)


@pytest.mark.parametrize("application", ["a\nb", "é"])
def test_the_name_of_an_application_fits_into_a_header(application: str) -> None:
    with pytest.raises(ValueError, match="application"):
        connected(application=application)


# Who


def test_a_token_comes_from_an_argument_the_environment_or_a_file(tmp_path: Path) -> None:
    file = tmp_path / "token"
    file.write_text("from-file\n")

    environment = {"MORILE_TOKEN": "from-environment"}
    assert token_of(connected()) is None
    assert token_of(connected(token="given", environment=environment)) == "Bearer given"  # noqa: S106
    assert token_of(connected(environment=environment)) == "Bearer from-environment"
    by_file = connected(environment={"MORILE_TOKEN_FILE": str(file)})
    assert token_of(by_file) == "Bearer from-file"
    file.write_text("renewed")
    assert token_of(by_file) == "Bearer renewed"


def test_a_callable_is_asked_before_every_request() -> None:
    tokens = iter(["one", "two"])
    connection = connected(token=lambda: next(tokens))

    assert [token_of(connection), token_of(connection)] == ["Bearer one", "Bearer two"]


def test_two_tokens_are_one_too_many(tmp_path: Path) -> None:
    with pytest.raises(ValueError, match="not both"):
        connected(environment={"MORILE_TOKEN": "a", "MORILE_TOKEN_FILE": str(tmp_path / "b")})


def test_a_token_file_that_is_not_there_is_said_at_once(tmp_path: Path) -> None:
    with pytest.raises(ValueError, match="MORILE_TOKEN_FILE"):
        connected(environment={"MORILE_TOKEN_FILE": str(tmp_path / "absent")})


@pytest.mark.parametrize("token", ["a b", "a\nHost: evil", "é", " ", "a\x00"])
def test_a_token_that_would_break_its_header_is_refused_unrepeated(token: str) -> None:
    with pytest.raises(ValueError, match="token") as refused:
        connected(token=token)

    assert "evil" not in str(refused.value)


def test_a_token_never_travels_in_the_clear() -> None:
    """Over http only to this very machine."""
    with pytest.raises(ValueError, match="https"):
        connected("http://scores.example", token="a")  # noqa: S106
    for here in ("http://localhost:8080", "http://127.0.0.1", "http://[::1]:8080"):
        assert token_of(connected(here, token="a")) == "Bearer a"  # noqa: S106


# TLS


def system() -> ssl.SSLContext:
    return ssl.SSLContext(ssl.PROTOCOL_TLS_CLIENT)


def test_certificates_are_always_verified() -> None:
    for context in (tls_of(connected(), system), tls_of(connected(), ssl.create_default_context)):
        assert context.verify_mode == ssl.CERT_REQUIRED
        assert context.check_hostname


def test_a_context_of_the_callers_own_is_used_as_it_is() -> None:
    own = system()

    assert tls_of(connected(ssl_context=own), ssl.create_default_context) is own


def test_a_context_and_files_are_one_too_many(tmp_path: Path) -> None:
    with pytest.raises(ValueError, match="not both"):
        connected(ssl_context=system(), ca_bundle=tmp_path / "ca.pem")


def test_a_context_leaves_files_of_the_environment_alone() -> None:
    """An argument overrides the environment; it does not clash with it."""
    connection = connected(ssl_context=system(), environment={"MORILE_CA_BUNDLE": "ca.pem"})

    assert connection.ca_bundle is None


def test_a_key_without_its_certificate_is_refused() -> None:
    with pytest.raises(ValueError, match="client_cert"):
        connected(client_key="key.pem")


def test_certificate_and_key_come_from_one_place() -> None:
    environment = {"MORILE_CLIENT_CERT": "theirs.pem", "MORILE_CLIENT_KEY": "theirs-key.pem"}

    given = connected(client_cert="mine.pem", environment=environment)
    told = connected(environment=environment)

    assert (given.client_cert, given.client_key) == (Path("mine.pem"), None)
    assert (told.client_cert, told.client_key) == (Path("theirs.pem"), Path("theirs-key.pem"))


@pytest.mark.parametrize(
    ("setting", "says"), [("ca_bundle", "MORILE_CA_BUNDLE"), ("client_cert", "client_cert")]
)
@pytest.mark.parametrize("content", [None, "", "not a certificate"])
def test_files_that_hold_no_certificate_are_refused_by_name(
    tmp_path: Path, setting: str, says: str, content: str | None
) -> None:
    file = tmp_path / "file.pem"
    if content is not None:
        file.write_text(content)

    named: dict[str, Any] = {setting: file}

    with pytest.raises(ValueError, match=says):
        tls_of(connected(**named), system)
