"""Where a request is worked on, and what its route answers to."""

import threading
from typing import Any

import pytest
from litestar import route

from morile_api.engine.answer import answer
from morile_api.web import verbs
from morile_api.web.app import create_app
from morile_api.web.batches import Batches
from morile_api.web.posts import methods_of, posted
from morile_api.web.replies import READ, Reply
from morile_api.web.settings import Settings
from tests.wire.asgi import call
from tests.wire.requests import a_body, a_submission


@pytest.fixture
def threads(monkeypatch: pytest.MonkeyPatch) -> list[threading.Thread]:
    """The threads in which requests were answered."""
    seen: list[threading.Thread] = []

    def watched(*given: Any) -> Any:
        seen.append(threading.current_thread())
        return answer(*given)

    monkeypatch.setattr(verbs, "answer", watched)
    return seen


def test_a_small_request_is_answered_on_the_event_loop(threads: list[threading.Thread]) -> None:
    """Handing it to a thread would cost more than scoring it."""
    app = create_app(Settings(log_level="error"))
    threads.clear()

    assert call("POST", "/v1/assessments", a_body(), app=app).status == 200
    assert threads == [threading.main_thread()]


@pytest.mark.parametrize(
    ("count", "wishes", "name"),
    [
        (200, {}, "batch"),
        (3000, {}, "batch"),
        (1, {"sentence": True}, "short"),
        (1, {"distribution": True}, "short"),
        (1, {"flips": 3}, "short"),
    ],
)
def test_a_longer_one_is_answered_in_a_thread_and_alike(
    threads: list[threading.Thread], count: int, wishes: dict[str, Any], name: str
) -> None:
    """Longer by its submissions, or by wishes that take a hundred times a score."""
    app = create_app(Settings(log_level="error"))
    threads.clear()

    body = a_body(*[a_submission()] * count, **wishes)
    reply = call("POST", "/v1/assessments", body, app=app)

    assert (reply.status, reply.json["summary"]["assessed"]) == (200, count)
    [thread] = threads
    assert thread.name.startswith(name)


@pytest.mark.parametrize("method", ["GET", "HEAD"])
def test_nothing_else_is_answered(method: str) -> None:
    reply = call(method, "/v1/assessments")

    assert (reply.status, reply.header("allow")) == (405, "POST")


def test_the_methods_of_a_route_are_those_it_answers_to() -> None:
    @route("/read", http_method=READ)
    async def read() -> None: ...

    post = posted("/send", lambda _: Reply(200, [], b""), Batches(1))

    assert (set(methods_of(read)), list(methods_of(post))) == ({"GET", "HEAD"}, ["POST"])
