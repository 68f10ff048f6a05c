"""What comes back to requests that cannot be answered: always a problem, always every fault."""

from typing import Any

import msgspec
import pytest

from morile_api.web.app import create_app
from morile_api.web.settings import Settings
from tests.wire.asgi import Answer, call, get, post
from tests.wire.requests import LEVEL, MATRIX, a_body, a_request, a_submission

pytestmark = pytest.mark.contract


def told(reply: Answer) -> tuple[int, str, list[tuple[str, str]]]:
    """Status, type, and where which fault is."""
    assert reply.header("Content-Type") == "application/problem+json"
    faults = [(each["pointer"], each["code"]) for each in reply.json.get("errors", [])]
    return reply.status, reply.json["type"].removeprefix("/problems/"), faults


NOT_READ = [
    (b"", "not-json"),
    (b"{", "not-json"),
    (b"nonsense", "not-json"),
    (b'{"matrix": NaN}', "not-json"),
    (b'{"matrix": 1e999}', "not-json"),
    (b'{"a": 1,}', "not-json"),
    (b"{} {}", "not-json"),
    (b"\xef\xbb\xbf{}", "not-json"),
    ("{}".encode("utf-16"), "not-json"),
    (b'{"matrix": "\xff"}', "not-utf8"),
    (b'{"matrix": "\xed\xa0\x80"}', "not-utf8"),
    (b"[" * 100_000, "too-deep"),
    (b'{"submissions": ' + b"[" * 100_000, "too-deep"),
    (b'{"matrix": ' + b'{"a":' * 100_000, "too-deep"),
]


@pytest.mark.parametrize("path", ["/v1/assessments", "/v1/matrices/check"])
@pytest.mark.parametrize(("body", "code"), NOT_READ, ids=lambda value: repr(value)[:30])
def test_what_is_not_json_is_a_malformed_request(path: str, body: bytes, code: str) -> None:
    """Bad UTF-8 and deep nesting are where frameworks answer 500."""
    status, kind, [(pointer, found)] = told(call("POST", path, body))

    assert (status, kind, pointer) == (400, "malformed-request", "")
    assert (
        found in (code, "not-utf8", "too-deep")
        if code != "not-json"
        else found
        in (
            "not-json",
            "not-utf8",
        )
    )


FRAMES: list[tuple[Any, list[tuple[str, str]]]] = [
    ([], [("", "wrong-type")]),
    ("text", [("", "wrong-type")]),
    (None, [("", "wrong-type")]),
    (7, [("", "wrong-type")]),
    ({}, [("/matrix", "missing-member")]),
    ({"matrix": 7}, [("/matrix", "wrong-type")]),
    ({"matrix": MATRIX}, [("/submissions", "missing-member")]),
    (a_request(submissions=[]), [("/submissions", "too-short")]),
    (a_request(submissions={}), [("/submissions", "wrong-type")]),
    (a_request(submissions=None), [("/submissions", "wrong-type")]),
    (a_request(explain=1), [("/explain", "wrong-type")]),
    (a_request(explain="true"), [("/explain", "wrong-type")]),
    (a_request(on_error="ignore"), [("/on_error", "not-a-choice")]),
    (a_request(more=True), [("", "unknown-member")]),
]


@pytest.mark.parametrize(("value", "faults"), FRAMES)
def test_a_fault_outside_the_submissions_refuses_the_whole(
    value: Any, faults: list[tuple[str, str]]
) -> None:
    assert told(post("/v1/assessments", value)) == (422, "invalid-submission", faults)


def test_every_fault_is_told_at_once() -> None:
    """Frame and submissions together: nobody mends one fault to meet the next."""
    bad = a_submission(ref="", organisation="nowhere", levels={})

    status, _, faults = told(post("/v1/assessments", a_request(bad, explain=3, more=1)))

    assert status == 422
    assert set(faults) == {
        ("/explain", "wrong-type"),
        ("", "unknown-member"),
        ("/submissions/0/ref", "too-short"),
        ("/submissions/0/organisation", "not-a-choice"),
        ("/submissions/0/levels/outcome", "missing-criterion"),
    }


