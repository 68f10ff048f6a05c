"""Rows of frames as submissions."""

from datetime import date, datetime
from typing import Any

import pandas as pd
import pytest

from morile.frames.rows import submissions_of
from tests.builders import a_matrix
from tests.frames import KINDS, example

MEMBERS: dict[str, list[Any]] = {
    "ref": ["A", "B", "C"],
    "organisation": ["NCA", "NCA", "NCA"],
    "threat_type": ["fraud", "fraud", "fraud"],
    "assessor": ["analyst", None, "lead"],
}


@pytest.mark.parametrize("kind", KINDS)
def test_a_row_is_a_submission_without_what_is_null_in_it(kind: str) -> None:
    """The text of a cell becomes the answer that the API takes."""
    table = {**MEMBERS, **example(["severe~low", "none|moderate", None])}

    one, two, three = submissions_of(KINDS[kind](table), a_matrix(), None)

    assert one["levels"]["physical_harm"] == {"level": "severe", "confidence": "low"}
    assert (one["ref"], one["assessor"]) == ("A", "analyst")
    assert two["levels"] == {
        "physical_harm": ["none", "moderate"],
        "community_harm": ["none", "moderate"],
    }
    assert "assessor" not in two
    assert three["levels"] == {"community_harm": "none"}


def test_days_figures_and_flags_are_those_of_json() -> None:
    """Whatever the frame makes of them."""
    frame = pd.DataFrame(
        {
            **MEMBERS,
            **example(),
            "information_date": [datetime(2026, 9, 30), None, pd.NaT],  # noqa: DTZ001
            "cost": [2.5, float("nan"), 1],
            "reference": [True, False, None],
        }
    )

    found = submissions_of(frame, a_matrix(), None, marks=("cost", "reference"))

    assert [each.get("information_date") for each in found] == [date(2026, 9, 30), None, None]
    assert [each.get("cost") for each in found] == [2.5, None, 1]
    assert [each.get("reference") for each in found] == [True, False, None]


def test_a_unit_needs_no_threat_type() -> None:
    """As everywhere."""
    frame = KINDS["polars"]({"ref": ["A"], "organisation": ["NCA"], **example(["none"], ["none"])})

    assert len(submissions_of(frame, a_matrix(applies_to="unit"), None)) == 1
