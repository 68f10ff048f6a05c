"""Bytes nobody sends in good faith: refused with a documented fault, quickly, never repeated."""

import json
import sys
from random import Random
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from morile_api.language.faults import BadSubmission, Fault, UnknownMatrix
from tests.builders import (
    CANARY,
    Desk,
    a_criterion,
    a_desk,
    a_matrix,
    a_node,
    a_request,
    a_threat,
    as_json,
    codes,
    shipped_desk,
)
from tests.property.strategies import SEEDS

HERE = '"@@"'
ESCAPED: dict[str, Any] = {"a\n": 1}


def with_bytes(request: Any, value: bytes) -> bytes:
    """A request with bytes in the place of the marked value."""
    text = as_json(request)
    if HERE.encode() not in text:
        raise ValueError("nothing is marked")
    return text.replace(HERE.encode(), value)


def outcome(desk: Desk, body: bytes) -> list[Fault]:
    """Every fault, whether of the whole or of a submission; any other exception goes through."""
    try:
        answer = desk.answer(body)
    except (BadSubmission, UnknownMatrix) as error:
        return error.faults
    refused = [each for each in answer["results"] if each["status"] == "refused"]
    return [Fault(**fault) for each in refused for fault in each["problem"]["errors"]]


# Places where a value can be put: some are read typed, some untyped, some not at all.
PLACES = {
    "in a ref": a_request(a_threat(more={"ref": "@@"})),
    "in a level": a_request(a_threat(physical_harm="@@")),
    "in a graded level": a_request(a_threat(physical_harm={"level": "@@"})),
    "in the levels": a_request(a_threat(more={"levels": "@@"})),
    "in a submission": a_request("@@"),
    "in an unknown member": a_request(a_threat(more={"x": "@@"})),
    "in an unknown member beside escapes": a_request(a_threat(more={"x": "@@", **ESCAPED})),
    "in an unknown member of the frame": a_request(x="@@"),
    "in a frame with escapes": a_request(x="@@") | ESCAPED,
    "in the matrix": a_request(matrix="@@"),
    "in the list": {"matrix": "example@1.0.0", "submissions": "@@"},
    "in explain": a_request(explain="@@"),
}

VALUES = {
    "NaN": b"NaN",
    "minus infinity": b"-Infinity",
    "a number beyond floats": b"1e999",
    "a number of 5,000 digits": b"9" * 5_000,
    "a number of 4,300 digits": b"9" * 4_300,
    "a leading nought": b"007",
    "hexadecimal": b"0x7f",
    "a lone surrogate": b'"\\ud800"',
    "a lone low surrogate": b'"\\udc00"',
    "a raw surrogate": b'"\xed\xa0\x80"',
    "an overlong slash": b'"\xc0\xaf"',
    "a stray byte": b'"\xff"',
    "a raw NUL": b'"a\x00b"',
    "an escaped NUL": b'"a\\u0000b"',
    "a raw line break": b'"a\nb"',
    "a bad escape": b'"\\x41"',
    "half an escape": b'"\\u00',
    "a single quote": b"'a'",
    "nothing": b"",
    "two values": b"1 2",
    "a long text": b'"' + b"a" * 100_000 + b'"',
    "a long key": b'{"' + b"a" * 50_000 + b'": 1}',
    "a deep list": b"[" * 100_000 + b"]" * 100_000,
    "a deep object": b'{"a":' * 100_000 + b"1" + b"}" * 100_000,
    "an endless list": b"[" * 100_000,
    "many empty lists": b"[" + b",".join([b"[]"] * 5_000) + b"]",
    "the canary": f'"{CANARY}"'.encode(),
    "the canary as a key": f'{{"{CANARY}": 1}}'.encode(),
}


@pytest.mark.parametrize("place", PLACES)
@pytest.mark.parametrize("value", VALUES)
def test_it_is_refused_and_not_repeated(place: str, value: str) -> None:
    """Every value in every place: no exception but the documented ones, no text of the caller."""
    faults = outcome(a_desk(), with_bytes(PLACES[place], VALUES[value]))

    allowed = place == "in a ref" and value == "the canary"
    assert faults or allowed
    assert CANARY not in repr(faults)


@pytest.mark.parametrize("opening", [b"[", b'{"a":'])
@pytest.mark.parametrize("place", PLACES)
def test_no_depth_of_nesting_falls_between_two_limits(place: str, opening: bytes) -> None:
    """The reader and the check for duplicates stop at different depths, and both cleanly."""
    closing = b"]" if opening == b"[" else b"}"
    desk = a_desk()
    for depth in [*range(850, 1001, 3), 2_000, 5_000]:
        value = opening * depth + b"1" + closing * depth
        assert outcome(desk, with_bytes(PLACES[place], value))


