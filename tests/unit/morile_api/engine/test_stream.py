"""A stream answered: results in order, a slice at a time, and the trailer at the end."""

from hashlib import sha256

import pytest

from morile_api.engine.stream import SLICE, opened, slices
from morile_api.language.faults import BadSubmission
from tests.builders import DIGEST, a_desk, a_request, a_threat
from tests.streams import a_body, a_stream, records


def test_a_stream_is_answered_record_by_record_and_then_summed_up() -> None:
    body = a_body(a_threat(), a_threat(physical_harm="awful"), a_threat())

    *results, last = records(a_desk(), body)

    assert [each["status"] for each in results] == ["assessed", "refused", "assessed"]
    assert [each["index"] for each in results] == [0, 1, 2]
    assert last == {
        "status": "complete",
        "matrix": {"id": "example", "version": "1.0.0", "status": "draft", "digest": DIGEST},
        "engine_version": "1.0.0",
        "total": 3,
        "assessed": 2,
        "refused": 1,
        "received": f"sha256:{sha256(body).hexdigest()}",
    }


def test_a_wrong_line_stops_no_other() -> None:
    """Whatever it holds, those before and after it are scored, and keep their places."""
    wrong = [b"\xff\xfe{}", b"{", b"5", b"x" * 70_000]

    *results, last = records(a_desk(), a_body(a_threat(), *wrong, b"", a_threat()))

    assert [each["status"] for each in results] == ["assessed", *["refused"] * 4, "assessed"]
    assert [each["index"] for each in results] == list(range(6))
    assert (last["total"], last["assessed"], last["refused"]) == (6, 2, 4)


def test_results_do_not_show_where_one_slice_ends() -> None:
    """One more than two slices hold, with faults on both sides of an edge."""
    threats = [a_threat(more={"ref": f"A-{number}"}) for number in range(2 * SLICE + 1)]
    for number in (SLICE - 1, SLICE):
        threats[number]["levels"] = {"physical_harm": "severe", "community_harm": ["severe"] * 2}
    desk = a_desk()

    *results, _ = records(desk, a_body(*threats))

    assert results == desk.results(a_request(*threats))


def test_no_more_than_a_slice_is_worked_out_at_once() -> None:
    """The third slice is not read before the second has been taken."""
    desk = a_desk()
    stream = a_stream(desk, a_body(*[a_threat()] * (3 * SLICE)))
    parts = slices(stream)

    first, second = next(parts), next(parts)

    assert isinstance(first, list)
    assert isinstance(second, list)
    assert (len(first), len(second)) == (SLICE, SLICE)
    # The header is line 1.
    assert next(stream.lines).number == 2 * SLICE + 2


def test_what_the_header_asks_for_is_given_with_every_result() -> None:
    results = records(a_desk(), a_body(a_threat(), a_threat(), explain=True, sentence=True))[:-1]

    assert all("contributions" in each and "sentence" in each for each in results)


def test_a_date_to_come_is_refused_like_any_other_fault() -> None:
    """It shows only once the others have been scored."""
    threat = a_threat(more={"information_date": "2026-11-02"})

    result, last = records(a_desk(), a_body(threat, as_of="2026-11-01"))

    assert result["problem"]["errors"][0]["code"] == "future-date"
    assert (last["assessed"], last["refused"]) == (0, 1)


def test_a_header_alone_is_a_stream_of_nothing() -> None:
    [last] = records(a_desk(), a_body())

    assert (last["total"], last["assessed"], last["refused"]) == (0, 0, 0)


def test_a_stream_that_is_too_long_is_refused_before_anything_is_scored() -> None:
    desk = a_desk(limit=1)

    with pytest.raises(BadSubmission, match="more than 10 lines"):
        opened(desk.scorers, desk.reader, a_body(*[a_threat()] * 11))
