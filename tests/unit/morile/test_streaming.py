"""A slice of a stream: what is sent, what is kept of a broken answer, what is sent again."""

from collections.abc import Iterator
from typing import Any

import httpx2
import msgspec
import pytest

import morile
from morile._bulk import Packer, Wish
from morile._streaming import Slice
from morile._wire import Lost, Reply
from morile_api.language.about import Limits, Service
from morile_api.language.faults import Fault
from morile_api.sheets.unreadable import Unreadable
from morile_api.web.stream_examples import answered_stream
from tests.builders import shipped_catalogue

GRID = "priority-grid-4x4@1.0.0"


def a_threat(ref: str = "A-0", **more: Any) -> dict[str, Any]:
    levels = {"impact": "2", "likelihood": "3"}
    return {"ref": ref, "organisation": "NCA", "threat_type": "fraud", "levels": levels, **more}


def threats(count: int) -> list[dict[str, Any]]:
    return [a_threat(f"A-{number}") for number in range(count)]


def a_slice(*submissions: Any, **wish: Any) -> Slice:
    [chunk] = Packer(Wish(matrix=GRID, **wish), 1000, 1 << 20).chunks(submissions)
    return Slice(chunk)


def answered(body: bytes | None) -> bytes:
    return answered_stream(shipped_catalogue(), body or b"")


def lines(body: bytes | None) -> list[Any]:
    return [msgspec.json.decode(line) for line in (body or b"").splitlines()]


def whole(body: bytes) -> Reply:
    return Reply(200, {}, body)


# One slice


def test_a_slice_is_a_header_and_a_line_for_each_submission() -> None:
    request = a_slice(*threats(2), explain=True).call().request

    header, *rest = lines(request.body)
    assert header == {"matrix": GRID, "explain": True}
    assert [each["ref"] for each in rest] == ["A-0", "A-1"]
    assert (request.path, request.media) == ("/v1/assessments/stream", "application/x-ndjson")


def test_a_whole_answer_is_read_at_once() -> None:
    part = a_slice(*threats(3))
    call = part.call()
    assert call.resume is not None

    outcome, _ = call.resume(whole(answered(call.request.body)))

    assert isinstance(outcome, Reply)
    assert call.read(outcome).total == 3
    assert [(each.index, each.ref) for each in part.results()] == [(n, f"A-{n}") for n in range(3)]


@pytest.mark.parametrize("cut", [0, 1, 700, 1200, -1, -400])
@pytest.mark.parametrize("broken", [True, False], ids=["connection lost", "ended early"])
def test_only_what_has_no_answer_is_sent_again(cut: int, broken: bool) -> None:
    """However the answer was cut, each submission ends with one result, that of a whole answer."""
    expected = a_slice(*threats(4))
    call = expected.call()
    assert call.resume is not None
    call.resume(whole(answered(call.request.body)))
    part = a_slice(*threats(4))
    call = part.call()
    assert call.resume is not None
    had = answered(call.request.body)[:cut]
    lost = Lost("broke off", again=True, had=had)

    outcome, request = call.resume(lost if broken else whole(had))

    kept = had.count(b"\n")
    assert isinstance(outcome, Lost)
    assert outcome.again
    assert [each["ref"] for each in lines(request.body)[1:]] == [f"A-{n}" for n in range(kept, 4)]
    again, _ = call.resume(whole(answered(request.body)))
    assert isinstance(again, Reply)
    assert call.read(again).total == 4 - kept
    assert part.results() == expected.results()


def test_places_and_pointers_count_over_the_whole_input_after_a_break_too() -> None:
    """The second attempt counts from 0 again."""
    submissions = [a_threat(), a_threat(), a_threat(organisation="nobody")]
    part = a_slice(*submissions)
    call = part.call()
    assert call.resume is not None
    first = answered(call.request.body).split(b"\n")[0] + b"\n"

    _, request = call.resume(Lost("broke off", again=True, had=first))
    call.resume(whole(answered(request.body)))

    last = part.results()[2]
    assert isinstance(last, morile.Refused)
    assert (last.index, last.problem.errors[0].pointer) == (2, "/submissions/2/organisation")


def test_what_was_refused_unsent_stands_at_its_place() -> None:
    part = a_slice(a_threat("A"), Unreadable(None, [Fault("", "not-json", "no")]), a_threat("B"))
    call = part.call()
    assert call.resume is not None

    call.resume(whole(answered(call.request.body)))

    assert [each.ref for each in part.results()] == ["A", None, "B"]
    assert [each.index for each in part.results()] == [0, 1, 2]


@pytest.mark.parametrize(
    "change",
    [
        lambda body: body.replace(b"sha256:", b"sha256:0", 9),
        lambda body: body.replace(b'"total":2', b'"total":3'),
        lambda body: body[body.index(b"\n") + 1 :],
        lambda body: body[: body.index(b"\n") + 1] * 2 + body,
        lambda body: b"<html>busy</html>\n",
        lambda body: b'{"status":"assessed"}\n' + body,
        lambda body: b"\xff\n" + body,
    ],
    ids=["digest", "count", "one missing", "one twice", "no records", "half a record", "not UTF-8"],
)
def test_an_answer_that_is_not_to_what_was_sent_is_not_believed(change: Any) -> None:
    """A proxy that mixes up answers must not mix up scores."""
    part = a_slice(*threats(2))
    call = part.call()
    assert call.resume is not None

    outcome, _ = call.resume(whole(change(answered(call.request.body))))

    assert isinstance(outcome, Reply)
    with pytest.raises(morile.ServerFailed):
        call.read(outcome)


