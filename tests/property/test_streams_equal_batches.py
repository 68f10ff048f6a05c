"""A stream says of every submission what a request says of it."""

import json

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from morile_api.engine.stream import opened, slices
from morile_api.language.matrix import Matrix
from tests.builders import a_desk, a_request, shipped_desk
from tests.house.sources import ROOT
from tests.property.strategies import Asked, matrices, questions
from tests.streams import a_body, records

BREAKS = st.sampled_from([b"", b"\r", b" \t", b"\r\n\r"])
"""What may stand at the end of a line, or make blank ones."""


@settings(max_examples=150)
@given(questions(matrices()), st.lists(BREAKS, min_size=6, max_size=6), st.booleans())
def test_a_stream_gives_the_results_of_the_same_request(
    question: tuple[Matrix, list[Asked]], breaks: list[bytes], marked: bool
) -> None:
    """Whatever the matrix, with gaps and level sets, blank lines and a byte order mark."""
    matrix, asked = question
    desk, threats = a_desk(matrix), [each.threat for each in asked]
    lines = [
        json.dumps(threat).encode() + end for threat, end in zip(threats, breaks, strict=False)
    ]
    body = b"\xef\xbb\xbf" * marked + a_body(*lines, matrix=matrix.id, explain=True)

    *results, last = records(desk, body)

    answer = desk.answer(a_request(*threats, matrix=matrix.id, explain=True))
    assert results == answer["results"]
    assert {name: last[name] for name in answer["summary"]} == answer["summary"]
    assert (last["matrix"], last["engine_version"]) == (answer["matrix"], answer["engine_version"])


@settings(max_examples=300)
@given(st.binary(max_size=200), st.binary(max_size=200))
def test_no_line_however_broken_touches_its_neighbours(one: bytes, other: bytes) -> None:
    """Any bytes at all: the sound submissions around them are scored as if they stood alone."""
    desk = shipped_desk()
    good = {"ref": "A", "organisation": "NCA", "threat_type": "fraud"}
    threat = json.dumps({**good, "levels": {"outcome": "minor"}}).encode()
    body = b'{"matrix": "disruption@1.0.0"}\n' + b"\n".join([threat, one, threat, other, threat])

    results = [
        each
        for part in slices(opened(desk.scorers, desk.reader, body))
        if isinstance(part, list)
        for each in part
    ]

    scored = [each.digest for each in results if hasattr(each, "digest")]
    assert len(scored) == 3
    assert len(set(scored)) == 1
    assert [each.index for each in results] == list(range(len(results)))


@pytest.mark.parametrize("explain", [False, True])
def test_the_sample_streams_to_the_same_results(explain: bool) -> None:
    sample = json.loads((ROOT / "docs" / "examples" / "threats.json").read_bytes())
    desk, threats = shipped_desk(), sample["submissions"]
    request = {"matrix": sample["matrix"], "submissions": threats, "explain": explain}

    *results, _ = records(desk, a_body(*threats, matrix=sample["matrix"], explain=explain))

    assert results == desk.results(request)
