"""Answers in their one canonical form."""

import pytest

from morile_api.language.answer import Answer, as_answer, written

SCALE = ["none", "minor", "severe"]


@pytest.mark.parametrize(
    ("said", "levels"),
    [
        ("minor", ("minor",)),
        (["minor"], ("minor",)),
        (("severe", "none"), ("none", "severe")),
        ("unknown", ("none", "minor", "severe")),
        (["severe", "minor", "none"], ("none", "minor", "severe")),
        (["minor", "minor"], ("minor",)),
    ],
)
def test_levels_stand_once_and_ascending_whatever_was_said(
    said: str | list[str], levels: tuple[str, ...]
) -> None:
    """So that equal answers compare equal and print alike."""
    assert as_answer(said, SCALE) == Answer(levels)


@pytest.mark.parametrize(
    ("answer", "text"),
    [
        (Answer(("minor",)), "minor"),
        (Answer(("none", "severe")), "none|severe"),
        (Answer(("none", "minor", "severe")), "unknown"),
        (Answer(("minor",), "low"), "minor~low"),
        (Answer(("none", "minor", "severe"), "high"), "unknown~high"),
    ],
)
def test_an_answer_is_written_as_the_vector_spells_it(answer: Answer, text: str) -> None:
    """All levels of a scale are what unknown means."""
    assert written(answer, SCALE) == text


def test_on_a_scale_of_one_level_nothing_is_unknown() -> None:
    """There is nothing else that the answer could be."""
    assert written(as_answer("unknown", ["only"]), ["only"]) == "only"
