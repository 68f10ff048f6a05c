"""Submissions one after another, with one matrix for all."""

from functools import cache
from typing import Any

import pytest

import morile
from morile._exits import Misused
from morile._listed import listed
from morile.offline import CHUNK_SUBMISSIONS
from tests.tables import a_table, lines_of

GRID = "priority-grid-4x4@1.0.0"
GOOD: dict[str, Any] = {"ref": "A", "organisation": "NCA", "threat_type": "fraud"}
GOOD |= {"levels": {"impact": "3", "likelihood": "2"}}


@cache
def offline() -> morile.Offline:
    return morile.Offline()


def test_submissions_are_read_as_their_results_are_asked_for() -> None:
    """Of a long file no more is read before the first result is there than goes together."""
    read = 0

    def submissions() -> Any:
        nonlocal read
        for _ in range(10 * CHUNK_SUBMISSIONS):
            read += 1
            yield GOOD

    scored = listed(offline(), lines_of(b""), submissions(), {}, GRID)

    assert read == 1
    next(iter(scored.results))
    assert read == CHUNK_SUBMISSIONS + 1


def test_the_first_vector_names_the_matrix_of_all() -> None:
    first = {**GOOD, "vector": f"{GRID}/IM:3/LI:2"}
    del first["levels"]

    assert listed(offline(), lines_of(b""), iter([first]), {}, None).mark.id == "priority-grid-4x4"


def test_without_submissions_or_a_matrix_there_is_nothing_to_score() -> None:
    with pytest.raises(morile.BadSubmission, match="holds no submissions"):
        listed(offline(), lines_of(b""), iter([]), {}, GRID)
    with pytest.raises(Misused, match="--matrix"):
        listed(offline(), lines_of(b""), iter([GOOD]), {}, None)


def test_columns_that_do_not_fit_refuse_the_table() -> None:
    table = a_table("ref,organisation,threat_type,impact\nA,NCA,fraud,3\n")

    with pytest.raises(morile.BadSubmission, match="column likelihood is missing"):
        listed(offline(), table, table.submissions(), {}, GRID, table)
