"""Standing: the line no score is shown without."""

import pytest

from morile import MatrixMark
from morile_api.sheets.standing import opened, standing


@pytest.mark.parametrize(
    ("status", "says"),
    [
        ("illustrative", "illustrative: not the official figures"),
        ("published", "published"),
        ("authorised", "authorised by the agency"),
        ("draft", "a draft: not for decisions"),
        ("withdrawn", "withdrawn"),
        ("retired", "retired"),
    ],
)
def test_what_the_figures_are_is_said_for_every_status(status: str, says: str) -> None:
    """Also for one that a newer service has and this version does not know."""
    said = standing(MatrixMark("thematic", "1.0.0", status, "sha256:0"))

    assert said.startswith("The figures of thematic@1.0.0 are ")
    assert says in said


def test_keys_are_read_as_words() -> None:
    assert opened("very_high") == "very high"
