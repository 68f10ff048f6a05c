"""A file of keys is read again when it changes, and never makes the service worse off."""

import asyncio
import os
from functools import partial
from pathlib import Path

import pytest

from morile_api.web.access import key_file
from morile_api.web.access.key_file import KeyFile
from morile_api.web.access.key_set import BadKeySet, KeySet, read_key_set
from tests.tokens import a_jwk, a_set, unheard

READ = partial(read_key_set, development=False)


@pytest.fixture
def path(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A file with one key; every look at it is a real one."""
    monkeypatch.setattr(key_file, "LOOK_S", 0.0)
    found = tmp_path / "jwks.json"
    found.write_bytes(a_set(a_jwk("EdDSA")))
    return found


def named(keys: KeySet | None) -> set[str]:
    """The ids of the keys that are in force."""
    assert keys is not None
    return set(keys.keys)


def replaced(path: Path, text: bytes) -> None:
    """As whoever renews keys does it: another file takes the place of the first."""
    other = path.with_suffix(".new")
    other.write_bytes(text)
    other.replace(path)


def test_a_changed_file_takes_effect_and_is_told_of(path: Path) -> None:
    told: list[str] = []
    keys = KeyFile(path, READ, told.append)
    assert named(keys.keys()) == {"EdDSA"}

    replaced(path, a_set(a_jwk("ES256")))

    assert named(keys.keys()) == {"ES256"}
    assert told == ["MORILE_JWKS has changed: 1 keys are in force"]


def test_a_file_that_is_written_over_in_place_takes_effect_too(path: Path) -> None:
    keys = KeyFile(path, READ, unheard)

    path.write_bytes(a_set(a_jwk("ES256")))

    assert named(asyncio.run(keys.renewed())) == {"ES256"}


def test_an_unchanged_file_gives_the_very_same_keys(path: Path) -> None:
    """Tokens that were verified with them stay so."""
    keys = KeyFile(path, READ, unheard)

    assert keys.keys() is keys.keys()


@pytest.mark.parametrize("text", [b"", b'{"keys": [', b"[]", a_set(a_jwk(d="x"))])
def test_a_broken_file_leaves_the_keys_in_force_and_is_told_of_once(
    path: Path, text: bytes
) -> None:
    told: list[str] = []
    keys = KeyFile(path, READ, told.append)
    before = keys.keys()

    replaced(path, text)

    assert keys.keys() is before
    assert keys.keys() is before
    assert len(told) == 1
    assert told[0].startswith("The changed file of MORILE_JWKS is not used")

    replaced(path, a_set(a_jwk("ES256")))
    assert named(keys.keys()) == {"ES256"}


def test_a_file_that_is_gone_leaves_the_keys_in_force(path: Path) -> None:
    told: list[str] = []
    keys = KeyFile(path, READ, told.append)
    before = keys.keys()

    path.unlink()

    assert keys.keys() is before
    assert keys.keys() is before
    assert len(told) == 1


def test_an_empty_set_takes_every_key_back(path: Path) -> None:
    """It says that no key is good any more, which is not the same as saying nothing."""
    keys = KeyFile(path, READ, unheard)

    replaced(path, b'{"keys": []}')

    assert named(keys.keys()) == set()


def test_the_file_is_looked_at_once_a_second_at_most(
    path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """However many requests there are."""
    monkeypatch.setattr(key_file, "LOOK_S", 3_600.0)
    keys = KeyFile(path, READ, unheard)

    replaced(path, a_set(a_jwk("ES256")))

    assert named(keys.keys()) == {"EdDSA"}


@pytest.mark.parametrize(
    ("text", "says"),
    [
        (b"no json", "not a JWK Set"),
        (b'{"keys": []}', "no key in it"),
        (a_set({"kty": "oct", "kid": "x", "k": "AA"}), "no key in it"),
    ],
)
def test_a_service_does_not_begin_with_keys_that_let_nobody_in(
    path: Path, text: bytes, says: str
) -> None:
    path.write_bytes(text)

    with pytest.raises(BadKeySet, match=says):
        KeyFile(path, READ, unheard)


def test_a_process_put_in_the_place_of_another_waits_for_keys(path: Path) -> None:
    """With none in force: those that were at the first start may have been withdrawn since."""
    told: list[str] = []
    path.write_bytes(b"no json")

    keys = KeyFile(path, READ, told.append, anew=True)

    assert keys.keys() is None
    assert told[0].startswith("The file of MORILE_JWKS cannot be used, none of its keys")
    replaced(path, a_set(a_jwk("ES256")))
    assert named(keys.keys()) == {"ES256"}


def test_a_file_that_cannot_be_read_is_said_to_be_so(tmp_path: Path) -> None:
    with pytest.raises(BadKeySet, match="cannot be read"):
        KeyFile(tmp_path / "none", READ, unheard)
    with pytest.raises(BadKeySet, match="cannot be read"):
        KeyFile(Path(os.devnull).parent, READ, unheard)


def test_there_is_nothing_to_start_or_stop(path: Path) -> None:
    keys = KeyFile(path, READ, unheard)

    asyncio.run(keys.start())
    asyncio.run(keys.stop())

    assert named(keys.keys())
