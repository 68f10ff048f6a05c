"""The calculator: what each address shows."""

from urllib.parse import urlencode

import pytest

from morile_api.web.pages.asked import UnreadableForm
from morile_api.web.pages.calculator import calculator
from morile_api.web.pages.scored import desk_of
from morile_api.web.replies import Reply
from tests.builders import shipped_catalogue
from tests.unit.morile_api.web.pages.test_manner import asked

DESK = desk_of(shipped_catalogue(), "OFFICIAL")
GRID = "priority-grid-4x4@1.0.0"


def shown(**query: str) -> Reply:
    return calculator(DESK, asked("GET", query=urlencode(query).encode()))


def test_without_a_query_it_lists_the_matrices() -> None:
    reply = shown()

    assert reply.status == 200
    assert reply.body.count(b'name="matrix"') == len(DESK.matrices)


def test_a_matrix_shows_its_questions() -> None:
    reply = shown(matrix=GRID)

    assert (reply.status, reply.body.count(b"<fieldset")) == (200, 2)


def test_it_says_how_many_questions_there_are() -> None:
    assert b"<p>2 questions about one theme." in shown(matrix=GRID).body
    assert b"<p>1 question about one operation." in shown(matrix="disruption@1.0.0").body


def test_complete_answers_lead_to_the_address_of_their_vector() -> None:
    reply = shown(matrix=GRID, IM="4", LI="3", marking="OFFICIAL")

    assert reply.status == 303
    assert (b"location", f"/?vector={GRID}/IM:4/LI:3&marking=OFFICIAL".encode()) in reply.headers


def test_incomplete_answers_are_asked_for_and_the_others_kept() -> None:
    reply = shown(matrix=GRID, IM="4")
    page = reply.body.decode()

    assert reply.status == 422
    assert '<a href="#LI">Likelihood: choose an answer</a>' in page
    assert 'value="4" aria-describedby="IM-3-hint" checked' in page


def test_a_vector_shows_its_result_and_change_its_answers() -> None:
    assert b"<strong>12</strong>" in shown(vector=f"{GRID}/IM:4/LI:3").body
    assert (
        b'value="3" aria-describedby="LI-2-hint" checked' in shown(change=f"{GRID}/IM:4/LI:3").body
    )


@pytest.mark.parametrize("state", ["vector", "change"])
def test_a_hostile_vector_is_shown_as_text(state: str) -> None:
    reply = shown(**{state: '"><script>alert(1)</script>'})
    page = reply.body.decode()

    assert reply.status == 422
    assert "<script>alert" not in page
    assert "&#34;&gt;&lt;script&gt;alert(1)&lt;/script&gt;</textarea>" in page


def test_a_marking_that_is_not_accepted_is_not_shown() -> None:
    page = shown(vector=f"{GRID}/IM:4/LI:3", marking="SECRET").body

    assert b"SECRET" not in page
    assert b"No protective marking stated" in page


def test_the_marking_goes_along_to_every_page_that_has_the_answers() -> None:
    """To be changed, to be compared, and where the vector cannot be read."""
    vector = f"{GRID}/IM:4/LI:3"
    result = shown(vector=vector, marking="OFFICIAL").body.decode()
    change = shown(change=vector, marking="OFFICIAL").body.decode()
    wrong = shown(vector="nonsense", marking="OFFICIAL").body.decode()

    assert f'href="/compare?first={vector}&amp;marking=OFFICIAL"' in result
    assert f'href="/?change={vector}&amp;marking=OFFICIAL"' in result
    assert change.count('">OFFICIAL</p>') == 2
    assert '<option value="OFFICIAL" selected>' in change
    assert wrong.count('<input type="hidden" name="marking" value="OFFICIAL">') == 2


@pytest.mark.parametrize(
    "query",
    [
        {"who": "me"},
        {"ref": "TV-1", "vector": "x"},
        {"matrix": GRID, "XX": "1"},
        {"matrix": GRID, "IM": "9"},
    ],
)
def test_an_address_that_no_page_makes_is_refused(query: dict[str, str]) -> None:
    """Whatever is not an answer has no place in an address, a reference least of all."""
    with pytest.raises(UnreadableForm):
        shown(**query)
