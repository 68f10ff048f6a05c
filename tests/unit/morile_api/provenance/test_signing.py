"""Signing: answers and streams, whose envelope holds for all of them."""

import json

import pytest

from morile_api.language.faults import BadSubmission
from morile_api.provenance.verify import verify
from tests.builders import a_desk, a_request, a_threat, by_vector
from tests.signed import a_key, against, signed_by, signed_stream

HEADER = {"matrix": "example@1.0.0", "explain": True}
CUT = by_vector("example@1.0.0/PH:none", ref="TV-2")


def test_an_answer_is_signed_beside_what_it_is_unsigned() -> None:
    """Whoever ignores the envelope reads the same answer, with the organisations in it."""
    desk = a_desk()
    request = a_request(a_threat(), CUT, explain=True)

    signed = json.loads(signed_by(desk, request))

    assert verify(signed_by(desk, request), against(desk, "ours")).signed_by == (a_key().public.kid)
    assert signed.pop("envelope")["payloadType"] == "application/vnd.morile.assessment+json"
    assert signed["results"][0].pop("organisation") == "E23000029"
    assert signed == desk.answer(request)


def test_the_same_request_gets_the_same_signed_bytes() -> None:
    """No time and no chance is in them."""
    desk = a_desk()

    assert signed_by(desk, a_request()) == signed_by(desk, a_request())


def test_a_stream_is_signed_once_in_its_trailer_over_all_slices() -> None:
    """1,001 submissions are three slices of 500, 500 and 1."""
    desk = a_desk()
    threats = [a_threat(more={"ref": f"TV-{n}", "marking": "OFFICIAL"}) for n in range(1_001)]

    data = signed_stream(desk, HEADER, *threats)

    *records, trailer = [json.loads(line) for line in data.splitlines()]
    assert [each for each in records if "envelope" in each] == []
    assert trailer["marking"] == "OFFICIAL"
    found = verify(data, against(desk, "ours"))
    assert (found.assessed, found.signed_by) == (1_001, a_key().public.kid)


def test_results_of_a_stream_are_those_of_a_batch() -> None:
    """So either can be kept and checked."""
    desk = a_desk()

    *streamed, _ = signed_stream(desk, HEADER, a_threat(), CUT).splitlines()
    batch = json.loads(signed_by(desk, a_request(a_threat(), CUT, explain=True)))

    assert [json.loads(each) for each in streamed] == batch["results"]


def test_what_is_refused_unsigned_is_refused_signed() -> None:
    with pytest.raises(BadSubmission):
        signed_by(a_desk(), a_request(CUT, on_error="reject"))
