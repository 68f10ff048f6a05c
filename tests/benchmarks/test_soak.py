"""Whether the soak would notice: it must count what a broken service does."""

import socket
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from random import Random

import pytest

from benchmarks.soak import bad
from benchmarks.soak.bad import KINDS, Bad, accepted
from benchmarks.soak.figures import (
    BEGIN,
    END,
    Figure,
    Part,
    broken,
    percentile,
    with_figures,
    zero,
)
from benchmarks.soak.good import CANARY, Good
from benchmarks.soak.mixed import Tally, Wrong, judge_bad, judge_good
from benchmarks.soak.wire import HUNG, UNANSWERED, Reply, ask, get

BAD = Bad("cut short", b"")
GOOD = Good(b"", b'"score":1')


def wrong_of(reply: Reply, good: bool = False) -> Wrong:
    """What is counted against a reply to one request."""
    tally = Tally()
    if good:
        judge_good(GOOD, reply, tally)
    else:
        judge_bad(BAD, reply, tally)
    return tally.wrong


@pytest.mark.parametrize(
    ("reply", "name"),
    [
        (Reply(500), "fives"),
        (Reply(503), "fives"),
        (Reply(HUNG), "hangs"),
        (Reply(UNANSWERED), "unanswered"),
        (Reply(200), "accepts"),
        (Reply(207, body=b'{"summary":{"assessed":1}}'), "accepts"),
        (Reply(422, body=CANARY.encode()), "leaks"),
        (Reply(422, head=CANARY.upper().encode().lower()), "leaks"),
    ],
)
def test_each_wrong_end_of_a_bad_request_is_counted(reply: Reply, name: str) -> None:
    assert wrong_of(reply) == Wrong(**{name: 1})


@pytest.mark.parametrize("reply", [Reply(422), Reply(207, body=b'{"summary":{"assessed":0}}')])
def test_a_refusal_is_what_is_wanted(reply: Reply) -> None:
    assert wrong_of(reply) == Wrong()


@pytest.mark.parametrize("reply", [Reply(422), Reply(200, body=b'"score":2')])
def test_any_other_answer_to_a_good_request_is_wrong(reply: Reply) -> None:
    assert wrong_of(reply, good=True) == Wrong(answers=1)
    assert wrong_of(Reply(200, body=b'{"score":1}'), good=True) == Wrong()


@pytest.mark.parametrize(("count", "taken"), [(0, False), (2, True)])
def test_a_line_that_was_scored_is_a_wrong_accept(count: int, taken: bool) -> None:
    head = b"http/1.1 200 ok\r\ncontent-type: application/x-ndjson"

    assert accepted(Reply(200, head, b'{"assessed":%d,' % count)) is taken


def test_what_was_closed_unread_counts_where_it_was_a_proper_request_only() -> None:
    """Noise may be hung up on."""
    tally = Tally()
    judge_bad(Bad("framing", b""), Reply(UNANSWERED), tally)

    assert tally.wrong == Wrong()
    assert wrong_of(Reply(UNANSWERED)) == Wrong(unanswered=1)


@pytest.mark.parametrize("kind", list(KINDS))
def test_equal_dice_make_equal_requests_and_others_make_others(kind: str) -> None:
    """So that a run can be repeated, and a long one does not send the same few again."""

    def made(seed: int) -> set[bytes]:
        dice = Random(seed)  # noqa: S311
        return {KINDS[kind](dice, f"{CANARY}{dice.getrandbits(40):x}") for _ in range(40)}

    assert made(1) == made(1)
    assert len(made(1) | made(2)) > len(made(1)) or kind in ("media", "number", "beside")


def test_all_kinds_are_drawn() -> None:
    dice = Random(7)  # noqa: S311

    assert {bad.drawn(dice).kind for _ in range(2_000)} == set(KINDS)


def test_a_count_that_must_be_0_breaks_the_soak_at_1() -> None:
    part = Part("Title", "How.", [zero("5xx", 1), zero("hangs", 0), Figure("time", "3 ms")])

    assert broken([part]) == ["Title: 5xx: 1, promised 0"]


def test_the_page_keeps_what_stands_around_its_figures() -> None:
    page = f"above\n\n{BEGIN}old\n{END}below\n"

    written = with_figures(page, [Part("Title", "How.", [zero("5xx", 0)])])

    assert written.startswith(f"above\n\n{BEGIN}\n## Title\n")
    assert "| 5xx | 0 | 0 | held |" in written
    assert written.endswith(f"{END}below\n")
    assert "old" not in written


def test_the_99th_percentile_is_what_one_in_a_hundred_exceeds() -> None:
    """Of 1 to 200 that is 198; of three values the last."""
    assert percentile(range(1, 201), 99) == 198
    assert percentile([3, 1, 2], 99) == 3


@contextmanager
def answering(*parts: bytes) -> Iterator[int]:
    """A port where one caller is sent these parts and then nothing more."""
    over = threading.Event()
    with socket.create_server(("127.0.0.1", 0)) as listening:

        def serve() -> None:
            link, _ = listening.accept()
            with link:
                for part in parts:
                    link.recv(1_000)
                    link.sendall(part)
                if not parts:
                    over.wait(5)

        thread = threading.Thread(target=serve)
        thread.start()
        yield listening.getsockname()[1]
        over.set()
        thread.join()


def test_a_service_that_never_answers_is_seen_to_hang() -> None:
    with answering() as port:
        assert ask(port, get("/"), patience=0.2).status == HUNG


def test_an_answer_is_read_to_its_end() -> None:
    with answering(b"HTTP/1.1 207 Multi-Status\r\nContent-Length: 5\r\n\r\nwhole") as port:
        reply = ask(port, get("/"))

    assert (reply.status, reply.body) == (207, b"whole")


def test_a_service_that_closes_without_a_word_has_not_answered() -> None:
    with answering(b"") as port:
        assert ask(port, get("/")).status == UNANSWERED
