"""Faults of what the command line says."""

from argparse import Namespace

import pytest

from morile._stated import option_of

ASKED = Namespace(file="threats.csv", tie_break=["x"], flips=0, under="a@1.0.0", as_of=None)


@pytest.mark.parametrize(
    ("pointer", "option"),
    [
        ("/tie_break/0", "--tie-break"),
        ("/to", "--under"),
        ("/flips", None),
        ("/as_of", None),
        ("/submissions/0/ref", None),
        ("", None),
        ("row 1", None),
    ],
)
def test_a_fault_has_the_name_of_the_option_that_was_given(
    pointer: str, option: str | None
) -> None:
    """What was not given on the command line stands in the file."""
    assert option_of(pointer, ASKED) == option
