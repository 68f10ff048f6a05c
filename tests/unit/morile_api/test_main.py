"""Starting the service; what happens after that is tested on the running process."""

import socket
from pathlib import Path

import pytest

from morile_api.__main__ import (
    CONNECTIONS,
    connections,
    loader_of,
    main,
    refuse_strangers,
    refuse_taken,
    server_of,
)
from morile_api.web.guard import Guard
from morile_api.web.held import held_of
from morile_api.web.settings import BadSettings, Settings
from tests.tokens import guarded


@pytest.mark.parametrize("host", ["127.0.0.1", "127.8.9.1", "::1", "localhost"])
def test_this_machine_may_reach_an_open_service(host: str) -> None:
    refuse_strangers(Settings(host=host))


@pytest.mark.parametrize("host", ["0.0.0.0", "::", "10.0.0.1", "example.org", "localhost.org"])  # noqa: S104
def test_no_other_may(host: str) -> None:
    with pytest.raises(BadSettings, match="anybody may call"):
        refuse_strangers(Settings(host=host))


def test_others_may_reach_a_service_whose_callers_need_tokens(tmp_path: Path) -> None:
    refuse_strangers(guarded(tmp_path, host="10.0.0.1"))


def test_keys_that_cannot_be_used_stop_the_service_before_it_serves(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    """A serving process would otherwise fail again and again."""
    for name, text in {"JWKS": str(tmp_path / "none"), "ISSUER": "i", "AUDIENCE": "a"}.items():
        monkeypatch.setenv(f"MORILE_{name}", text)
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        monkeypatch.setenv("MORILE_PORT", str(free.getsockname()[1]))

    assert main() == 2
    assert "MORILE_JWKS: it cannot be read" in capsys.readouterr().err


def test_an_address_that_is_taken_is_refused_by_name() -> None:
    """Two services on one port would each answer some of the requests, unseen."""
    with socket.socket() as taken:
        taken.bind(("127.0.0.1", 0))
        taken.listen()
        port = taken.getsockname()[1]
        with pytest.raises(BadSettings, match="MORILE_PORT"):
            refuse_taken(Settings(port=port))
    refuse_taken(Settings(port=port))


def test_settings_that_make_no_sense_end_with_their_own_code(
    monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setenv("MORILE_PORT", "none")

    assert main() == 2
    assert "MORILE_PORT" in capsys.readouterr().err


def test_each_process_makes_the_application_of_these_settings() -> None:
    settings = Settings(log_level="error")

    assert isinstance(loader_of(settings, held_of(settings))(), Guard)


def test_there_is_room_for_many_connections_within_what_is_allowed() -> None:
    assert 1 <= connections() <= CONNECTIONS


def test_the_server_outlives_the_slowest_body_when_it_stops() -> None:
    """Otherwise a request in hand would be dropped."""
    settings = Settings(port=9000, body_seconds=7)

    server = server_of(settings)

    assert (server.bind_addr, server.bind_port) == ("127.0.0.1", 9000)
    assert server.workers_kill_timeout is not None
    assert server.workers_kill_timeout > settings.body_seconds
    assert not server.websockets
