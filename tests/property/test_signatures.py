"""What is signed is canonical, holds as it stands, and in no other way."""

import json

import pytest
import rfc8785
from hypothesis import given, settings
from hypothesis import strategies as st

from morile_api.engine.answer import attributed_answer
from morile_api.language.matrix import Matrix
from morile_api.provenance.statement import lines_of, statement_of
from morile_api.provenance.verify import verify
from tests.builders import ENCODER, a_desk, a_matrix, a_request, a_threat, as_json
from tests.property.strategies import Asked, matrices, questions
from tests.signed import against, refusal, signed_by, signed_stream

Question = tuple[Matrix, list[Asked]]

EVERYTHING = {"explain": True, "sentence": True, "distribution": True, "flips": 2}
DIGEST = "sha256:" + "1" * 64


@settings(max_examples=40)
@given(questions(matrices(), most=4), st.text(st.characters(codec="utf-8"), max_size=20))
def test_the_fast_encoding_is_rfc_8785_for_all_that_is_emitted(
    question: Question, ref: str
) -> None:
    """By a library that knows nothing of ours: every member of every result, and the statement."""
    matrix, threats = question
    desk = a_desk(matrix)
    sent = [{**each.threat, "marking": "OFFICIAL"} for each in threats]
    sent[0]["ref"] = ref
    request = as_json(a_request(*sent, matrix=matrix.id, **EVERYTHING))

    said = attributed_answer(desk.scorers, desk.reader, request)

    read = json.loads(ENCODER.encode(said))
    assert lines_of(said.results) == b"".join(
        rfc8785.dumps(each) + b"\n" for each in read["results"]
    )
    assert lines_of(read["results"]) == lines_of(said.results)
    payload = statement_of(said, DIGEST)
    assert payload == rfc8785.dumps(
        {name: each for name, each in read.items() if name != "results"}
        | {"results": DIGEST, "service_version": "1.0.0"}
    )


@settings(max_examples=25)
@given(questions(matrices(), most=4))
def test_whatever_is_answered_verifies_signed_and_unsigned(question: Question) -> None:
    """In one answer and in a stream, with everything that can be asked for."""
    matrix, threats = question
    desk = a_desk(matrix)
    sent = [each.threat for each in threats]
    request = a_request(*sent, matrix=matrix.id, **EVERYTHING)
    stream = signed_stream(desk, {"matrix": matrix.id, **EVERYTHING}, *sent)

    for data, names in (
        (signed_by(desk, request), ["ours"]),
        (desk.bytes_of(request), []),
        (stream, ["ours"]),
    ):
        found = verify(data, against(desk, *names))
        assert found.assessed + found.refused == len(sent)


def test_every_byte_of_a_small_signed_answer_counts() -> None:
    """Every bit of each of them turned in turn; what is left is refused, always as not verified."""
    matrix = a_matrix(decimals=1)
    desk = a_desk(matrix)
    held = against(desk, "ours")
    data = signed_by(desk, a_request(a_threat(more={"marking": "OFFICIAL"})))
    assert refusal(data, held) == []

    holding = [
        (place, bit)
        for place in range(len(data))
        for bit in range(8)
        if not refusal(data[:place] + bytes([data[place] ^ 1 << bit]) + data[place + 1 :], held)
    ]

    assert holding == []


def test_every_byte_that_is_taken_out_or_put_in_counts() -> None:
    """But for blanks between members, which change no value."""
    desk = a_desk()
    held = against(desk, "ours")
    data = signed_by(desk, a_request())

    shorter = [n for n in range(len(data)) if not refusal(data[:n] + data[n + 1 :], held)]
    longer = [n for n in range(len(data)) if not refusal(data[:n] + b"0" + data[n:], held)]

    assert shorter == []
    assert longer == []


@pytest.mark.parametrize("lines", [1, 2])
def test_every_cut_of_a_signed_stream_is_refused(lines: int) -> None:
    desk = a_desk()
    held = against(desk, "ours")
    data = signed_stream(desk, {"matrix": "example@1.0.0"}, *[a_threat()] * lines)
    assert refusal(data, held) == []

    assert [n for n in range(len(data) - 1) if not refusal(data[:n], held)] == []
