"""Which column answers which criterion."""

import narwhals as nw
import pytest

from morile import BadSubmission
from morile.frames.matching import Manner, matched, members
from tests.builders import CANARY, a_matrix, codes

MATRIX = a_matrix()
TEXT = nw.String()


def faults_of(schema: dict[str, object], **columns: str) -> list[tuple[str, str]]:
    with pytest.raises(BadSubmission) as caught:
        matched(MATRIX, schema, columns)
    assert CANARY not in str(caught.value)
    return codes(caught.value.faults)


def test_a_column_is_found_by_its_key_or_by_what_the_caller_says() -> None:
    """In the order of the matrix."""
    schema = {"community_harm": TEXT, CANARY: nw.List(nw.String)}

    assert matched(MATRIX, schema, {"physical_harm": CANARY}) == [CANARY, "community_harm"]


def test_everything_wrong_with_the_columns_is_said_at_once() -> None:
    """Missing, of the wrong type, said of what is no criterion."""
    assert faults_of({"physical_harm": nw.Int64(), CANARY: TEXT}, fysical_harm=CANARY) == [
        ("/columns", "no-such-criterion"),
        ("/physical_harm", "wrong-type"),
        ("/community_harm", "missing-column"),
    ]


@pytest.mark.parametrize(
    "kind", [nw.Int64(), nw.Float64(), nw.Boolean(), nw.Date(), nw.List(nw.Int64)]
)
def test_figures_and_dates_are_no_levels(kind: object) -> None:
    """A spreadsheet that counts levels has other figures than the matrix."""
    schema = {"physical_harm": kind, "community_harm": TEXT}

    assert faults_of(schema) == [("/physical_harm", "wrong-type")]


def test_the_nearest_column_is_named_by_its_place() -> None:
    """Its name is the caller's, and its place says as much."""
    with pytest.raises(BadSubmission) as caught:
        matched(MATRIX, {"id": TEXT, "Physical_Harm": TEXT, "community_harm": TEXT}, None)

    [fault] = caught.value.faults
    assert "is it column 1, counted from 0?" in fault.detail


def test_the_place_and_the_remedy_are_in_the_words_of_whoever_asks() -> None:
    manner = Manner(place=lambda column: f"the column after {column}", remedy="call it so")

    with pytest.raises(BadSubmission) as caught:
        matched(MATRIX, {"physical_harms": TEXT, "community_harm": TEXT}, None, manner=manner)

    [fault] = caught.value.faults
    assert fault.detail == "there is no such column; is it the column after 0? call it so"


def test_capitals_make_another_name_unless_they_do_not_there() -> None:
    """DuckDB would rename a result, and Spark knows no more which is meant."""
    schema = {"physical_harm": TEXT, "community_harm": TEXT, "Score": TEXT}

    matched(MATRIX, schema, None, ["score"])
    with pytest.raises(BadSubmission) as caught:
        matched(MATRIX, schema, None, ["score"], Manner(alike=str.lower))

    assert codes(caught.value.faults) == [("/score", "not-a-table")]


def test_submissions_need_their_members_too() -> None:
    """Where criteria may be missing, not all of them may."""
    with pytest.raises(BadSubmission) as caught:
        members(MATRIX, {"organisation": TEXT}, None, ["ref", "organisation"], ["note"], True)

    assert codes(caught.value.faults) == [("/ref", "missing-column")]
    with pytest.raises(BadSubmission) as caught:
        members(MATRIX, {"ref": TEXT}, None, ["ref"], [], True)
    assert codes(caught.value.faults) == [("", "missing-column")]


def test_members_and_criteria_are_found_under_other_names() -> None:
    """And what may be missing is left out."""
    schema = {"id": TEXT, "physical_harm": TEXT}

    found = members(MATRIX, schema, {"ref": "id"}, ["ref"], ["assessor"], True)

    assert found == ({"ref": "id"}, {"physical_harm": "physical_harm"})
