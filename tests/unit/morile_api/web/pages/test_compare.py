"""Comparing two assessments, and moderating one."""

import json
from typing import Any

import pytest

from morile_api.web.pages.spoken import figure
from tests.wire.asgi import HOST, call, post
from tests.wire.pages import FORM, TAKES_PAGES, Leaf, open_page, send_form

GRID = "priority-grid-4x4@1.0.0"
FIRST, SECOND = f"{GRID}/IM:4/LI:3", f"{GRID}/IM:2/LI:3"
CHANGED = {
    "first": FIRST,
    "second": SECOND,
    "IM": "2",
    "IM.reason": "Nobody was hurt",
    "role": "panel chair",
    "ref": "TV-1",
    "organisation": "E23000029",
    "threat_type": "fraud",
}


def by_api() -> dict[str, Any]:
    submission = {
        **{"ref": "TV-1", "organisation": "E23000029", "threat_type": "fraud"},
        "vector": FIRST,
    }
    change = {"criterion": "impact", "from": "4", "to": "2", "reason": "Nobody was hurt"}
    change["role"] = "panel chair"
    request = {"matrix": GRID, "submission": submission, "changes": [change]}
    answer: dict[str, Any] = post("/v1/moderations", request).json
    return answer


def test_both_stand_side_by_side_with_what_differs() -> None:
    """4 times 3 is 12 and 2 times 3 is 6, as the published grid prints them."""
    page = Leaf(open_page("/compare", {"first": FIRST, "second": SECOND}))

    assert page.row("Priority grading")[1:] == ["12", "6"]
    assert page.row("Impact")[1:] == ["4", "2", "Differs"]
    assert page.row("Likelihood")[1:] == ["3", "3", "Same"]
    assert "The first says: 4. The second says: 2." in page.text
    assert "Both say: 3." in page.text


def test_two_that_are_the_same_can_still_be_changed() -> None:
    """A panel may agree on what neither said."""
    page = Leaf(open_page("/compare", {"first": FIRST, "second": FIRST}))
    sent = {**CHANGED, "second": FIRST, "IM": "4", "IM.reason": "", "LI": "4", "LI.reason": "Seen"}
    moderated = Leaf(send_form("/compare", sent))

    assert "0 of 2 questions are answered differently" in page.text
    assert len(page.all("fieldset")) == 2
    # 4 times 4, as the published grid prints it.
    assert moderated.row("Priority grading")[1:] == ["12", "16"]


def test_that_it_lies_between_levels_can_be_agreed() -> None:
    """Impact 2 or 3 with likelihood 3: 6 or 9."""
    sent = {**CHANGED, "IM": "-between"}
    page = Leaf(send_form("/compare", [*sent.items(), ("IM.may", "2"), ("IM.may", "3")]))

    assert page.row("Impact")[1:3] == ["4", "2 or 3"]
    assert page.row("Range")[2].startswith("from 6 to 9")


def test_the_marking_goes_along_and_the_highest_wins() -> None:
    """From the result to the trail, on every page and in every link between them."""
    markings = ["OFFICIAL", "OFFICIAL-SENSITIVE"]
    page = Leaf(open_page("/compare", {"first": FIRST, "second": SECOND, "marking": markings}))
    moderated = Leaf(send_form("/compare", {**CHANGED, "marking": "OFFICIAL-SENSITIVE"}))
    results = [each["href"] for each in page.all("a") if "vector=" in str(each.get("href"))]
    hidden = page.all("input", type="hidden", name="marking")

    assert page.words.count("OFFICIAL-SENSITIVE") == 2
    assert "OFFICIAL" not in page.words
    assert [str(each).endswith("&marking=OFFICIAL-SENSITIVE") for each in results] == [True, True]
    assert [each["value"] for each in hidden] == ["OFFICIAL-SENSITIVE"]
    assert moderated.words.count("OFFICIAL-SENSITIVE") == 3
    assert '"marking": "OFFICIAL-SENSITIVE"' in moderated.text
    assert "&marking=OFFICIAL-SENSITIVE" in str(moderated.all("a")[-1]["href"])


