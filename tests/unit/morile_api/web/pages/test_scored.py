"""One vector assessed for a page."""

import pytest

from morile_api.language.faults import BadSubmission, Code, UnknownMatrix
from morile_api.web.pages.scored import desk_of
from tests.builders import shipped_catalogue

DESK = desk_of(shipped_catalogue(), "OFFICIAL")


def test_a_vector_is_assessed_with_the_matrix_it_names() -> None:
    """Impact 4 times likelihood 3 is 12, as the published grid prints it."""
    shown, it = DESK.assessed("priority-grid-4x4@1.0.0/IM:4/LI:3", "OFFICIAL")

    assert (shown.id, it.score, it.marking) == ("priority-grid-4x4@1.0.0", 12, "OFFICIAL")


def test_faults_of_a_vector_are_all_told() -> None:
    with pytest.raises(BadSubmission) as refused:
        DESK.assessed("priority-grid-4x4@1.0.0/IM:9")

    assert [fault.code for fault in refused.value.faults] == [
        Code.NO_SUCH_LEVEL,
        Code.MISSING_CRITERION,
    ]


def test_a_matrix_that_is_not_there_is_refused_with_those_that_are() -> None:
    with pytest.raises(UnknownMatrix):
        DESK.assessed("<b>/x")


def test_markings_above_the_highest_are_not_offered() -> None:
    assert DESK.markings[-1] == "OFFICIAL"
    assert "OFFICIAL-SENSITIVE" not in DESK.markings
