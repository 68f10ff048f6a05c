"""The client: attempts, deadlines, headers and warnings, over replies made by hand."""

import warnings
from collections.abc import Callable, Iterator
from contextlib import suppress
from pathlib import Path
from typing import Any

import httpx2
import msgspec
import pytest

import morile
from morile_api.language.about import MatrixList

ADDRESS = "https://scores.example"
NOTHING = msgspec.json.encode(MatrixList([]))

Answer = Callable[[httpx2.Request], httpx2.Response]


@pytest.fixture
def pauses(monkeypatch: pytest.MonkeyPatch) -> list[float]:
    """How long the client would have slept; the spread is at its end."""
    slept: list[float] = []
    monkeypatch.setattr("time.sleep", slept.append)
    monkeypatch.setattr("random.random", lambda: 1.0)
    return slept


def a_client(*answers: Answer | httpx2.Response | Exception, **options: Any) -> morile.Client:
    """A client whose service gives these answers in turn, the last one for ever."""
    left = list(answers)

    def answer(request: httpx2.Request) -> httpx2.Response:
        now = left.pop(0) if len(left) > 1 else left[0]
        if isinstance(now, Exception):
            raise now
        return now if isinstance(now, httpx2.Response) else now(request)

    return morile.Client(ADDRESS, transport=httpx2.MockTransport(answer), **options)


def replied(status: int = 200, body: bytes = NOTHING, **headers: str) -> httpx2.Response:
    named = {name.replace("_", "-"): it for name, it in headers.items()}
    return httpx2.Response(status, headers=named, content=body)


def test_a_reply_is_read_and_how_it_came_is_kept() -> None:
    client = a_client(replied(request_id="r-7"))

    assert client.matrices() == []
    assert client.meta is not None
    assert (client.meta.status, client.meta.request_id, client.meta.attempts) == (200, "r-7", 1)


def test_nothing_is_known_before_the_first_call() -> None:
    assert a_client(replied()).meta is None


def test_what_passes_is_tried_again_with_growing_pauses(pauses: list[float]) -> None:
    client = a_client(replied(503), httpx2.ConnectError("refused"), replied())

    assert client.matrices() == []
    assert pauses == [0.5, 1]
    assert client.meta is not None
    assert client.meta.attempts == 3


def test_a_service_that_asks_for_time_gets_it(pauses: list[float]) -> None:
    client = a_client(replied(429, retry_after="9"), replied())

    client.matrices()

    assert pauses == [9]


def test_after_two_more_attempts_the_last_answer_stands(pauses: list[float]) -> None:
    with pytest.raises(morile.ServerFailed) as failed:
        a_client(replied(503, b"")).matrices()

    assert failed.value.status == 503
    assert len(pauses) == 4


@pytest.mark.usefixtures("pauses")
@pytest.mark.parametrize(
    ("error", "says"),
    [
        (httpx2.ConnectError("Connection refused"), "Connection refused"),
        (httpx2.ConnectTimeout("slow"), "no connection in time"),
        (httpx2.RemoteProtocolError("gone"), "broke off before an answer"),
        (httpx2.ReadError("reset"), "broke off before an answer"),
        (httpx2.PoolTimeout("full"), "every connection of this client is in use"),
    ],
)
def test_no_answer_after_five_attempts_is_unreachable(error: Exception, says: str) -> None:
    with pytest.raises(morile.Unreachable, match=says) as failed:
        a_client(error).matrices()

    assert failed.value.attempts == 5
    assert ADDRESS in str(failed.value)


@pytest.mark.parametrize(
    ("error", "says"),
    [
        (httpx2.ReadTimeout("slow"), "no answer within 30 s"),
        (httpx2.ConnectError("[SSL: CERTIFICATE_VERIFY_FAILED] x"), "MORILE_CA_BUNDLE"),
        (httpx2.UnsupportedProtocol("odd"), "UnsupportedProtocol"),
    ],
)
def test_what_would_not_get_better_is_not_tried_again(error: Exception, says: str) -> None:
    with pytest.raises(morile.Unreachable, match=says) as failed:
        a_client(error).matrices()

    assert failed.value.attempts == 1


def test_an_answer_that_breaks_off_is_not_asked_for_again() -> None:
    class Broken(httpx2.SyncByteStream):
        def __iter__(self) -> Iterator[bytes]:
            yield b'{"matr'
            raise httpx2.ReadError("reset")

    with pytest.raises(morile.Unreachable, match="in the middle"):
        a_client(lambda _: httpx2.Response(200, stream=Broken())).matrices()


