"""What a caller sends comes back in no error and stands in no log, wherever they put it."""

from typing import Any

import msgspec
import pytest

from morile_api.web import verbs
from tests.builders import A_DEFINITION, CANARY
from tests.wire.asgi import HOST, JSON, call
from tests.wire.requests import LEVEL, MATRIX, a_body, a_request, a_submission
from tests.wire.watched import WORD, Watched, assert_unrepeated


@pytest.fixture(scope="module")
def watched(tmp_path_factory: pytest.TempPathFactory) -> Watched:
    return Watched(tmp_path_factory.mktemp("watched") / "log")


def body(value: Any) -> bytes:
    return msgspec.json.encode(value)


def one(**changes: Any) -> bytes:
    """A request of which one submission is refused."""
    return a_body(a_submission(), a_submission(**changes))


BODIES: list[tuple[str, bytes]] = [
    ("not JSON", WORD),
    ("cut off", b'{"' + WORD),
    ("bad UTF-8", b'{"matrix": "' + WORD + b'\xff"}'),
    ("a text", body(CANARY)),
    ("matrix", body({**a_request(), "matrix": CANARY})),
    ("matrix of another type", body({**a_request(), "matrix": [CANARY]})),
    ("member", a_body(**{CANARY: CANARY})),
    ("member twice", b'{"' + WORD + b'":1,"' + WORD + b'":1,' + a_body()[1:]),
    ("explain", a_body(explain=CANARY)),
    ("on_error", a_body(on_error=CANARY)),
    ("as_of", a_body(as_of=CANARY)),
    ("submissions", a_body(submissions=CANARY)),
    ("a submission", body(a_request(submissions=[CANARY]))),
    ("member of a submission", one(**{CANARY: 1})),
    ("ref", one(ref=f"{CANARY}\n")),
    ("long ref", one(ref=CANARY * 20)),
    ("organisation", one(organisation=CANARY)),
    ("threat type", one(threat_type=CANARY)),
    ("criterion", one(levels={"outcome": LEVEL, CANARY: LEVEL})),
    ("level", one(levels={"outcome": CANARY})),
    ("levels", one(levels={"outcome": [CANARY, CANARY]})),
    ("levels of another type", one(levels=CANARY)),
    ("graded level", one(levels={"outcome": {"level": CANARY}})),
    ("confidence", one(levels={"outcome": {"level": LEVEL, "confidence": CANARY}})),
    ("grading", one(levels={"outcome": {"level": LEVEL, "grading": CANARY}})),
    ("member of a level", one(levels={"outcome": {"level": LEVEL, CANARY: 1}})),
    ("vector", one(levels=None, vector=CANARY)),
    ("matrix of a vector", one(levels=None, vector=f"{CANARY.replace('_', '')}@1.0.0/OU:{LEVEL}")),
    ("code of a vector", one(levels=None, vector=f"{MATRIX}/ZEBRA4711:{LEVEL}")),
    ("level of a vector", one(levels=None, vector=f"{MATRIX}/OU:{CANARY}")),
    ("confidence of a vector", one(levels=None, vector=f"{MATRIX}/OU:{LEVEL}~{CANARY}")),
    ("assessor", one(assessor=f"{CANARY}\n")),
    ("information date", one(information_date=CANARY)),
    ("marking", one(marking=CANARY)),
    ("rejected whole", a_body(a_submission(ref=f"{CANARY}\n"), on_error="reject")),
]


@pytest.mark.parametrize("sent", [each for _, each in BODIES], ids=[name for name, _ in BODIES])
def test_nothing_of_a_request_for_assessments_is_repeated(watched: Watched, sent: bytes) -> None:
    reply = call("POST", "/v1/assessments", sent, app=watched.app)

    log = watched.logged()
    assert_unrepeated(reply, log)
    assert b'"route":"/v1/assessments"' in log


