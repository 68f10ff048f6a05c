"""Tokens made by whoever wants in: none opens anything, none breaks anything, none is repeated."""

import base64
import json
import random
from functools import cache
from pathlib import Path
from tempfile import mkdtemp
from typing import Any

from hypothesis import given
from hypothesis import strategies as st

from morile_api.web.app import create_app
from morile_api.web.guard import Guard
from tests.tokens import a_token, bearer, claims_of, guarded
from tests.wire.asgi import Answer, call, get

CANARY = "zebra_canary_4711"


@cache
def the_app() -> Guard:
    return create_app(guarded(Path(mkdtemp())))


def status(authorization: bytes) -> int:
    return call("GET", "/v1", app=the_app(), more=[(b"authorization", authorization)]).status


def test_every_flipped_bit_of_a_token_is_refused() -> None:
    """In its header, in its claims and in its signature."""
    token = a_token().encode()
    for place in range(len(token)):
        for bit in (1, 2, 4, 16, 32):
            changed = bytearray(token)
            changed[place] ^= bit
            assert status(b"Bearer " + bytes(changed)) == 401, (place, bit)
    assert status(b"Bearer " + token) == 200


def test_every_shortened_token_is_refused() -> None:
    token = a_token().encode()

    assert {status(b"Bearer " + token[:end]) for end in range(len(token))} == {401}


def test_parts_of_sound_tokens_do_not_make_a_sound_one() -> None:
    """Another's claims under one's own signature."""
    one, other = (a_token(organisation=each).split(".") for each in ("E23000029", "NCA"))

    for mixed in ([one[0], other[1], one[2]], [one[0], one[1], other[2]]):
        assert status(b"Bearer " + ".".join(mixed).encode()) == 401


@given(st.binary(max_size=300))
def test_no_header_breaks_the_gate(said: bytes) -> None:
    """Whatever bytes a server lets through."""
    assert status(said) == 401
    assert status(b"Bearer " + said) == 401


@st.composite
def forged(draw: st.DrawFn) -> bytes:
    """Three parts of base64, of JSON that nobody signed."""
    values = st.recursive(
        st.none() | st.booleans() | st.integers() | st.floats() | st.text(max_size=20),
        lambda inner: st.lists(inner, max_size=3) | st.dictionaries(st.text(max_size=5), inner),
        max_leaves=8,
    )
    header: dict[str, Any] = {"alg": "EdDSA", "typ": "at+jwt", "kid": "EdDSA"}
    for name in draw(st.lists(st.sampled_from([*header, "crit", "jwk", "b64", "x"]), max_size=3)):
        header[name] = draw(values)
    claims = claims_of()
    for name in draw(st.lists(st.sampled_from([*claims, "scope"]), max_size=3)):
        claims[name] = draw(values)
    parts = [json.dumps(each).encode() for each in (header, claims)]
    signature = draw(st.binary(min_size=64, max_size=64))
    texts = [base64.urlsafe_b64encode(each).rstrip(b"=") for each in [*parts, signature]]
    return b".".join(texts)


@given(forged())
def test_nothing_that_was_not_signed_is_believed(token: bytes) -> None:
    assert status(b"Bearer " + token) == 401


@given(st.data())
def test_whatever_an_issuer_signs_breaks_nothing(data: st.DataObject) -> None:
    """A claim of the wrong type is refused, not a failure of ours."""
    name = data.draw(st.sampled_from(["exp", "nbf", "iat", "organisation", "scope", "sub", "aud"]))
    value: Any = data.draw(
        st.booleans()
        | st.integers()
        | st.floats()
        | st.text(max_size=20)
        | st.lists(st.text(max_size=5) | st.integers(), max_size=3)
        | st.dictionaries(st.text(max_size=5), st.integers(), max_size=2)
    )

    assert status(b"Bearer " + a_token(**{name: value}).encode()) in (200, 401)


def test_no_token_is_repeated() -> None:
    """Neither what it says nor what it is."""
    tokens = [a_token(organisation=CANARY), a_token(header={"kid": CANARY}), a_token(iss=CANARY)]
    replies: list[Answer] = [get("/v1", the_app(), [bearer(each)]) for each in tokens]
    replies.append(call("GET", "/v1", app=the_app(), more=[bearer(CANARY)]))

    for reply, token in zip(replies, [*tokens, CANARY], strict=True):
        said = reply.body + b"".join(name + value for name, value in reply.headers)
        assert reply.status == 401
        assert CANARY.encode() not in said
        assert token.encode() not in said


def test_many_strangers_leave_nothing_behind() -> None:
    """What is remembered are tokens that were verified; nobody else can fill the memory."""
    shuffled = random.Random(1)  # noqa: S311
    gate = the_app()._gate
    assert gate is not None
    known = getattr(gate, "_known")  # noqa: B009
    before = len(known)

    for _ in range(200):
        token = list(a_token(header={"kid": str(shuffled.random())}))
        assert status(b"Bearer " + "".join(token).encode()) == 401

    assert len(known) == before
