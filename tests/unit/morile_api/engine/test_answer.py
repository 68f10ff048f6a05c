"""One request answered, from its bytes."""

from typing import Any

import pytest

from morile_api.engine.answer import answer
from morile_api.language.faults import BadSubmission
from tests.builders import DIGEST, a_desk, a_request, a_threat, as_json, codes, only_refused


def test_an_answer_names_the_matrix_counts_the_results_and_keeps_their_order() -> None:
    """What a caller needs to file it: which definition, which engine, what became of each."""
    desk = a_desk()
    request = a_request(a_threat(), a_threat(physical_harm="awful"), a_threat())

    given = answer(desk.scorers, desk.reader, as_json(request))

    mark = given.matrix
    assert (mark.id, mark.version, mark.status, mark.digest) == (
        "example",
        "1.0.0",
        "draft",
        DIGEST,
    )
    assert given.engine_version == "1.0.0"
    assert (given.summary.total, given.summary.assessed, given.summary.refused) == (3, 2, 1)
    assert [result.index for result in given.results] == [0, 1, 2]


def test_a_caller_who_wants_all_or_nothing_gets_nothing_and_every_fault() -> None:
    """`on_error: reject`."""
    desk = a_desk()
    request = a_request(a_threat(), a_threat(physical_harm="awful"), on_error="reject")

    with pytest.raises(BadSubmission) as caught:
        answer(desk.scorers, desk.reader, as_json(request))

    assert codes(caught.value.faults) == [("/submissions/1/levels/physical_harm", "no-such-level")]


def test_a_worked_threat() -> None:
    """Physical harm severe 8, community harm moderate 2.5: 8 + 0.25 x 2.5 = 8.625, printed 8.63."""
    threat = a_threat(physical_harm="severe", community_harm="moderate")

    (result,) = a_desk().results(a_request(threat, explain=True))

    assert (result["score"], result["band"]) == (8.63, "high")
    assert result["nodes"] == {"harm": {"band": "high", "score": 8.63}}
    assert result["range"] == {"bands": ["high"], "highest": 8.63, "lowest": 8.63}
    # Exactly 8 and 0.625: rounded down 8.00 and 0.62, and the hundredth left over goes to 0.625.
    assert result["contributions"] == [
        {"criterion": "physical_harm", "level": "severe", "points": 8, "adds": 8},
        {"criterion": "community_harm", "level": "moderate", "points": 2.5, "adds": 0.63},
    ]


def test_columns_are_answered_like_the_rows_they_hold() -> None:
    """The same bytes, so that a caller may change from one to the other."""
    rows = [a_threat(more={"ref": "A"}), a_threat(more={"ref": "B"}, physical_harm="unknown")]
    desk = a_desk()

    answered = desk.bytes_of({"matrix": "example@1.0.0", "columns": _columns(rows)})

    assert answered == desk.bytes_of(a_request(*rows))


def test_a_fault_in_a_column_is_found_where_the_caller_put_it() -> None:
    """Also one that only scoring finds: a date to come."""
    rows = [
        a_threat(more={"information_date": "2026-11-01"}),
        a_threat(more={"information_date": "2026-11-03"}, physical_harm="awful"),
        a_threat(more={"information_date": "2026-11-03"}),
    ]
    request = {"matrix": "example@1.0.0", "columns": _columns(rows), "as_of": "2026-11-02"}

    _, wrong, late = a_desk().results(request)

    assert codes(only_refused(wrong)) == [("/columns/levels/physical_harm/1", "no-such-level")]
    assert codes(only_refused(late)) == [("/columns/information_date/2", "future-date")]


def _columns(rows: list[dict[str, Any]]) -> dict[str, Any]:
    levels = {key: [row["levels"][key] for row in rows] for key in rows[0]["levels"]}
    return {**{key: [row[key] for row in rows] for key in rows[0]}, "levels": levels}