DEFINITIONS: list[tuple[str, Any]] = [
    ("not TOML", {"toml": CANARY}),
    ("half a line", {"toml": f"{CANARY} = "}),
    ("key", {"toml": f"{CANARY} = 1"}),
    ("key of a bad figure", {"toml": f"{CANARY} = nan"}),
    ("key of a deep one", {"toml": f"a.{CANARY}.b = inf"}),
    ("value", {"toml": f'version = "{CANARY}"'}),
    ("scale", {"toml": A_DEFINITION.replace('scale = "impact"', f'scale = "{CANARY}"')}),
    ("status", {"toml": A_DEFINITION.replace('"draft"', f'"{CANARY}"')}),
    ("operator", {"toml": A_DEFINITION.replace('"weighted_sum"', f'"{CANARY}"')}),
    ("input", {"toml": A_DEFINITION.replace('of = ["physical_harm"', f'of = ["{CANARY}"')}),
    ("result", {"toml": A_DEFINITION.replace('score = "harm"', f'score = "{CANARY}"')}),
    ("member", {CANARY: "x"}),
    ("member beside", {"toml": "a", CANARY: 1}),
]


@pytest.mark.parametrize(
    "value", [each for _, each in DEFINITIONS], ids=[n for n, _ in DEFINITIONS]
)
def test_nothing_of_a_definition_is_repeated(watched: Watched, value: Any) -> None:
    reply = call("POST", "/v1/matrices/check", body(value), app=watched.app)

    assert_unrepeated(reply, watched.logged(), 422 if reply.status != 400 else 400)


MANNERS: list[tuple[str, str, str, bytes, list[tuple[bytes, bytes]]]] = [
    ("path", "GET", f"/{CANARY}", b"", [HOST]),
    ("path below", "GET", f"/v1/matrices/{CANARY}/{CANARY}", b"", [HOST]),
    ("vocabulary", "GET", f"/v1/vocabularies/{CANARY}", b"", [HOST]),
    ("path that is not a line", "GET", f"/v1/{CANARY}\r\nx: y", b"", [HOST]),
    ("method", CANARY, "/v1", b"", [HOST]),
    ("query", "GET", "/v1", WORD + b"=" + WORD, [HOST]),
    ("host", "GET", "/v1", b"", [(b"host", WORD + b"/")]),
    ("second host", "GET", "/v1", b"", [HOST, (b"host", WORD)]),
    ("accept", "GET", "/v1", b"", [HOST, (b"accept", WORD + b"/x")]),
    ("content type", "POST", "/v1/assessments", b"", [HOST, (b"content-type", WORD)]),
    ("content coding", "POST", "/v1/assessments", b"", [HOST, JSON, (b"content-encoding", WORD)]),
    ("length", "POST", "/v1/assessments", b"", [HOST, JSON, (b"content-length", WORD)]),
    ("id", "GET", "/none", b"", [HOST, (b"request-id", WORD + b" ")]),
    ("trace", "GET", "/none", b"", [HOST, (b"traceparent", WORD)]),
    ("a header", "GET", "/none", b"", [HOST, (WORD, WORD), (b"authorization", WORD)]),
    ("etag", "GET", "/none", b"", [HOST, (b"if-none-match", WORD)]),
]


@pytest.mark.parametrize("sent", MANNERS, ids=[each[0] for each in MANNERS])
def test_nothing_of_the_manner_of_a_request_is_repeated(watched: Watched, sent: Any) -> None:
    _, method, path, query, headers = sent

    reply = call(method, path, app=watched.app, headers=headers, query=query)

    assert_unrepeated(reply, watched.logged())


def test_a_failure_of_ours_tells_the_caller_nothing_and_the_log_only_the_place(
    watched: Watched, monkeypatch: pytest.MonkeyPatch
) -> None:
    """The message of an exception may hold a submission."""

    def fail(*_: Any) -> None:
        raise ValueError(CANARY)

    monkeypatch.setattr(verbs, "json_reply", fail)

    reply = call("POST", "/v1/assessments", a_body(), app=watched.app)

    log = watched.logged()
    assert_unrepeated(reply, log, 500)
    assert set(reply.json) == {"type", "title", "status", "instance", "request_id"}
    assert b'"fault":"ValueError at fail:' in log


def test_a_sound_reference_comes_back_with_its_result_and_stays_out_of_the_log(
    watched: Watched,
) -> None:
    """It is what a reference is for; the log has no use for it."""
    reply = call("POST", "/v1/assessments", a_body(a_submission(ref=CANARY)), app=watched.app)

    assert reply.json["results"][0]["ref"] == CANARY
    assert WORD not in watched.logged()