@pytest.mark.parametrize(
    ("bad", "what"), [(b"\xff", "a stray byte"), (b"\xed\xa0\x80", "a surrogate")]
)
@pytest.mark.parametrize(
    "place", ["in a ref", "in an unknown member", "in a level", "in the matrix"]
)
def test_the_byte_that_is_not_utf_8_is_named_where_it_stands_in_the_body(
    place: str, bad: bytes, what: str
) -> None:
    """Counted from the beginning of what was sent, or else not at all."""
    body = with_bytes(PLACES[place], b'"abc' + bad + b'"')

    (fault,) = outcome(a_desk(), body)

    assert fault.code == "not-utf8", what
    assert f"byte {body.index(bad)} " in fault.detail or "byte" not in fault.detail


def test_a_number_too_long_to_read_is_not_called_cut_short() -> None:
    """Whoever reads that looks for a lost connection."""
    (fault,) = outcome(a_desk(), with_bytes(PLACES["in a ref"], VALUES["a number of 5,000 digits"]))

    assert fault.code == "not-json"
    assert "cut short" not in fault.detail


# Duplicate members


def a_body(*submissions: str, frame: str = "") -> bytes:
    return (
        '{"matrix":"example@1.0.0",' + frame + '"submissions":[' + ",".join(submissions) + "]}"
    ).encode()


def a_text(first: str = '"ref":"a",', levels: str = "", last: str = "") -> str:
    """A submission as text, with room for members said twice."""
    return (
        "{" + first + '"organisation":"E23000029","threat_type":"county-lines","levels":'
        '{"physical_harm":"none",' + levels + '"community_harm":"severe"}' + last + "}"
    )


DUPLICATES = {
    "a ref": a_text('"ref":"a","ref":"b",'),
    "a ref said the same": a_text('"ref":"a","ref":"a",'),
    "a ref spelt with an escape": a_text('"ref":"a","r\\u0065f":"b",'),
    "a ref whose first value names a member": a_text('"ref":"explain","ref":"b",'),
    "a ref whose first value names another member": a_text('"ref":"vector","ref":"b",'),
    "a ref whose first value holds a colon": a_text('"ref":"a:b","ref":"c:d",'),
    "a level": a_text(levels='"physical_harm":"severe",'),
    "levels": a_text(last=',"levels":{"physical_harm":"none","community_harm":"none"}'),
    "an assessor": a_text(last=',"assessor":"lead","assessor":"analyst"'),
    "an assessor after one that names a member": a_text(
        last=',"assessor":"marking","assessor":"x"'
    ),
    "a vector that is null": a_text(last=',"vector":null,"vector":null'),
    "a marking that is null": a_text(last=',"marking":null,"marking":"OFFICIAL"'),
    "a confidence": a_text(
        levels='"physical_harm":{"level":"none","confidence":"low","confidence":"high"},'
    ),
    "a member nobody knows": a_text(last=',"x":1,"x":2'),
    "a member in an object nobody knows": a_text(last=',"x":{"a":1,"a":2}'),
}


@pytest.mark.parametrize("twice", DUPLICATES)
def test_a_single_submission_that_says_a_member_twice_is_refused(twice: str) -> None:
    """The last would win unseen: a way to have one thing read by people and another scored."""
    faults = outcome(a_desk(), a_body(DUPLICATES[twice]))

    assert [fault.code for fault in faults] == ["duplicate-member"]


@pytest.mark.parametrize(
    "frame",
    [
        '"matrix":"example@1.0.0",',
        '"explain":true,"explain":false,',
        '"on_error":"reject","on_error":"report",',
        '"submissions":[],',
    ],
)
def test_a_frame_that_says_a_member_twice_is_refused(frame: str) -> None:
    """The same outside the submission."""
    faults = outcome(a_desk(), a_body(a_text(), frame=frame))

    assert [fault.code for fault in faults] == ["duplicate-member"]


@pytest.mark.parametrize("key", ["distribution", "explain", "vector", "marking", "as_of", "flips"])
@pytest.mark.parametrize("twice", ["ref", "criterion"])
def test_a_criterion_named_as_a_member_hides_no_duplicate(key: str, twice: str) -> None:
    """A matrix may well ask about the distribution of drugs."""
    matrix = a_matrix([a_criterion(key, "X")], [a_node("n", "sum", [key])])
    ref = '"ref":"a","ref":"b"' if twice == "ref" else '"ref":"a"'
    said = f'"{key}":"severe",' if twice == "criterion" else ""
    body = (
        '{"matrix":"example@1.0.0","submissions":[{' + ref + ',"organisation":"E23000029",'
        '"threat_type":"county-lines","levels":{' + said + f'"{key}":"none"' + "}}]}"
    )

    faults = outcome(a_desk(matrix), body.encode())

    assert [fault.code for fault in faults] == ["duplicate-member"]


