"""What is told beside the data."""

import pytest

from morile._aside import say


def test_what_is_told_goes_beside_the_data(capsys: pytest.CaptureFixture[str]) -> None:
    say("x")

    assert capsys.readouterr() == ("", "x\n")
