"""What a caller streams comes back in no error and stands in no log, in lines and in tables."""

import asyncio
from typing import Any

import pyarrow as pa  # type: ignore[import-untyped]
import pytest

from morile_api.web.streams import PATH
from tests.arrow import a_body as tables
from tests.arrow import asking, members, sent
from tests.builders import CANARY
from tests.wire.asgi import HOST, Answer, call, scope_of, streamed
from tests.wire.requests import LEVEL, MATRIX, a_submission
from tests.wire.streams import a_stream, asked
from tests.wire.watched import WORD, Watched, all_of, assert_silent

ARROW = (b"content-type", b"application/vnd.apache.arrow.stream")


@pytest.fixture(scope="module")
def watched(tmp_path_factory: pytest.TempPathFactory) -> Watched:
    return Watched(tmp_path_factory.mktemp("watched") / "log")


LINES: list[tuple[str, bytes]] = [
    ("header", WORD),
    ("header cut off", b'{"matrix":"' + WORD),
    ("matrix", b'{"matrix":"' + WORD + b'"}\n'),
    ("member of the header", a_stream(**{CANARY: 1})),
    ("option", a_stream(flips=CANARY)),
    ("no JSON", a_stream(WORD)),
    ("bad UTF-8", a_stream(b'{"ref":"' + WORD + b'\xff"}')),
    ("member twice", a_stream(b'{"' + WORD + b'":1,"' + WORD + b'":1}')),
    ("a text", a_stream(CANARY)),
    ("member", a_stream(a_submission(**{CANARY: CANARY}))),
    ("ref", a_stream(a_submission(ref=f"{CANARY}\n"))),
    ("organisation", a_stream(a_submission(organisation=CANARY))),
    ("threat type", a_stream(a_submission(threat_type=CANARY))),
    ("criterion", a_stream(a_submission(levels={"outcome": LEVEL, CANARY: LEVEL}))),
    ("level", a_stream(a_submission(levels={"outcome": CANARY}))),
    ("marking", a_stream(a_submission(marking=CANARY))),
    ("too long a line", a_stream(b'{"ref":"' + WORD * 10_000 + b'"}')),
]


def assert_refused_in_silence(reply: Answer, log: bytes) -> None:
    assert_silent(all_of(reply), log)
    assert reply.status == 200 or 400 <= reply.status < 500
    assert b'"outcome":"done"' not in log
    assert b'"route":"/v1/assessments/stream"' in log


@pytest.mark.parametrize("body", [each for _, each in LINES], ids=[name for name, _ in LINES])
def test_nothing_of_a_line_is_repeated(watched: Watched, body: bytes) -> None:
    reply, _ = asked(body, app=watched.app)

    assert_refused_in_silence(reply, watched.logged())


def test_a_sound_reference_comes_back_in_its_record_and_stays_out_of_the_log(
    watched: Watched,
) -> None:
    reply, _ = asked(a_stream(a_submission(ref=CANARY)), app=watched.app)

    assert reply.body.count(WORD) == 1
    assert_silent(watched.logged())


def columns(**changes: Any) -> dict[str, Any]:
    return {**members(1, outcome=[LEVEL]), **changes}


def table(**changes: Any) -> bytes:
    return tables(columns(**changes), MATRIX)


def noted(said: dict[str, str]) -> bytes:
    """A table whose column has a note of the caller's."""
    kept = pa.table(columns())
    field = kept.schema.field("outcome").with_metadata(said)
    place = kept.schema.get_field_index("outcome")
    return sent(asking(kept.cast(kept.schema.set(place, field)), CANARY))


A_QUESTION: dict[str, Any] = {CANARY: "1"}

TABLES: list[tuple[str, bytes]] = [
    ("no table", WORD),
    ("matrix", tables(columns(), CANARY)),
    ("question", tables(columns(), MATRIX, None, **A_QUESTION)),
    ("answer to a question", tables(columns(), MATRIX, explain=CANARY)),
    ("addition", tables(columns(), MATRIX, add=CANARY)),
    ("column", table(**{CANARY: [LEVEL]})),
    ("ref", table(ref=[f"{CANARY}\n"])),
    ("organisation", table(organisation=[CANARY])),
    ("threat type", table(threat_type=[CANARY])),
    ("level", table(outcome=[CANARY])),
    ("levels", table(outcome=[f"{CANARY}|{CANARY}"])),
    ("word of a dictionary", table(outcome=pa.array([CANARY]).dictionary_encode())),
    ("list", table(outcome=pa.array([[CANARY]]))),
    ("marking", table(marking=[CANARY])),
    ("information date", table(information_date=[CANARY])),
    ("note", noted({CANARY: CANARY})),
    ("cut off", table(outcome=[CANARY])[:-100]),
    ("after the end", table() + WORD),
]


def tabled(watched: Watched, body: bytes) -> Answer:
    length = (b"content-length", str(len(body)).encode())
    scope = scope_of("POST", PATH, [HOST, ARROW, length])
    return asyncio.run(streamed(watched.app, scope, body))[0]


@pytest.mark.parametrize("body", [each for _, each in TABLES], ids=[name for name, _ in TABLES])
def test_nothing_of_a_table_is_repeated(watched: Watched, body: bytes) -> None:
    reply = tabled(watched, body)

    assert_refused_in_silence(reply, watched.logged())


def test_a_sound_table_is_answered_so_that_the_others_are_refused_for_the_word(
    watched: Watched,
) -> None:
    assert tabled(watched, table()).status == 200
    assert b'"outcome":"done"' in watched.logged()


def test_no_label_of_a_metric_holds_it(watched: Watched) -> None:
    """The last of this file, after all that was refused above."""
    asked(a_stream(a_submission(organisation=CANARY)), app=watched.app)

    numbers = call("GET", "/metrics", app=watched.app)

    assert b"morile_faults_total" in numbers.body
    assert_silent(all_of(numbers))
