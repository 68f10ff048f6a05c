"""A moderation as a page tells it."""

import msgspec
import pytest

from morile_api.language.faults import BadSubmission, Code
from morile_api.language.reach import Reach
from morile_api.web.pages.agreed import ORGANISATION, place_of
from morile_api.web.pages.moderated import moderated_page, moderation
from morile_api.web.pages.scored import desk_of
from tests.builders import shipped_catalogue
from tests.moderations import a_change, a_moderation
from tests.wire.asgi import Answer
from tests.wire.pages import Leaf

DESK = desk_of(shipped_catalogue(), "OFFICIAL")
GRID = "priority-grid-4x4@1.0.0"


def asked(start: object, to: object, answers: str) -> bytes:
    threat = {
        **{"ref": "TV-1", "organisation": "E23000029", "threat_type": "fraud"},
        **{"vector": f"{GRID}/{answers}", "marking": "OFFICIAL"},
    }
    change = a_change("impact", start, to)
    return msgspec.json.encode(a_moderation(change, threat=threat, matrix=GRID))


def page_of(request: bytes) -> Leaf:
    answer = moderation(DESK, request, None)
    return Leaf(Answer(200, [], moderated_page(DESK, DESK.matrices[GRID], answer)))


def test_the_trail_can_be_read_without_its_json() -> None:
    """4 times 3 is 12 and 2 times 3 is 6, as the published grid prints them."""
    page = page_of(asked("4", "2", "IM:4/LI:3"))

    assert page.row("Impact") == [
        *("Impact", "4", "2", "A victim was seen in hospital.", "ROCTA moderator", "−6")
    ]
    said = page.text
    assert "Reference TV-1 Organisation Thames Valley Police Threat type Fraud" in said
    assert "Marking OFFICIAL Before 12" in said
    assert f"Vector before {GRID}/IM:4/LI:3" in said
    assert f"Vector after {GRID}/IM:2/LI:3" in said
    assert f"Matrix {GRID}, sha256:" in said


def test_answers_between_levels_and_their_confidence_are_said_in_words() -> None:
    start = {"level": ["2", "3"], "confidence": "low"}
    page = page_of(asked(start, "unknown", "IM:2|3~low/LI:3"))

    assert page.row("Impact")[1:3] == ["2 or 3 (confidence low)", "Not known"]


def test_nobody_moderates_for_an_organisation_that_their_token_does_not_cover() -> None:
    """A page follows the rule of the API, and leads to the field that is to be changed."""
    request = asked("4", "2", "IM:4/LI:3")
    with pytest.raises(BadSubmission) as caught:
        moderation(DESK, request, Reach(frozenset({"E23000002"})))
    [fault] = caught.value.faults

    assert fault.code == Code.NOT_YOUR_ORGANISATION
    assert place_of(fault.pointer, []) == ORGANISATION
    assert moderation(DESK, request, Reach(frozenset({"E23000029"}))).after.score == 6
