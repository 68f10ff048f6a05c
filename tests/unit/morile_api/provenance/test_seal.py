"""Seals: what a key has signed, and nothing else."""

import copy
from base64 import b64decode, b64encode
from collections.abc import Callable
from typing import Any

import msgspec
import pytest

from morile_api.language.faults import NotVerified
from morile_api.provenance.seal import encoded, opened, sealed
from tests.builders import codes
from tests.signed import a_key, a_ring

KIND = "text/plain"


def a_seal(payload: bytes = b"hello world", name: str = "ours") -> dict[str, Any]:
    """An envelope as it is read."""
    made: dict[str, Any] = msgspec.to_builtins(sealed(KIND, payload, a_key(name)))
    return made


def refused(envelope: Any, *names: str) -> list[tuple[str, str]]:
    with pytest.raises(NotVerified) as error:
        opened(envelope, KIND, a_ring(*names), "/e")
    return codes(error.value.faults)


def test_what_is_signed_is_what_dsse_says() -> None:
    """The example of DSSE, protocol 1.0.2."""
    assert (
        encoded("http://example.com/HelloWorld", b"hello world")
        == b"DSSEv1 29 http://example.com/HelloWorld 11 hello world"
    )


def test_an_envelope_has_the_members_that_dsse_names() -> None:
    envelope = a_seal()

    assert set(envelope) == {"payload", "payloadType", "signatures"}
    assert b64decode(envelope["payload"]) == b"hello world"


def test_the_same_payload_gets_the_same_envelope() -> None:
    """Ed25519 takes no chance; so equal requests get equal bytes, signed or not."""
    assert a_seal() == a_seal()


def test_either_of_two_trusted_keys_opens() -> None:
    """While one is changed for the other both are live."""
    for name in ("ours", "theirs"):
        found = opened(a_seal(name=name), KIND, a_ring("ours", "theirs"))
        assert (found.payload, found.key) == (b"hello world", a_key(name).public.kid)


def _with(**members: Any) -> Callable[[dict[str, Any]], None]:
    return lambda envelope: envelope.update(members)


def _signature(**members: Any) -> Callable[[dict[str, Any]], None]:
    return lambda envelope: envelope["signatures"][0].update(members)


def _twice(envelope: dict[str, Any]) -> None:
    envelope["signatures"] *= 2


def _another_bit(envelope: dict[str, Any]) -> None:
    signature = bytearray(b64decode(envelope["signatures"][0]["sig"]))
    signature[0] ^= 1
    envelope["signatures"][0]["sig"] = b64encode(signature).decode()


@pytest.mark.parametrize(
    ("change", "expected"),
    [
        (_with(payload="aGVsbG8gd29ybGQh"), ("/e/signatures/0/sig", "bad-signature")),
        (_with(payload="aGVsbG8gd29ybGQ"), ("/e/payload", "wrong-form")),
        (_with(payloadType="text/html"), ("/e/payloadType", "not-a-choice")),
        (_with(signatures=[]), ("/e/signatures", "no-signature")),
        (_with(signatures=None), ("/e/signatures", "wrong-type")),
        (_with(more=1), ("/e", "unknown-member")),
        (_twice, ("/e/signatures", "too-long")),
        (_another_bit, ("/e/signatures/0/sig", "bad-signature")),
        (_signature(sig=""), ("/e/signatures/0/sig", "no-signature")),
        (_signature(sig="AA=="), ("/e/signatures/0/sig", "bad-signature")),
        (_signature(sig="no"), ("/e/signatures/0/sig", "wrong-form")),
        (_signature(keyid=""), ("/e/signatures/0/keyid", "unknown-key")),
        (_signature(keyid="theirs"), ("/e/signatures/0/keyid", "unknown-key")),
    ],
)
def test_whatever_is_changed_is_named(
    change: Callable[[dict[str, Any]], None], expected: tuple[str, str]
) -> None:
    """None of it opens."""
    envelope = copy.deepcopy(a_seal())
    change(envelope)

    assert refused(envelope) == [expected]


def test_another_key_cannot_pass_for_ours() -> None:
    """Neither under its own name nor under ours: a name is a hint and no proof."""
    theirs = a_seal(name="theirs")

    assert refused(theirs) == [("/e/signatures/0/keyid", "unknown-key")]
    theirs["signatures"][0]["keyid"] = a_key().public.kid
    assert refused(theirs) == [("/e/signatures/0/sig", "bad-signature")]


@pytest.mark.parametrize("envelope", [None, [], "", 1, {}])
def test_what_is_no_envelope_is_refused(envelope: object) -> None:
    assert refused(envelope)