@pytest.mark.parametrize(
    "name", ["", "none@1.0.0", "disruption", "disruption@1", "disruption@9.9.9", "DISRUPTION@1.0.0"]
)
def test_a_matrix_that_is_not_there_is_answered_with_those_that_are(name: str) -> None:
    reply = post("/v1/assessments", {**a_request(), "matrix": name})

    assert told(reply) == (404, "unknown-matrix", [("/matrix", "no-such-matrix")])
    assert MATRIX in reply.json["errors"][0]["detail"]


@pytest.mark.parametrize(
    "path",
    ["/v1/matrices/none/1.0.0", "/v1/matrices/disruption/9.9.9", "/v1/matrices/disruption@1/0"],
)
def test_a_matrix_that_is_not_there_cannot_be_shown(path: str) -> None:
    reply = get(path)

    assert told(reply) == (404, "unknown-matrix", [("", "no-such-matrix")])
    assert MATRIX in reply.json["errors"][0]["detail"]


def test_a_vocabulary_that_is_not_there_is_answered_with_those_that_are() -> None:
    reply = get("/v1/vocabularies/none")

    assert told(reply) == (404, "unknown-vocabulary", [("", "no-such-vocabulary")])
    assert "organisations" in reply.json["errors"][0]["detail"]


SUBMISSIONS: list[tuple[Any, list[tuple[str, str]]]] = [
    (7, [("", "wrong-type")]),
    ({"levels": {"outcome": "dreadful"}}, [("/levels/outcome", "no-such-level")]),
    ({"levels": {"outcome": 3}}, [("/levels/outcome", "wrong-type")]),
    ({"levels": {"outcome": None}}, [("/levels/outcome", "wrong-type")]),
    ({"levels": {"outcome": []}}, [("/levels/outcome", "too-short")]),
    ({"levels": {"outcome": ["none", "none"]}}, [("/levels/outcome", "repeated-level")]),
    ({"levels": {"outcome": ["none", "unknown"]}}, [("/levels/outcome/1", "no-such-level")]),
    (
        {"levels": {"outcome": {"level": LEVEL, "confidence": "sure"}}},
        [("/levels/outcome/confidence", "not-a-choice")],
    ),
    (
        {"levels": {"outcome": {"level": LEVEL, "grading": "9ZZ"}}},
        [("/levels/outcome/grading", "not-a-choice")],
    ),
    ({"levels": {"outcome": LEVEL, "extra": "x"}}, [("/levels", "no-such-criterion")]),
    ({"levels": {}}, [("/levels/outcome", "missing-criterion")]),
    ({"levels": None}, [("", "levels-or-vector")]),
    ({"vector": f"{MATRIX}/OU:{LEVEL}"}, [("", "levels-or-vector")]),
    ({"ref": "a\u0000b"}, [("/ref", "wrong-form")]),
    ({"ref": "a\nb"}, [("/ref", "wrong-form")]),
    ({"ref": "ends\n"}, [("/ref", "wrong-form")]),
    ({"ref": "\u202eturned round"}, [("/ref", "wrong-form")]),
    ({"ref": "x" * 201}, [("/ref", "too-long")]),
    ({"ref": 7}, [("/ref", "wrong-type")]),
    ({"information_date": "30/09/2026"}, [("/information_date", "wrong-form")]),
    ({"information_date": "2026-02-30"}, [("/information_date", "wrong-form")]),
    ({"marking": "SECRET"}, [("/marking", "marking-too-high")]),
    ({"marking": "PUBLIC"}, [("/marking", "not-a-choice")]),
    ({"threat_type": "mischief"}, [("/threat_type", "not-a-choice")]),
]


@pytest.mark.parametrize(("changes", "faults"), SUBMISSIONS)
def test_a_fault_in_a_submission_refuses_that_one(
    changes: Any, faults: list[tuple[str, str]]
) -> None:
    bad = a_submission(**changes) if isinstance(changes, dict) else changes

    reply = post("/v1/assessments", a_request(a_submission(), bad))

    problem = reply.json["results"][1]["problem"]
    assert reply.status == 207
    assert reply.json["results"][0]["status"] == "assessed"
    assert [(each["pointer"], each["code"]) for each in problem["errors"]] == [
        (f"/submissions/1{pointer}", code) for pointer, code in faults
    ]


