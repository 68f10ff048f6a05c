"""The answers of the contract."""

from morile_api.catalogue import load
from morile_api.web.answers import LINKS, answer_of, answers_of, named, requests_of
from morile_api.web.operations import OPERATIONS
from morile_api.web.settings import Settings

CATALOGUE = load()
SHOWN = answers_of(CATALOGUE, Settings())


def test_every_operation_shows_every_answer() -> None:
    assert {name: set(each) for name, each in SHOWN.items()} == {
        each.name: set(each.answers) for each in OPERATIONS
    }


def test_every_operation_that_takes_a_request_shows_one() -> None:
    assert set(requests_of(CATALOGUE)) == {each.name for each in OPERATIONS if each.request}


def test_an_answer_shows_what_comes_of_the_request_of_the_same_name() -> None:
    asked, got = requests_of(CATALOGUE)["createAssessments"], SHOWN["createAssessments"]

    assert set(asked) == {*got["200"], *got["207"]}
    for name, answer in got["200"].items():
        matrix = answer["matrix"]
        assert f"{matrix['id']}@{matrix['version']}" == asked[name]["matrix"]


def test_links_lead_to_operations_there_are() -> None:
    names = {each.name for each in OPERATIONS}

    assert set(LINKS) <= names
    assert {link["operationId"] for links in LINKS.values() for link in links.values()} <= names


def test_only_what_is_kept_has_an_etag() -> None:
    for operation in OPERATIONS:
        for status in operation.answers:
            headers = answer_of(operation, status, SHOWN[operation.name])["headers"]
            assert ("ETag" in headers) == operation.kept


def test_examples_are_named() -> None:
    assert named({"one": 1}) == {"one": {"value": 1}}
