"""The routes that score."""

import threading
from typing import Any

import pytest

from morile_api.engine.answer import answer
from morile_api.web import assessments
from morile_api.web.app import create_app
from morile_api.web.batches import INLINE_BYTES
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

    monkeypatch.setattr(assessments, "answer", watched)
    return seen


def test_a_small_request_is_answered_on_the_event_loop(threads: list[threading.Thread]) -> None:
    """Handing it to a thread would cost more than scoring it."""
    app = create_app(Settings(log_level="error"))
    threads.clear()

    assert call("POST", "/v1/assessments", a_body(), app=app).status == 200
    assert threads == [threading.main_thread()]


def test_a_large_one_is_answered_in_a_thread_and_alike(threads: list[threading.Thread]) -> None:
    app = create_app(Settings(log_level="error"))
    threads.clear()
    body = a_body(*[a_submission()] * 3000)
    assert len(body) > INLINE_BYTES

    reply = call("POST", "/v1/assessments", body, app=app)

    assert (reply.status, reply.json["summary"]["assessed"]) == (200, 3000)
    assert threads != [threading.main_thread()]
    assert len(threads) == 1


@pytest.mark.parametrize(("levels", "status"), [({"outcome": "none"}, 200), ({}, 207)])
def test_the_status_says_whether_all_were_assessed(levels: dict[str, str], status: int) -> None:
    body = a_body(a_submission(), a_submission(levels=levels))

    assert call("POST", "/v1/assessments", body).status == status
