"""The public keys over HTTP, and which answers are signed."""

import json
from pathlib import Path

import pytest

from morile_api.language.faults import BadKey
from morile_api.provenance.verify import verify
from morile_api.web.app import create_app
from morile_api.web.guard import Guard
from morile_api.web.settings import Settings
from tests.builders import shipped_desk
from tests.signed import a_key, a_key_set, a_pem, against
from tests.wire.asgi import call, get, post
from tests.wire.requests import a_request, a_submission
from tests.wire.streams import a_stream, asked


@pytest.fixture(scope="module")
def signing(tmp_path_factory: pytest.TempPathFactory) -> Guard:
    """A service that changes from the key `ours` to `theirs`, and signs with `ours` yet."""
    folder = tmp_path_factory.mktemp("keys")
    files = []
    for name in ("ours", "theirs"):
        (folder / name).write_bytes(a_pem(name))
        files.append(str(folder / name))
    return create_app(Settings(signing_key=tuple(files), log_level="error"))


def test_every_key_is_published_the_one_that_signs_first(signing: Guard) -> None:
    reply = get("/v1/keys", app=signing)

    assert (reply.status, reply.header("cache-control")) == (200, "no-cache")
    assert reply.body == a_key_set("ours", "theirs")


def test_a_service_without_keys_has_none_and_signs_nothing() -> None:
    assert get("/v1/keys").json == {"keys": []}
    assert "envelope" not in post("/v1/assessments", a_request(a_submission())).json


def test_they_are_told_apart_like_other_documents(signing: Guard) -> None:
    etag = get("/v1/keys", app=signing).header("etag")
    assert etag is not None

    again = get("/v1/keys", app=signing, more=[(b"if-none-match", etag.encode())])
    head = call("HEAD", "/v1/keys", app=signing)

    assert (again.status, again.body, head.status, head.body) == (304, b"", 200, b"")
    assert post("/v1/keys", {}, app=signing).status == 405


def test_an_answer_verifies_with_the_published_keys(signing: Guard) -> None:
    """A short one, which is worked on in the event loop, and one of many in a thread."""
    held = against(shipped_desk(), "ours", "theirs")
    many = [a_submission(ref=f"A-{number}") for number in range(200)]
    for request in (a_request(a_submission()), a_request(*many)):
        found = verify(post("/v1/assessments", request, app=signing).body, held)

        assert found.signed_by == a_key("ours").public.kid


def test_a_stream_is_signed_in_its_trailer(signing: Guard) -> None:
    held = against(shipped_desk(), "ours")

    answer, _ = asked(a_stream(a_submission(), a_submission(ref="A-2")), app=signing)

    assert verify(answer.body, held).signed_by == a_key("ours").public.kid


def test_everything_else_is_answered_as_ever(signing: Guard) -> None:
    """A refusal has nothing to sign."""
    request = {"matrix": "nothing@1.0.0", "submissions": []}

    reply = post("/v1/assessments", request, app=signing)

    assert (reply.status, "envelope" in json.loads(reply.body)) == (404, False)
    assert get("/v1", app=signing).body == get("/v1").body


def test_a_key_file_that_is_none_stops_the_start(tmp_path: Path) -> None:
    (tmp_path / "key").write_bytes(b"")
    with pytest.raises(BadKey):
        create_app(Settings(signing_key=(str(tmp_path / "key"),), log_level="error"))
