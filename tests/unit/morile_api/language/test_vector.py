"""The vector: a submission's answers as one line."""

import pytest

from morile_api.language.answer import Answer
from morile_api.language.faults import BadSubmission
from morile_api.language.vector import parse_vector, print_vector
from tests.builders import CANARY, a_matrix, codes

MATRIX = a_matrix()
ALL = ("none", "moderate", "severe")


def test_a_vector_is_the_matrix_and_every_criterion_in_its_order() -> None:
    """It holds everything the score depends on and nothing else."""
    answers = {
        "community_harm": Answer(ALL),
        "physical_harm": Answer(("moderate", "severe"), "low", grading="2CP"),
    }

    assert print_vector(MATRIX, answers) == "example@1.0.0/PH:moderate|severe~low/CO:unknown"


def test_parts_and_levels_may_be_written_in_any_order() -> None:
    """People edit vectors by hand."""
    answers = parse_vector(MATRIX, "example@1.0.0/CO:severe|none/PH:unknown~high")

    assert answers == {
        "physical_harm": Answer(ALL, "high"),
        "community_harm": Answer(("none", "severe")),
    }
    assert list(answers) == ["physical_harm", "community_harm"]


@pytest.mark.parametrize(
    ("line", "found"),
    [
        ("", ["other-matrix"]),
        ("other@1.0.0/PH:none/CO:none", ["other-matrix"]),
        ("example@1.0.0", ["missing-criterion", "missing-criterion"]),
        ("example@1.0.0/", ["missing-criterion", "missing-criterion"]),
        ("example@1.0.0/PH:none/CO:none/", ["bad-vector"]),
        ("example@1.0.0/PH:none/CO", ["bad-vector", "missing-criterion"]),
        ("example@1.0.0/PH:none/CO:", ["no-such-level"]),
        ("example@1.0.0/PH:none/PH:none/CO:none", ["repeated-criterion"]),
        ("example@1.0.0/PH:none|none/CO:none", ["repeated-level"]),
        ("example@1.0.0/PH:none|unknown/CO:none", ["no-such-level"]),
        ("example@1.0.0/PH:none~/CO:none", ["not-a-choice"]),
        ("example@1.0.0/PH:none~low~high/CO:none", ["not-a-choice"]),
        ("example@1.0.0/ph:none/CO:none", ["bad-vector", "missing-criterion"]),
        ("example@1.0.0/ PH:none/CO:none", ["bad-vector", "missing-criterion"]),
        (
            f"example@1.0.0/PH:{CANARY}~{CANARY}/{CANARY}:none",
            ["no-such-level", "not-a-choice", "bad-vector", "missing-criterion"],
        ),
    ],
)
def test_every_fault_of_a_line_is_told_and_none_of_its_text(line: str, found: list[str]) -> None:
    """With the number of the part, since the text itself may not be repeated."""
    with pytest.raises(BadSubmission) as caught:
        parse_vector(MATRIX, line, "/row")

    assert codes(caught.value.faults) == [("/row", code) for code in found]
    assert CANARY not in str(caught.value)


def test_parts_that_are_no_answers_are_one_fault_however_many() -> None:
    """A line of slashes is short; a fault for each of them would be thousands of times as long."""
    line = "example@1.0.0/PH:none/CO:none" + "/x" * 50

    with pytest.raises(BadSubmission) as refused:
        parse_vector(a_matrix(), line)

    [fault] = refused.value.faults
    assert fault.detail == (
        "parts 3, 4, 5, 6, 7, 8, 9, 10, 11, 12 and 40 more are not CODE:level with a code of PH, CO"
    )


def test_an_answer_that_stands_often_is_one_fault() -> None:
    with pytest.raises(BadSubmission) as refused:
        parse_vector(a_matrix(), "example@1.0.0/PH:none/CO:none" + "/CO:none" * 50)

    [fault] = refused.value.faults
    assert fault.detail == "part 3: CO stands twice; give it once"