def test_the_marking_of_the_first_is_kept_while_the_second_is_asked_for() -> None:
    """The form sends it beside the one that is chosen, so that the higher is taken."""
    page = Leaf(open_page("/compare", {"first": FIRST, "marking": "OFFICIAL-SENSITIVE"}))

    assert page.all("input", name="marking", value="OFFICIAL-SENSITIVE")
    assert page.all("select", id="marking")
    assert page.words.count("OFFICIAL-SENSITIVE") == 3


def test_a_marking_that_is_not_accepted_is_not_taken() -> None:
    page = Leaf(open_page("/compare", {"first": FIRST, "second": SECOND, "marking": "SECRET"}))

    assert page.words.count("No protective marking stated") == 2


def test_the_trail_is_there_in_words_and_as_the_api_answers_it() -> None:
    told = by_api()["trail"]
    page = Leaf(send_form("/compare", CHANGED))
    [trail] = [each for each in page.words if each.startswith("{")]

    assert json.loads(trail) == told
    for mark in ("before", "after"):
        assert {told["record"][mark]["digest"], told["record"][mark]["vector"]} <= set(page.words)
    assert {"TV-1", "Thames Valley Police", "Fraud"} <= set(page.words)


def test_the_moderation_is_that_of_the_api_and_its_trail_too() -> None:
    told = by_api()
    page = Leaf(send_form("/compare", CHANGED))

    assert page.row("Priority grading")[1:] == ["12", "6"]
    assert page.row("Impact") == [
        *("Impact", "4", "2", "Nobody was hurt", "panel chair"),
        figure(told["shares"][0]["share"]),
    ]
    assert told["trail"]["digest"] in page.text
    assert figure(told["difference"]) in page.words


def test_nothing_of_a_moderation_stands_in_an_address() -> None:
    page = Leaf(send_form("/compare", {**CHANGED, "ref": "TV-secret"}))

    assert not [each for each in page.all("a") if "TV-secret" in str(each.get("href"))]


@pytest.mark.parametrize(
    ("name", "wrong"),
    [("first", "thematic@1.0.0/PH:none"), ("second", "nonsense"), ("second", "")],
)
def test_a_vector_that_cannot_be_scored_is_said_beside_its_field(name: str, wrong: str) -> None:
    answer = open_page("/compare", {"first": FIRST, "second": SECOND, name: wrong})

    assert answer.status == 422
    assert f'<a href="#{name}">' in answer.body.decode()


def test_two_matrices_cannot_be_compared() -> None:
    other = "disruption@1.0.0/OU:none"
    answer = open_page("/compare", {"first": FIRST, "second": other})

    assert answer.status == 422
    assert "of another matrix" in answer.body.decode()


def test_what_is_missing_is_asked_for_and_the_rest_kept() -> None:
    answer = send_form("/compare", {**CHANGED, "IM.reason": "", "ref": ""})
    page = Leaf(answer)

    assert answer.status == 422
    assert [each["href"] for each in page.all("a") if each["href"] in ("#IM-reason", "#ref")] == [
        *("#IM-reason", "#ref")
    ]
    assert page.all("input", id="role")[0]["value"] == "panel chair"


def test_hostile_text_is_shown_as_text() -> None:
    body = send_form("/compare", {**CHANGED, "IM.reason": "<script>x</script>"}).body.decode()

    assert "<script>" not in body
    assert "&lt;script&gt;x&lt;/script&gt;" in body


def test_what_the_engine_refuses_is_said_on_the_form() -> None:
    """An organisation that is not in the vocabulary: no list of ours offers it."""
    answer = send_form("/compare", {**CHANGED, "organisation": "nobody"})

    assert answer.status == 422
    assert '<a href="#organisation">' in answer.body.decode()


def test_a_form_that_another_site_sends_is_refused() -> None:
    headers = [HOST, TAKES_PAGES, FORM, (b"content-length", b"0"), (b"origin", b"http://evil")]

    assert call("POST", "/compare", headers=headers).status == 403


def test_a_field_that_the_form_does_not_have_is_refused() -> None:
    assert send_form("/compare", {**CHANGED, "who": "me"}).status == 422
    assert open_page("/compare", {"first": FIRST, "second": SECOND, "ref": "x"}).status == 422
