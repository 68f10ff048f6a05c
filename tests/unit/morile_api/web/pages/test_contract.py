"""The OpenAPI document as people read it."""

import json

from morile_api.web.document import FOLDER
from morile_api.web.pages.contract import Contract
from morile_api.web.problems import KINDS

TEXT = max(FOLDER.glob("*.json")).read_bytes()
READ = Contract(TEXT)
DOCUMENT = json.loads(TEXT)


def test_every_operation_is_there_with_every_answer() -> None:
    shown = {(each.method.lower(), each.path): each for each in READ.operations()}

    for path, item in DOCUMENT["paths"].items():
        for method, it in item.items():
            mine = shown.pop((method, path))
            assert [each.status for each in mine.answers] == list(it["responses"])
            assert mine.curl
            assert mine.python
    assert shown == {}


def test_an_operation_with_a_body_shows_a_request_and_the_answer_to_that_very_request() -> None:
    for each in READ.operations():
        if each.request:
            assert each.example is not None
            names = [answer.example.name for answer in each.answers if answer.example]
            assert names, each.name
    moderation = next(each for each in READ.operations() if each.name == "createModeration")
    assert moderation.example is not None
    answered = [each.example.name for each in moderation.answers if each.example]
    assert answered == [moderation.example.name]


def test_every_type_of_problem_is_explained_once() -> None:
    assert {each.type for each in READ.problems()} == {kind.type for kind in KINDS}
    assert all(each.detail for each in READ.problems())


def test_members_of_one_matrix_alone_are_left_to_its_page() -> None:
    names = [each.name for each in READ.schemas()]

    assert "Assessed" in names
    assert "AssessmentRequest" in names
    assert not [each for each in names if "1_0_0" in each]


def test_members_say_their_type_and_whether_they_are_required() -> None:
    rows = {row.name: row for each in READ.schemas() if each.name == "Range" for row in each.rows}

    assert rows["bands"].kind == "list of string"
    assert rows["bands"].required