@pytest.mark.parametrize(
    "submission",
    [
        a_text('"ref":"explain",'),
        a_text('"ref":"a:b::c",'),
        a_text('"ref":"\\"ref\\":",'),
        a_text('"ref":"levels",', last=',"assessor":"levels"'),
        a_text(last=',"vector":null,"marking":null,"assessor":null'),
        a_text(last=',"assessor":"vector","vector":null'),
    ],
)
def test_what_only_looks_like_a_duplicate_is_assessed(submission: str) -> None:
    """Colons, quotation marks and names of members may stand in a caller's own texts."""
    assert outcome(a_desk(), a_body(submission)) == []


# Anything at all


VALID = as_json(
    a_request(
        a_threat(physical_harm=["moderate", "severe"], more={"assessor": "lead"}),
        a_threat(physical_harm={"level": "unknown", "confidence": "low", "grading": "2CP"}),
        explain=True,
    )
)
HOSTILE: list[Any] = [
    None, True, -1, 0.5, 1e300, 2**70, "", "\0", "unknown", "severe", CANARY, CANARY * 50,
    [], [[]], {}, {CANARY: CANARY}, ["none", "none"], {"level": {"level": "none"}}, "2026-W01-1",
    "example@1.0.0/PH:none/CO:none", [CANARY] * 5, {"ref": CANARY}, "\u202e", "é" * 300,
]  # fmt: skip


def _mutated(value: Any, dice: Random) -> Any:
    """The same JSON with something in it taken out, put in or replaced."""
    if dice.random() < 0.08:
        return dice.choice(HOSTILE)
    if isinstance(value, dict):
        items = [(key, _mutated(each, dice)) for key, each in value.items() if dice.random() > 0.03]
        if dice.random() < 0.05:
            items.append((dice.choice([CANARY, "ref", "level", "", "a/b~c"]), dice.choice(HOSTILE)))
        return dict(items)
    if isinstance(value, list):
        return [_mutated(each, dice) for each in value] * dice.choice([1, 1, 1, 2, 0])
    return value


@settings(max_examples=400)
@given(SEEDS)
def test_any_mutation_of_a_request_is_answered_or_refused(seed: int) -> None:
    """Whatever a caller's system sends by mistake: documented exceptions, and no echo."""
    request = _mutated(json.loads(VALID), Random(seed))  # noqa: S311

    faults = outcome(a_desk_once(), as_json(request))

    assert CANARY not in repr(faults)


@settings(max_examples=400)
@given(st.integers(0, len(VALID) - 1), st.integers(0, 255), st.integers(0, 3))
def test_any_damage_to_the_bytes_is_answered_or_refused(at: int, byte: int, longer: int) -> None:
    """A byte replaced, put in or taken out anywhere."""
    damaged = VALID[:at] + bytes([byte]) * longer + VALID[at + 1 :]

    outcome(a_desk_once(), damaged)


@settings(max_examples=100)
@given(st.binary(max_size=200))
def test_any_bytes_are_refused(body: bytes) -> None:
    """Not even a coincidence makes a request of them."""
    assert outcome(a_desk_once(), body)


_DESKS: list[Desk] = []


def a_desk_once() -> Desk:
    """One desk for laws that try hundreds of requests."""
    if not _DESKS:
        _DESKS.append(a_desk())
    return _DESKS[0]


# What it may cost


def _calls(desk: Desk, body: bytes) -> int:
    """How many functions are called to answer: the same on every machine, unlike a time."""
    calls = 0

    def counted(_frame: object, event: str, _argument: object) -> None:
        nonlocal calls
        calls += event in ("call", "c_call")

    sys.setprofile(counted)
    try:
        outcome(desk, body)
    finally:
        sys.setprofile(None)
    return calls


def test_explaining_a_batch_at_fault_takes_work_that_grows_with_it_and_no_faster() -> None:
    """Else a few large requests full of faults would stop the service sooner than scoring does."""
    desk = shipped_desk()
    keys = [c.key for c in desk.scorers["thematic@1.0.0"].matrix.definition.criteria]

    def at_fault(count: int) -> bytes:
        wrong = [
            a_threat(dict.fromkeys(keys, f"moderatf{n}"), {"threat_type": f"county-linfs{n}"})
            for n in range(count)
        ]
        return as_json(a_request(*wrong, matrix="thematic@1.0.0"))

    few, many = (_calls(desk, at_fault(count)) for count in (100, 200))

    assert many < 2.2 * few


def test_many_unknown_members_take_work_that_grows_with_their_number() -> None:
    """Four times the members, about four times the work: nothing is compared with everything."""
    few, many = [
        as_json(a_request(a_threat({f"impacx{n}": 1 for n in range(size)})))
        for size in (2_000, 8_000)
    ]

    assert _calls(a_desk(), many) < 5 * _calls(a_desk(), few)


def test_the_codes_of_whole_requests_are_of_the_first_kind() -> None:
    """The service answers 400 to these and 422 to all others."""
    desk = a_desk()
    found = {
        code for body in (b"", b'"\xff"', b"[" * 10**5) for _, code in codes(outcome(desk, body))
    }

    assert found == {"not-json", "not-utf8", "too-deep"}
