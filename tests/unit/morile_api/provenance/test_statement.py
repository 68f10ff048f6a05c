"""The statement that is signed: canonical, and all of the answer."""

import json

import rfc8785

from morile_api.engine.answer import attributed_answer
from morile_api.provenance.statement import lines_of, stated, statement_of
from tests.builders import a_desk, a_request, a_threat, as_json, by_vector

DIGEST = "sha256:" + "1" * 64


def test_results_are_lines_of_canonical_json() -> None:
    """Whether the engine gives them or they were read from a file."""
    desk = a_desk()
    request = a_request(
        a_threat(more={"marking": "OFFICIAL", "ref": "Größe €"}),
        by_vector("example@1.0.0/PH:unknown/CO:none|severe~low"),
        by_vector("example@1.0.0"),
        explain=True,
    )
    said = attributed_answer(desk.scorers, desk.reader, as_json(request))
    read = json.loads(
        json.dumps([json.loads(line) for line in lines_of(said.results).splitlines()])
    )

    assert lines_of(said.results) == b"".join(rfc8785.dumps(each) + b"\n" for each in read)
    assert lines_of(read) == lines_of(said.results)


def test_the_statement_is_the_answer_with_the_digest_for_its_results() -> None:
    desk = a_desk()
    request = as_json(a_request(a_threat(more={"marking": "OFFICIAL"})))
    said = attributed_answer(desk.scorers, desk.reader, request)

    payload = statement_of(said, DIGEST)

    assert payload == rfc8785.dumps(json.loads(payload))
    assert json.loads(payload) == {
        "engine_version": "1.0.0",
        "marking": "OFFICIAL",
        "matrix": {
            "digest": "sha256:" + "0" * 64,
            "id": "example",
            "status": "draft",
            "version": "1.0.0",
        },
        "results": DIGEST,
        "service_version": "1.0.0",
        "summary": {"assessed": 1, "refused": 0, "total": 1},
    }


def test_an_envelope_is_no_part_of_what_it_holds() -> None:
    assert stated({"envelope": 1, "results": [], "more": 2}, DIGEST, "9.9.9") == {
        "more": 2,
        "results": DIGEST,
        "service_version": "9.9.9",
    }
