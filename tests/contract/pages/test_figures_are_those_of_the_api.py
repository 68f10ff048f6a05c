"""Every figure on a page is that of the API for the same vector: a page works nothing out."""

from typing import Any

import pytest

from morile_api.language.matrix import title_of
from morile_api.web.pages.spoken import figure, opened, per_cent, signed
from tests.golden.cases import Case, all_cases, definition_of, threat
from tests.wire.asgi import post
from tests.wire.pages import Leaf, open_page

pytestmark = pytest.mark.contract

WISHES = {"explain": True, "sentence": True, "distribution": True, "flips": 3}

SOME = [
    pytest.param(name, case, id=f"{name}: {case.name}")
    for number, (name, case) in enumerate(all_cases())
    if number % 7 == 0
]
"""One case in seven of every matrix: each kind of answer is among them."""


def told_and_shown(name: str, case: Case) -> tuple[dict[str, Any], Leaf]:
    """What the API says of a case, and the page of the vector that it gives."""
    submissions = [threat(definition_of(name), case)]
    answer = post("/v1/assessments", {"matrix": name, "submissions": submissions, **WISHES})
    [told] = answer.json["results"]
    return told, Leaf(open_page("/", {"vector": told["vector"]}))


def title(name: str, criterion: str) -> str:
    return next(title_of(each) for each in definition_of(name).criteria if each.key == criterion)


@pytest.mark.parametrize(("name", "case"), SOME)
def test_the_headline_the_range_the_reasons_and_the_digest_are_the_same(
    name: str, case: Case
) -> None:
    told, page = told_and_shown(name, case)

    score = "No single score" if told["score"] is None else figure(told["score"])
    span = told["range"]
    lowest, highest = figure(span["lowest"]), figure(span["highest"])
    assert score in page.words
    assert (
        f"exactly {lowest}" if lowest == highest else f"from {lowest} to {highest}"
    ) in page.text
    assert signed(told["sentence"]) in page.words
    assert {told["vector"], told["digest"]} <= set(page.words)


@pytest.mark.parametrize(("name", "case"), SOME)
def test_what_each_answer_adds_is_the_same(name: str, case: Case) -> None:
    told, page = told_and_shown(name, case)

    for each in told.get("contributions", []):
        if each["adds"]:
            row = page.row(title(name, each["criterion"]))
            assert row[2:] == [figure(each["points"]), figure(each["adds"])]


@pytest.mark.parametrize(("name", "case"), SOME)
def test_what_is_open_is_the_same(name: str, case: Case) -> None:
    """Chances of bands, what each gap does to the range, and the smallest changes."""
    told, page = told_and_shown(name, case)

    chances = told["distribution"]["band_probabilities"]
    for band, chance in chances.items() if len(chances) > 1 and told["range"]["bands"] else ():
        shown = [row[1] for row in page.rows if row and row[0] == opened(band)]
        assert per_cent(chance) in shown
    for each in told.get("open_questions", []):
        rows = [row for row in page.rows if row and row[0] == title(name, each["criterion"])]
        assert figure(each["narrows_by"]) in [row[-1] for row in rows]
    for flip in [each for way in told["flips"] for each in way["flips"]]:
        assert f": {figure(flip['score'])}, {opened(flip['band'])}" in page.text


@pytest.mark.parametrize(("name", "case"), SOME)
def test_every_node_beside_the_score_is_the_same(name: str, case: Case) -> None:
    told, page = told_and_shown(name, case)
    matrix = definition_of(name)

    for node in matrix.nodes:
        if node.key in matrix.result.beside:
            row = page.row(title_of(node))
            score = told["nodes"][node.key]["score"]
            assert row[1] == ("open" if score is None else figure(score))
