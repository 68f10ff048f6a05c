"""Retrying: when, how often, and after how long (figures: conventions of large SDKs)."""

import pytest

from morile._retry import Patience, retry_after_s
from morile._wire import Lost, Reply

ANSWERED_AT = "Sun, 01 Nov 2026 12:00:00 GMT"


def a_reply(status: int = 503, **headers: str) -> Reply:
    return Reply(status, {name.replace("_", "-"): it for name, it in headers.items()}, b"")


def pause(
    outcome: Reply | Lost, attempts: int = 1, spent_s: float = 0, chance: float = 1
) -> float | None:
    return Patience().pause_s(outcome, attempts, spent_s, chance)


@pytest.mark.parametrize("status", [408, 429, 502, 503, 504])
def test_what_may_pass_is_tried_again(status: int) -> None:
    assert pause(a_reply(status)) is not None


@pytest.mark.parametrize("status", [200, 207, 301, 400, 401, 403, 404, 409, 413, 422, 500, 501])
def test_what_would_fail_again_is_not(status: int) -> None:
    """A plain 500 least of all: the same request would break the same thing."""
    assert pause(a_reply(status)) is None


def test_a_connection_is_tried_again_only_while_no_answer_had_begun() -> None:
    assert pause(Lost("no connection", again=True)) is not None
    assert pause(Lost("broke off in the middle", again=False)) is None


def test_pauses_double_from_half_a_second_to_eight() -> None:
    """At the end of the spread; three quarters at the middle, half at its start."""
    patient = Patience(total_s=1000, retries=9)
    lost = Lost("no connection", again=True)

    longest = [patient.pause_s(lost, attempts, 0, 1) for attempts in range(1, 8)]

    assert longest == [0.5, 1, 2, 4, 8, 8, 8]
    assert patient.pause_s(lost, 3, 0, 0.5) == 1.5
    assert patient.pause_s(lost, 3, 0, 0) == 1


def test_four_attempts_follow_the_first() -> None:
    given_up = [pause(a_reply(), attempts) is None for attempts in (1, 2, 3, 4, 5)]

    assert given_up == [False, False, False, False, True]


def test_all_pauses_together_outlast_the_replacing_of_a_process() -> None:
    """Half a second to notice, one or two to start: at the shortest 0.25 + 0.5 + 1 + 2 s."""
    pauses = [
        pause(Lost("no connection", again=True), attempts, chance=0) for attempts in range(1, 5)
    ]

    assert pauses == [0.25, 0.5, 1, 2]


def test_no_attempt_begins_after_the_time_is_up() -> None:
    """Thirty seconds for everything: at 29.6 s half a second more is too much."""
    assert pause(a_reply(), spent_s=29.4) == 0.5
    assert pause(a_reply(), spent_s=29.6) is None


def test_retry_after_is_kept_to_in_full() -> None:
    """Neither shortened to the longest pause nor spread."""
    assert pause(a_reply(retry_after="12"), chance=0) == 12


def test_retry_after_beyond_the_time_left_means_giving_up_at_once() -> None:
    assert pause(a_reply(retry_after="31")) is None
    assert pause(a_reply(retry_after="12"), spent_s=20) is None


@pytest.mark.parametrize(
    ("said", "seconds"),
    [
        ("0", 0),
        (" 7 ", 7),
        ("Sun, 01 Nov 2026 12:00:05 GMT", 5),
        ("Sun, 01 Nov 2026 11:59:00 GMT", 0),
        ("soon", None),
        ("-1", None),
        ("1.5", None),
        ("²", None),
        ("", None),
        ("Sun, 99 Nov 2026 12:00:05 GMT", None),
    ],
)
def test_retry_after_is_seconds_or_a_date(said: str, seconds: float | None) -> None:
    """A date is measured by the sender's own clock, so ours may be wrong."""
    assert retry_after_s(a_reply(retry_after=said, date=ANSWERED_AT)) == seconds


def test_a_date_without_the_senders_clock_says_nothing() -> None:
    assert retry_after_s(a_reply(retry_after="Sun, 01 Nov 2026 12:00:05 GMT")) is None
    assert retry_after_s(a_reply()) is None
