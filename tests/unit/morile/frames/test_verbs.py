"""Questions asked of frames get the answers that clients give."""

from typing import Any

import pandas as pd
import polars as pl
import pytest

from morile import BadSubmission, Offline
from morile.frames.verbs import agreement, priorities, replay
from tests.builders import codes
from tests.house.sources import ROOT
from tests.tables import a_table

EXAMPLES = ROOT / "docs" / "examples"
MATRIX = "thematic@1.0.0"
ENGINE = Offline()


def a_frame(kind: str, name: str) -> Any:
    path = EXAMPLES / name
    if kind == "pandas":
        return pd.read_csv(path)
    return pl.read_csv(path) if kind == "polars" else pl.scan_csv(path)


def submissions(name: str, *marks: str) -> list[Any]:
    """As the command reads them, without a note."""
    return list(a_table((EXAMPLES / name).read_text("utf-8"), marks).submissions())


KINDS = ["pandas", "polars", "lazy"]


@pytest.mark.parametrize("kind", KINDS)
def test_priorities_of_a_frame_are_those_of_its_submissions(kind: str) -> None:
    """With slots and reserved parts."""
    rules = {"slots": 5, "reserve": {"by": "equal", "share": 0.4}, "tie_break": ["ref"]}

    found = priorities(a_frame(kind, "threats.csv"), MATRIX, rules, engine=ENGINE)

    assert found == ENGINE.priorities(submissions("threats.csv"), MATRIX, rules)


@pytest.mark.parametrize("kind", KINDS)
def test_a_replay_of_a_frame_is_that_of_its_submissions(kind: str) -> None:
    """Under the same definition nobody moves."""
    found = replay(a_frame(kind, "threats.csv"), MATRIX, MATRIX, engine=ENGINE)

    assert found == ENGINE.replay(submissions("threats.csv"), MATRIX, MATRIX)


@pytest.mark.parametrize("kind", KINDS)
def test_agreement_in_a_frame_is_that_of_its_submissions(kind: str) -> None:
    """The invented exercise, of which some rows are the reference."""
    given = [
        {**each, "reference": each["reference"] == "true"} if "reference" in each else each
        for each in submissions("panel.csv", "reference")
    ]

    found = agreement(a_frame(kind, "panel.csv"), MATRIX, draws=100, engine=ENGINE)

    assert found == ENGINE.agreement(given, MATRIX, draws=100)


def test_what_is_wrong_with_a_row_is_said_as_clients_say_it() -> None:
    """Rows count from 0, as submissions do."""
    frame = pl.read_csv(EXAMPLES / "threats.csv").with_columns(volume=pl.lit("awful")).head(2)

    with pytest.raises(BadSubmission) as caught:
        priorities(frame, MATRIX, engine=ENGINE)

    assert codes(caught.value.faults) == [
        (f"/submissions/{row}/levels/volume", "no-such-level") for row in (0, 1)
    ]