# Through a client


class Breaking:
    """A service whose answers to streams break as told: after so many bytes, None for whole."""

    def __init__(self, *cuts: int | None) -> None:
        self.cuts = list(cuts)
        self.sent: list[int] = []

    def __call__(self, request: httpx2.Request) -> httpx2.Response:
        if request.url.path == "/v1":
            service = Service("morile", "1.0.0", "1.0.0", [], [], Limits(10, 1 << 20, "OFFICIAL"))
            return httpx2.Response(200, content=msgspec.json.encode(service))
        self.sent.append(request.content.count(b"\n") - 1)
        answer = answered(request.content)
        cut = self.cuts.pop(0) if self.cuts else None
        return httpx2.Response(200, content=answer if cut is None else answer[:cut])


def a_client(service: Breaking, **more: Any) -> morile.Client:
    return morile.Client("http://127.0.0.1", transport=httpx2.MockTransport(service), **more)


@pytest.fixture(autouse=True)
def _at_once(monkeypatch: pytest.MonkeyPatch) -> None:
    """Attempts follow one another without a pause."""
    monkeypatch.setattr("morile._retry.FIRST_PAUSE_S", 0.0)


def test_a_client_goes_on_where_an_answer_broke_off() -> None:
    """Ten, of which some are answered; then those that are not; then the last five."""
    service = Breaking(900)

    with a_client(service) as client:
        results = list(client.assess_stream(threats(15), matrix=GRID))

    assert [each.index for each in results] == list(range(15))
    first, second, third = service.sent
    assert (first, third) == (10, 5)
    assert 0 < second < 10


def test_an_answer_that_never_ends_well_is_an_error_not_a_short_list() -> None:
    """Four attempts may follow the first; a missing trailer is never passed over."""
    service = Breaking(900, 0, 0, 0, 0)

    with (
        a_client(service) as client,
        pytest.raises(morile.Unreachable, match="ended before its last record"),
    ):
        list(client.assess_stream(threats(10), matrix=GRID))

    assert len(service.sent) == 5


def test_the_meta_of_a_stream_names_the_matrix() -> None:
    with a_client(Breaking()) as client:
        list(client.assess_stream(threats(1), matrix=GRID))

        assert client.meta is not None
        assert client.meta.matrix is not None
        assert client.meta.matrix.id == "priority-grid-4x4"


def test_no_more_is_taken_than_a_slice_needs() -> None:
    """So an endless source is no trouble: ten, and the one that shows that the slice is full."""
    source = iter(threats(100))

    with a_client(Breaking()) as client:
        next(client.assess_stream(source, matrix=GRID))

    assert len(list(source)) == 89


class Cut(httpx2.SyncByteStream):
    """A body whose connection breaks off."""

    def __init__(self, had: bytes) -> None:
        self.had = had

    def __iter__(self) -> Iterator[bytes]:
        yield self.had
        raise httpx2.ReadError("broke off")


def test_what_came_before_a_connection_broke_is_kept() -> None:
    """Not only an answer that ends early: one whose connection is lost half way, too."""
    service, sent = Breaking(), []

    def answer(request: httpx2.Request) -> httpx2.Response:
        reply = service(request)
        if request.url.path == "/v1":
            return reply
        sent.append(request.content.count(b"\n") - 1)
        return reply if len(sent) > 1 else httpx2.Response(200, stream=Cut(reply.content[:900]))

    with morile.Client("http://127.0.0.1", transport=httpx2.MockTransport(answer)) as client:
        results = list(client.assess_stream(threats(10), matrix=GRID))

    assert [each.index for each in results] == list(range(10))
    assert sent[0] == 10
    assert 0 < sent[1] < 10


def test_of_many_only_the_chunk_whose_answer_broke_off_is_sent_again() -> None:
    """Its answer is one document, of which half is worth nothing; those before it stay as given."""
    sent = []

    def answer(request: httpx2.Request) -> httpx2.Response:
        if request.url.path == "/v1":
            return Breaking()(request)
        sent.append(msgspec.json.decode(request.content)["submissions"][0]["ref"])
        given = morile.Offline().answer(request.content)
        if len(sent) == 2:
            return httpx2.Response(200, stream=Cut(given[:500]))
        return httpx2.Response(200, content=given)

    with morile.Client("http://127.0.0.1", transport=httpx2.MockTransport(answer)) as client:
        results = list(client.assess_many(threats(30), matrix=GRID))

    assert sent == ["A-0", "A-10", "A-10", "A-20"]
    assert [each.ref for each in results] == [f"A-{number}" for number in range(30)]
