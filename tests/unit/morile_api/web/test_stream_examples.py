"""Streams in the contract are real ones."""

from morile_api.web.stream_examples import (
    answered_stream,
    lines_answered,
    lines_sent,
    stream_answers,
    stream_requests,
)
from tests.builders import shipped_catalogue
from tests.streams import read


def test_the_example_shows_a_good_a_bad_and_an_unreadable_line() -> None:
    [answer] = stream_answers(shipped_catalogue()).values()

    records = read(answer.encode())

    assert [each["status"] for each in records] == ["assessed", "refused", "refused", "complete"]
    assert records[2]["problem"]["errors"][0]["detail"].startswith("line 4: ")


def test_the_answers_are_to_the_requests() -> None:
    catalogue = shipped_catalogue()
    requests, answers = stream_requests(catalogue), stream_answers(catalogue)

    assert list(requests) == list(answers)
    for name, body in requests.items():
        assert answered_stream(catalogue, body.encode()).decode() == answers[name]


def test_lines_are_described_by_the_types_they_are_read_with() -> None:
    catalogue = shipped_catalogue()

    sent, answered = lines_sent(catalogue), lines_answered("StreamRecord")

    assert len(sent["x-further-lines"]["anyOf"]) == len(catalogue.entries)
    assert sent["x-first-line"] == {"$ref": "#/components/schemas/StreamHeader"}
    assert answered["x-lines"] == {"$ref": "#/components/schemas/StreamRecord"}