def test_an_answer_that_drips_ends_with_the_deadline(monkeypatch: pytest.MonkeyPatch) -> None:
    """Each piece comes in time, all of them together do not."""
    now = iter(range(1000))
    monkeypatch.setattr("time.monotonic", lambda: float(next(now)))

    class Dripping(httpx2.SyncByteStream):
        def __iter__(self) -> Iterator[bytes]:
            while True:
                yield b" "

    with pytest.raises(morile.Unreachable, match="not whole after"):
        a_client(lambda _: httpx2.Response(200, stream=Dripping()), timeout_s=20).matrices()


def test_no_attempts_but_the_first_where_the_caller_retries_itself(pauses: list[float]) -> None:
    with pytest.raises(morile.ServerFailed):
        a_client(replied(503, b""), retries=0).matrices()

    assert pauses == []


def test_a_request_says_who_asks_and_what_it_accepts() -> None:
    asked: list[httpx2.Request] = []

    def kept(request: httpx2.Request) -> httpx2.Response:
        asked.append(request)
        return replied()

    a_client(kept, application="tasking/2.1", token="secret").matrices()  # noqa: S106

    headers = asked[0].headers
    assert headers["user-agent"].startswith(f"morile-python/{morile.__version__} (Python/3.")
    assert headers["user-agent"].endswith(") tasking/2.1")
    assert "httpx2/" in headers["user-agent"]
    assert headers["accept"] == "application/json, application/problem+json"
    assert headers["authorization"] == "Bearer secret"
    assert "content-type" not in headers
    assert str(asked[0].url) == f"{ADDRESS}/v1/matrices"


def test_a_redirection_is_not_followed() -> None:
    """A token must not follow it."""
    with pytest.raises(morile.ServerFailed) as failed:
        a_client(replied(302, b"", location="https://elsewhere.example")).matrices()

    assert failed.value.status == 302


def test_an_operation_that_will_go_is_warned_of_once() -> None:
    gone = replied(deprecation="@1793491200", sunset="Sun, 01 Aug 2027 00:00:00 GMT")
    client = a_client(gone)

    with pytest.warns(morile.MorileDeprecationWarning, match=r"list matrices after .* 2027"):
        client.matrices()
    with warnings.catch_warnings():
        warnings.simplefilter("error")
        client.matrices()


def test_the_warning_points_at_the_callers_own_line() -> None:
    with pytest.warns(morile.MorileDeprecationWarning) as caught:
        a_client(replied(deprecation="@1793491200")).matrices()

    assert caught[0].filename == __file__


def tokens_sent(answers: list[httpx2.Response], **options: Any) -> list[str]:
    """The tokens that a call sends until it is over, whatever comes of it."""
    sent: list[str] = []

    def noting(reply: httpx2.Response) -> Answer:
        def answer(request: httpx2.Request) -> httpx2.Response:
            sent.append(request.headers["authorization"].removeprefix("Bearer "))
            return reply

        return answer

    client = a_client(*map(noting, answers), **options)
    with suppress(morile.Denied):
        client.matrices()
    return sent


def test_a_token_that_was_renewed_meanwhile_is_sent_at_once(pauses: list[float]) -> None:
    """Whoever renews it may do so between the reading and the sending."""
    tokens = iter(["old", "new"])

    sent = tokens_sent([replied(401), replied()], token=lambda: next(tokens))

    assert (sent, pauses) == (["old", "new"], [0.0])


def test_a_token_file_is_read_again_after_a_refusal(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, pauses: list[float]
) -> None:
    file = tmp_path / "token"
    file.write_text("old", "ascii")
    monkeypatch.setenv("MORILE_TOKEN_FILE", str(file))
    monkeypatch.setattr("time.sleep", lambda _: file.write_text("new", "ascii"))

    assert tokens_sent([replied(401), replied()]) == ["old", "new"]


def test_it_is_tried_once_more_and_not_for_ever(pauses: list[float]) -> None:
    assert tokens_sent([replied(401)], token=lambda: "same") == ["same", "same"]


def test_a_token_that_cannot_change_is_not_tried_again(pauses: list[float]) -> None:
    assert tokens_sent([replied(401)], token="fixed") == ["fixed"]  # noqa: S106


def test_what_a_token_does_not_allow_is_not_tried_again(pauses: list[float]) -> None:
    """Another token of the same client allows no more."""
    assert tokens_sent([replied(403)], token=lambda: "same") == ["same"]


@pytest.mark.parametrize(("status", "says"), [(401, "MORILE_TOKEN_FILE"), (403, "ask its issuer")])
def test_who_is_not_let_in_is_told_what_to_do(status: int, says: str) -> None:
    with pytest.raises(morile.Denied, match=says) as denied:
        a_client(replied(status), token="secret-word").matrices()  # noqa: S106

    assert denied.value.status == status
    assert "secret-word" not in str(denied.value)
