"""Markings of what is made of several submissions."""

import pytest

from morile_api.language.marking import highest_of

MARKINGS = ["OFFICIAL", "OFFICIAL-SENSITIVE", "SECRET"]


@pytest.mark.parametrize(
    ("stated", "highest"),
    [
        ([], None),
        ([None, None], None),
        (["OFFICIAL", None], "OFFICIAL"),
        (["OFFICIAL-SENSITIVE", "OFFICIAL"], "OFFICIAL-SENSITIVE"),
        (["OFFICIAL", "SECRET", "OFFICIAL-SENSITIVE"], "SECRET"),
    ],
)
def test_the_most_sensitive_counts(stated: list[str | None], highest: str | None) -> None:
    assert highest_of(stated, MARKINGS) == highest