VECTORS = [
    ("thematic@1.0.0/PH:severe", "other-matrix"),
    ("nothing", "other-matrix"),
    (MATRIX, "missing-criterion"),
    (f"{MATRIX}/OU:{LEVEL}/OU:{LEVEL}", "repeated-criterion"),
    (f"{MATRIX}/OU:dreadful", "no-such-level"),
    (f"{MATRIX}/ZZ:{LEVEL}/OU:{LEVEL}", "bad-vector"),
    (f"{MATRIX}/OU:{LEVEL}~sure", "not-a-choice"),
    ("", "too-short"),
    ("x y", "wrong-form"),
]


@pytest.mark.parametrize(("vector", "code"), VECTORS)
def test_a_vector_that_says_something_else_refuses_its_submission(vector: str, code: str) -> None:
    bad = a_submission(vector=vector)
    del bad["levels"]

    reply = post("/v1/assessments", a_request(bad))

    [result] = reply.json["results"]
    assert reply.status == 207
    assert ("/submissions/0/vector", code) in [
        (each["pointer"], each["code"]) for each in result["problem"]["errors"]
    ]


def test_a_member_named_twice_is_refused_where_one_threat_is_scored() -> None:
    """The last would win unseen, also when it is written with an escape."""
    twice = a_body().replace(b'"outcome":', b'"outcome":"none","out\\u0063ome":')

    assert told(call("POST", "/v1/assessments", twice)) == (
        400,
        "malformed-request",
        [("", "duplicate-member")],
    )


def test_a_definition_named_twice_is_not_checked() -> None:
    assert told(call("POST", "/v1/matrices/check", b'{"toml":"a","toml":"b"}'))[1:] == (
        "malformed-request",
        [("", "duplicate-member")],
    )


def test_a_list_longer_than_the_limit_is_refused_unread() -> None:
    app = create_app(Settings(max_submissions=20, log_level="error"))

    reply = post("/v1/assessments", a_request(*[a_submission()] * 21), app=app)

    assert told(reply) == (422, "invalid-submission", [("/submissions", "too-long")])


def test_a_service_takes_the_markings_it_was_set_up_for() -> None:
    app = create_app(Settings(highest_marking="SECRET", log_level="error"))
    secret, higher = a_submission(marking="SECRET"), a_submission(marking="TOP-SECRET")

    assert post("/v1/assessments", a_request(secret), app=app).status == 200
    assert post("/v1/assessments", a_request(higher), app=app).status == 207


DEFINITIONS: list[tuple[Any, int, str]] = [
    ({"toml": "matrix ="}, 422, "invalid-matrix"),
    ({"toml": "a" * 10}, 422, "invalid-matrix"),
    ({"toml": 'matrix = "example"'}, 422, "invalid-matrix"),
    ({"toml": "decimals = nan"}, 422, "invalid-matrix"),
    ({"toml": "a = " + "[" * 5000}, 422, "invalid-matrix"),
    ({"toml": ".".join(["a"] * 5000) + " = 1"}, 422, "invalid-matrix"),
    ({"toml": "\ufeffmatrix = 1"}, 422, "invalid-matrix"),
    ({"toml": ""}, 422, "invalid-submission"),
    ({"toml": 7}, 422, "invalid-submission"),
    ({"text": "matrix = 1"}, 422, "invalid-submission"),
    ({}, 422, "invalid-submission"),
    ([], 422, "invalid-submission"),
]


@pytest.mark.parametrize(("value", "status", "kind"), DEFINITIONS, ids=range(len(DEFINITIONS)))
def test_a_definition_with_any_fault_is_refused_with_all_of_them(
    value: Any, status: int, kind: str
) -> None:
    found = told(post("/v1/matrices/check", value))

    assert found[:2] == (status, kind)
    assert found[2]


def test_pointers_of_a_refused_definition_lead_into_the_toml() -> None:
    reply = post("/v1/matrices/check", {"toml": 'matrix = "example"\nversion = 3\n'})

    assert ("/version", "wrong-type") in told(reply)[2]
    assert ("/criteria", "missing-member") in told(reply)[2]


def test_fifty_thousand_characters_of_an_unknown_key_do_not_come_back() -> None:
    key = "k" * 50_000
    body = msgspec.json.encode(a_request(a_submission(**{key: 1}), **{key: 1}))

    reply = call("POST", "/v1/assessments", body)

    assert reply.status == 422
    assert len(reply.body) < 5_000
    assert b"kkk" not in reply.body
