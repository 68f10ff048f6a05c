"""A document is fetched whole, from where it was said to be, in bounded time and size."""

import socket
import time
from collections.abc import Iterator

import pytest

from morile_api.web.access.fetch import NotFetched, fetched
from tests.issuers import KeyServer, key_server


@pytest.fixture
def server() -> Iterator[KeyServer]:
    with key_server() as found:
        yield found


def refused(url: str, seconds: float = 5.0, most_bytes: int = 1_000) -> str:
    with pytest.raises(NotFetched) as error:
        fetched(url, seconds, most_bytes)
    return str(error.value)


def test_a_document_comes_as_it_is(server: KeyServer) -> None:
    server.body = b'{"keys": []}'

    assert fetched(server.url, 5.0, 1_000) == b'{"keys": []}'


def test_nobody_is_sent_elsewhere(server: KeyServer) -> None:
    """Whoever can redirect could name the keys."""
    with key_server() as other:
        server.status, server.headers = 302, {"Location": other.url}

        assert refused(server.url) == "the answer has status 302"
        assert other.asked == 0


@pytest.mark.parametrize("status", [204, 304, 404, 500])
def test_only_a_plain_answer_will_do(server: KeyServer, status: int) -> None:
    server.status = status

    assert refused(server.url) == f"the answer has status {status}"


def test_an_answer_has_a_limit(server: KeyServer) -> None:
    server.body = b"x" * 1_001

    assert refused(server.url) == "the answer is longer than 1000 bytes"
    assert fetched(server.url, 5.0, 1_001) == server.body


def test_an_answer_that_ends_too_soon_is_none(server: KeyServer) -> None:
    server.body, server.claims = b"x", 500

    assert refused(server.url) in ("no whole answer in time", "the answer was cut short")


def test_a_byte_now_and_then_does_not_put_off_the_end(server: KeyServer) -> None:
    """It would drip for ten seconds; each byte comes well within the time-out of a socket."""
    server.body, server.drips = b"x" * 100, True
    began = time.monotonic()

    assert refused(server.url, seconds=0.5) in (
        "no whole answer in time",
        "the answer was cut short",
    )
    assert time.monotonic() - began < 5


def test_nobody_there_is_said_to_be_so() -> None:
    with socket.socket() as taken:
        taken.bind(("127.0.0.1", 0))
        port = taken.getsockname()[1]

        assert refused(f"http://127.0.0.1:{port}/") == "no whole answer in time"


def test_a_plain_server_does_not_pass_for_a_secure_one(server: KeyServer) -> None:
    """And what it says is not repeated."""
    assert refused(server.url.replace("http:", "https:")) == "no whole answer in time"


def test_a_proxy_of_the_environment_is_not_asked(
    server: KeyServer, monkeypatch: pytest.MonkeyPatch
) -> None:
    """The one connection that leaves goes where the operator said."""
    server.body = b"keys"
    with key_server() as proxy:
        for name in ("http_proxy", "https_proxy", "all_proxy", "HTTP_PROXY"):
            monkeypatch.setenv(name, proxy.url)

        assert fetched(server.url, 5.0, 1_000) == b"keys"
        assert proxy.asked == 0
