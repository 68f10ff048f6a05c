"""Making the application."""

from pathlib import Path
from typing import Any

import pytest

from morile_api.language.faults import BadMatrix
from morile_api.web import verbs
from morile_api.web.app import create_app
from morile_api.web.batches import Batches, Overloaded
from morile_api.web.settings import BadSettings, Settings
from tests.builders import a_definition
from tests.wire.asgi import call, get, post
from tests.wire.requests import a_request

QUIET = Settings(log_level="error")


def test_it_is_ready_as_soon_as_it_is_made(monkeypatch: pytest.MonkeyPatch) -> None:
    """Some ways to call an application run no start-up hooks."""
    for name in ("MORILE_MATRICES", "MORILE_PORT"):
        monkeypatch.delenv(name, raising=False)

    assert get("/readyz", app=create_app()).status == 200


def test_the_environment_is_read_where_no_settings_are_given(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setenv("MORILE_PORTS", "1")

    with pytest.raises(BadSettings):
        create_app()
    create_app(QUIET)


def test_a_matrix_at_fault_stops_the_start(tmp_path: Path) -> None:
    (tmp_path / "example").mkdir()
    (tmp_path / "example" / "1.0.0.toml").write_bytes(
        a_definition(("decimals = 2", "decimals = 9"))
    )

    with pytest.raises(BadMatrix):
        create_app(Settings(matrices=(str(tmp_path),), log_level="error"))


def test_what_nobody_foresaw_is_a_problem_without_detail(
    monkeypatch: pytest.MonkeyPatch, capfd: pytest.CaptureFixture[str]
) -> None:
    def fail(*_: Any) -> None:
        raise RuntimeError("a secret")

    monkeypatch.setattr(verbs, "answer", fail)

    reply = post("/v1/assessments", a_request(), app=create_app(QUIET))

    assert (reply.status, reply.json["type"]) == (500, "/problems/internal")
    assert "detail" not in reply.json
    assert b"secret" not in reply.body


def test_what_is_too_much_at_once_is_put_off(monkeypatch: pytest.MonkeyPatch) -> None:
    async def full(*_: Any) -> None:
        raise Overloaded

    monkeypatch.setattr(Batches, "run", full)

    reply = call("POST", "/v1/matrices/check", b"{}", app=create_app(QUIET))

    assert (reply.status, reply.json["type"]) == (503, "/problems/overloaded")
    assert reply.header("Retry-After") == "1"


def test_limits_are_those_of_the_settings() -> None:
    app = create_app(
        Settings(
            max_submissions=70, max_body_bytes=2048, highest_marking="SECRET", log_level="error"
        )
    )

    assert get("/v1", app=app).json["limits"] == {
        "submissions": 70,
        "body_bytes": 2048,
        "highest_marking": "SECRET",
    }
    assert call("POST", "/v1/assessments", b" " * 2049, app=app).status == 413
