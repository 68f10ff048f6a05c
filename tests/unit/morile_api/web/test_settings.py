"""Settings are read whole or refused whole."""

import ast
import re
from pathlib import Path

import pytest

from morile_api.language.submission import HIGHEST_MARKING, MAX_SUBMISSIONS
from morile_api.web.settings import (
    OF_THE_CLIENT,
    SHORTEST_KEY,
    BadSettings,
    Settings,
    key_of,
    read_settings,
)
from tests.house.sources import python_files, syntax
from tests.signed import a_key_set, a_pem


def refused(**environment: str) -> dict[str, str]:
    """Codes of the faults, by the variable's name without its prefix."""
    with pytest.raises(BadSettings) as error:
        read_settings({f"MORILE_{name.upper()}": text for name, text in environment.items()})
    return {each.pointer.removeprefix("MORILE_"): each.code for each in error.value.faults}


def test_nothing_needs_to_be_set() -> None:
    settings = read_settings({})

    assert (settings.host, settings.port) == ("127.0.0.1", 8080)
    assert settings.max_submissions == MAX_SUBMISSIONS
    assert settings.highest_marking == HIGHEST_MARKING
    assert settings.max_body_bytes == 8 * 1024 * 1024
    assert settings.body_seconds == 10
    assert settings.matrices == ()
    assert settings.log_level == "info"
    assert settings.max_concurrent >= 1


def test_every_setting_is_taken_from_the_variable_of_its_name(tmp_path: Path) -> None:
    key, trust, log_key = tmp_path / "key.pem", tmp_path / "trust.json", tmp_path / "log-key"
    key.write_bytes(a_pem())
    other = tmp_path / "other.pem"
    other.write_bytes(a_pem("theirs"))
    trust.write_bytes(a_key_set())
    log_key.write_bytes(b"k" * SHORTEST_KEY)
    environment = {
        "MORILE_LOG_KEY": str(log_key),
        "MORILE_TRACES": "http://127.0.0.1:4318/v1/traces",
        "MORILE_MATRICES": f"{tmp_path}:{tmp_path}",
        "MORILE_TRUST": str(trust),
        "MORILE_SIGNING_KEY": f"{key}:{other}",
        "MORILE_HOST": "::1",
        "MORILE_PORT": "9000",
        "MORILE_HIGHEST_MARKING": "SECRET",
        "MORILE_MAX_SUBMISSIONS": "50",
        "MORILE_MAX_BODY_BYTES": "65536",
        "MORILE_BODY_SECONDS": "2.5",
        "MORILE_MAX_CONCURRENT": "3",
        "MORILE_LOG_LEVEL": "warning",
        "MORILE_JWKS": "/etc/morile/jwks.json",
        "MORILE_ISSUER": "https://issuer.example",
        "MORILE_AUDIENCE": "https://scores.example",
        "MORILE_WITHOUT_TOKEN": "docs,metrics",
    }

    assert read_settings(environment) == Settings(
        matrices=(str(tmp_path), str(tmp_path)),
        trust=str(trust),
        signing_key=(str(key), str(other)),
        host="::1",
        port=9000,
        highest_marking="SECRET",
        max_submissions=50,
        max_body_bytes=65_536,
        body_seconds=2.5,
        max_concurrent=3,
        log_level="warning",
        log_key=str(log_key),
        traces="http://127.0.0.1:4318/v1/traces",
        jwks="/etc/morile/jwks.json",
        issuer="https://issuer.example",
        audience="https://scores.example",
        without_token=("docs", "metrics"),
    )
    assert {f"MORILE_{name.upper()}" for name in Settings.__struct_fields__} == set(environment)


