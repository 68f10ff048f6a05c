"""Submissions as columns; over HTTP and in answers they are in tests/contract and test_answer."""

import pytest

from morile_api.language.asked import read_asked
from morile_api.language.columnar import in_columns
from morile_api.language.faults import BadSubmission, Fault
from tests.builders import CANARY, a_desk, a_matrix, a_threat, as_json, codes

READER = a_desk(a_matrix(), a_matrix(name="force", applies_to="unit")).reader

COLUMNS = {
    "ref": ["A", "B"],
    "organisation": ["E23000029", "E23000029"],
    "threat_type": ["county-lines", "county-lines"],
    "levels": {
        "physical_harm": ["severe", ["none", "moderate"]],
        "community_harm": ["unknown", {"level": "none", "confidence": "low"}],
    },
}


def a_body(columns: object = COLUMNS, **more: object) -> bytes:
    return as_json({"matrix": "example@1.0.0", "columns": columns, **more})


def with_levels(**levels: object) -> dict[str, object]:
    return {**COLUMNS, "levels": {**COLUMNS["levels"], **levels}}  # type: ignore[dict-item]


def test_columns_are_read_as_the_same_submissions_in_rows() -> None:
    """Every form an answer may take, and the members that may be left out."""
    rows = [
        a_threat(
            {"physical_harm": "severe", "community_harm": "unknown"},
            {"ref": "A", "marking": "OFFICIAL"},
        ),
        a_threat(
            {
                "physical_harm": ["none", "moderate"],
                "community_harm": {"level": "none", "confidence": "low"},
            },
            {"ref": "B", "information_date": "2026-09-30"},
        ),
    ]
    more = {"marking": ["OFFICIAL", None], "information_date": [None, "2026-09-30"]}

    columnar = read_asked(READER, a_body({**COLUMNS, **more}, explain=True))

    straight = read_asked(READER, as_json({"matrix": "example@1.0.0", "submissions": rows}))
    assert columnar.submissions == straight.submissions
    assert (columnar.places, columnar.columnar, columnar.wanted.explain) == ([0, 1], True, True)


def test_a_unit_needs_no_column_of_threat_types() -> None:
    """As in rows."""
    columns = {name: each for name, each in COLUMNS.items() if name != "threat_type"}

    asked = read_asked(READER, as_json({"matrix": "force@1.0.0", "columns": columns}))

    assert [each.threat_type for each in asked.submissions] == [None, None]


def test_a_row_that_does_not_fit_is_set_apart_and_the_others_are_read() -> None:
    """A null is a missing answer, never a zero and never unknown."""
    columns = with_levels(physical_harm=["severe", None])

    asked = read_asked(READER, a_body(columns))

    assert asked.places == [0]
    (bad,) = asked.bad
    assert (bad.index, bad.ref) == (1, "B")
    assert codes([in_columns(each) for each in bad.faults]) == [
        ("/columns/levels/physical_harm/1", "missing-criterion")
    ]


@pytest.mark.parametrize(
    ("columns", "faults"),
    [
        (None, [("/columns", "wrong-type")]),
        ([], [("/columns", "wrong-type")]),
        ({**COLUMNS, "ref": "A"}, [("/columns/ref", "wrong-type")]),
        ({**COLUMNS, "ref": ["A"]}, None),
        ({**COLUMNS, CANARY: []}, [("/columns", "unknown-member")]),
        ({**COLUMNS, "vector": ["a", "b"]}, [("/columns", "unknown-member")]),
        (with_levels(physical_ham=[]), [("/columns/levels", "no-such-criterion")]),
        (with_levels(physical_harm=["none"]), [("/columns/levels/physical_harm", "too-short")]),
        (with_levels(physical_harm=["none"] * 3), [("/columns/levels/physical_harm", "too-long")]),
        (with_levels(physical_harm=[]), [("/columns/levels/physical_harm", "too-short")]),
        (
            {**COLUMNS, "levels": {"physical_harm": ["none"] * 2}},
            [("/columns/levels/community_harm", "missing-criterion")],
        ),
    ],
)
def test_what_is_wrong_with_a_column_is_wrong_with_the_request(
    columns: object, faults: list[tuple[str, str]] | None
) -> None:
    """Rows cannot be told apart where columns are of different lengths."""
    with pytest.raises(BadSubmission) as caught:
        read_asked(READER, a_body(columns))

    short = [f"/columns/{name}" for name in ("organisation", "threat_type")]
    short += [f"/columns/levels/{name}" for name in ("physical_harm", "community_harm")]
    assert codes(caught.value.faults) == (faults or [(each, "too-long") for each in short])
    assert CANARY not in str(caught.value)


def test_submissions_and_columns_are_not_given_together() -> None:
    """Which of them counts is not guessed."""
    with pytest.raises(BadSubmission) as caught:
        read_asked(READER, a_body(submissions=[a_threat()]))

    assert codes(caught.value.faults) == [("/columns", "either-or")]


def test_a_column_may_not_stand_twice() -> None:
    """The last would replace the answers of every row, unseen."""
    body = a_body().replace(
        b'"physical_harm"', b'"physical_harm": ["none", "none"], "physical_harm"'
    )

    with pytest.raises(BadSubmission) as caught:
        read_asked(READER, body)

    assert codes(caught.value.faults) == [("", "duplicate-member")]


@pytest.mark.parametrize(
    ("inside", "place"),
    [
        ("/levels/volume", "/columns/levels/volume/3"),
        ("/levels/volume/level/1", "/columns/levels/volume/3/level/1"),
        ("/marking", "/columns/marking/3"),
        ("", "/columns/ref/3"),
    ],
)
def test_a_fault_is_placed_in_its_column(inside: str, place: str) -> None:
    """A fault of a whole row is placed at its reference."""
    moved = in_columns(Fault(f"/submissions/3{inside}", "too-long", "."))

    assert moved.pointer == place
