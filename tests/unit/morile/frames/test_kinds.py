"""Which frames are taken."""

import pandas as pd
import polars as pl
import pytest

from morile import BadSubmission
from morile.frames.kinds import opened
from tests.builders import CANARY


def test_what_is_no_frame_is_refused_with_what_would_be_one() -> None:
    """A list, a series, a frame whose columns have no names."""
    for wrong in ([1], pl.Series([1]), pd.DataFrame([[1]])):
        with pytest.raises(TypeError, match="give a frame of pandas, polars or pyarrow"):
            opened(wrong)


def test_columns_of_one_name_are_refused_by_their_places() -> None:
    """Which of them is meant is not guessed, and the name is not repeated."""
    frame = pd.DataFrame([[1, 2, 3]], columns=[CANARY, "a", CANARY])

    with pytest.raises(BadSubmission) as caught:
        opened(frame)

    [fault] = caught.value.faults
    assert (fault.code, fault.detail[:17]) == ("not-a-table", "columns 0 and 2, ")
    assert CANARY not in str(caught.value)
