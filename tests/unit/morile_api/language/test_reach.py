"""Whose submissions a caller may send depends on the organisation and on the date."""

from datetime import date
from typing import Any

import msgspec
import pytest

from morile_api.language.faults import BadSubmission
from morile_api.language.reach import NOBODY, Reach, foreign, refuse_foreign

MOVED = date(2020, 4, 1)

UNIT = Reach(
    always=frozenset({"UNIT", "STAYED"}),
    days=(MOVED,),
    eras=(frozenset({"LEFT"}), frozenset({"CAME"})),
    now=1,
)
"""A unit that a force left, and another joined, on one day."""


class Said(msgspec.Struct):
    organisation: str
    information_date: date | None = None


@pytest.mark.parametrize(
    ("organisation", "day", "may"),
    [
        ("STAYED", None, True),
        ("STAYED", date.min, True),
        ("STAYED", date.max, True),
        ("LEFT", date(2020, 3, 31), True),
        ("LEFT", MOVED, False),
        ("LEFT", None, False),
        ("CAME", date(2020, 3, 31), False),
        ("CAME", MOVED, True),
        ("CAME", None, True),
        ("NEVER", MOVED, False),
    ],
)
def test_a_day_decides_from_its_first_moment(
    organisation: str, day: date | None, may: bool
) -> None:
    """Without a day that of now does."""
    assert UNIT.covers(organisation, day) is may


def test_the_date_of_the_information_goes_before_that_of_the_request() -> None:
    """It says when the force knew what it says."""
    before = date(2019, 1, 1)
    said = [Said("LEFT", before), Said("LEFT"), Said("CAME"), Said("UNIT")]

    assert foreign(UNIT, said, None) == [1]
    assert foreign(UNIT, said, before) == [2]
    assert foreign(UNIT, said, MOVED) == [1]


def test_nobody_covers_nothing() -> None:
    assert foreign(NOBODY, [Said("UNIT")], None) == [0]


@pytest.mark.parametrize("as_of", [{}, {"as_of": None}])
def test_a_whole_request_is_refused_with_every_place(as_of: dict[str, Any]) -> None:
    """One that has no date of its own may lack the member."""
    kind = msgspec.defstruct("Request", [("submissions", list[Said]), *dict.fromkeys(as_of)])
    request = kind([Said("UNIT"), Said("LEFT"), Said("NEVER")], *as_of.values())

    with pytest.raises(BadSubmission) as error:
        refuse_foreign(UNIT, request)

    assert [(each.pointer, each.code) for each in error.value.faults] == [
        ("/submissions/1/organisation", "not-your-organisation"),
        ("/submissions/2/organisation", "not-your-organisation"),
    ]


def test_a_request_with_one_submission_names_that() -> None:
    request = msgspec.defstruct("Request", [("submission", Said)])

    refuse_foreign(UNIT, request(Said("UNIT")))
    with pytest.raises(BadSubmission) as error:
        refuse_foreign(UNIT, request(Said("NEVER")))

    assert [each.pointer for each in error.value.faults] == ["/submission/organisation"]