@pytest.mark.parametrize(
    ("name", "text", "code"),
    [
        ("port", "0", "out-of-range"),
        ("port", "65536", "out-of-range"),
        ("port", "http", "wrong-type"),
        ("port", "-1", "wrong-type"),
        ("port", "", "wrong-type"),
        ("port", "9" * 5000, "wrong-type"),
        ("max_submissions", "1e3", "wrong-type"),
        ("max_submissions", "19", "out-of-range"),
        ("max_body_bytes", "65535", "out-of-range"),
        ("max_concurrent", "0", "out-of-range"),
        ("body_seconds", "nan", "wrong-type"),
        ("body_seconds", "inf", "wrong-type"),
        ("body_seconds", "0", "out-of-range"),
        ("body_seconds", "1.2.3", "wrong-type"),
        ("host", "", "wrong-form"),
        ("host", "a b", "wrong-form"),
        ("log_level", "loud", "not-a-choice"),
        ("highest_marking", "PRIVATE", "not-a-choice"),
        ("matrices", "nowhere", "no-such-name"),
        ("matrices", "", "no-such-name"),
        ("trust", "nowhere", "no-such-name"),
        ("trust", "", "no-such-name"),
        ("signing_key", "nowhere", "no-such-name"),
        ("signing_key", "", "no-such-name"),
        ("ports", "8080", "unknown-member"),
        ("keys", "keys.json", "unknown-member"),
        ("without_token", "docs", "either-or"),
    ],
)
def test_a_setting_that_makes_no_sense_is_refused_by_its_name(
    name: str, text: str, code: str
) -> None:
    """A name nobody knows most of all: whoever wrote it believes that it works."""
    assert refused(**{name: text}) == {name.upper(): code}


@pytest.mark.parametrize(
    ("name", "text", "code"),
    [
        ("jwks", "", "too-short"),
        ("jwks", "http://issuer.example/keys", "wrong-form"),
        ("issuer", "", "too-short"),
        ("issuer", "two words", "wrong-form"),
        ("audience", "", "too-short"),
        ("without_token", "", "not-a-choice"),
        ("without_token", "docs,scores", "not-a-choice"),
    ],
)
def test_access_is_refused_by_the_setting_that_is_wrong(name: str, text: str, code: str) -> None:
    chosen = {"jwks": "keys.json", "issuer": "https://issuer.example", "audience": "scores"}

    assert refused(**{**chosen, name: text})[name.upper()] == code


def test_keys_without_an_issuer_are_refused_by_what_is_missing() -> None:
    """Half of them would look like access control."""
    assert refused(jwks="keys.json") == {"ISSUER": "missing-member", "AUDIENCE": "missing-member"}


def test_the_development_issuer_is_refused_where_others_can_reach() -> None:
    chosen = {"jwks": "keys.json", "issuer": "urn:morile:development", "audience": "scores"}

    assert refused(**chosen, host="10.0.0.1") == {"ISSUER": "not-a-choice"}
    here = read_settings({f"MORILE_{each.upper()}": text for each, text in chosen.items()})
    assert here.issuer == chosen["issuer"]


def test_all_faults_are_told_at_once_and_no_value_is_repeated() -> None:
    with pytest.raises(BadSettings) as error:
        read_settings({"MORILE_PORT": "my-secret", "MORILE_HOTS": "my-secret"})

    assert "2 faults" in str(error.value)
    assert "my-secret" not in str(error.value)


def test_other_variables_are_none_of_our_business() -> None:
    assert read_settings({"PATH": "/bin", "MORILE": "x", "XMORILE_PORT": "x"}) == Settings()


def test_what_the_sdk_reads_may_be_set_for_it() -> None:
    """One environment serves both; and every name the SDK reads is known here."""
    read_settings({f"MORILE_{name}": "x" for name in OF_THE_CLIENT})

    read = {
        node.value.removeprefix("MORILE_")
        for path in python_files("sdk")
        for node in ast.walk(syntax(path))
        if isinstance(node, ast.Constant) and isinstance(node.value, str)
        if re.fullmatch(r"MORILE_[A-Z]+(_[A-Z]+)*", node.value)
    }
    ours = {name.upper() for name in Settings.__struct_fields__}
    assert read <= OF_THE_CLIENT | ours


def test_a_key_is_a_file_that_is_long_enough(tmp_path: Path) -> None:
    """A short one could be tried out; one that is not there was meant to be."""
    short = tmp_path / "short"
    short.write_bytes(b"k" * (SHORTEST_KEY - 1) + b"\n")

    assert set(refused(log_key=str(short))) == {"LOG_KEY"}
    assert set(refused(log_key=str(tmp_path / "none"))) == {"LOG_KEY"}


def test_the_line_end_after_a_key_is_not_part_of_it(tmp_path: Path) -> None:
    path = tmp_path / "key"
    path.write_bytes(b"k" * SHORTEST_KEY + b"\n")

    assert key_of(str(path)) == b"k" * SHORTEST_KEY
    assert key_of(None) is None
