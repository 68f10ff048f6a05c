"""The page of a matrix."""

import pytest

from morile_api.web.pages.spoken import figure, per_cent
from tests.builders import shipped_catalogue
from tests.golden.cases import all_cases, definition_of
from tests.wire.asgi import post
from tests.wire.pages import Leaf, open_page

GRID, GROUPS = "priority-grid-4x4@1.0.0", "ocg-mapping@1.0.0"


def page(name: str) -> Leaf:
    return Leaf(open_page(f"/matrices/{name}"))


@pytest.mark.parametrize("name", [GRID, GROUPS])
def test_every_question_level_and_source_is_there(name: str) -> None:
    matrix, words = definition_of(name), page(name).text

    for criterion in matrix.criteria:
        assert criterion.asks in words
        for level in matrix.scale_of(criterion).levels:
            assert level.means in words
    assert all(source.where in words for source in matrix.sources)


def test_the_quality_report_is_that_of_the_api() -> None:
    text = shipped_catalogue().entry(GRID).text.decode()
    quality = post("/v1/matrices/check", {"toml": text}).json["quality"]
    shown = page(GRID)

    assert f"Pairs that tie {per_cent(quality['tied'])}" in shown.text
    assert f"Different scores {quality['distinct_scores']}" in shown.text
    for each, row in zip(quality["criteria"], ["Impact", "Likelihood"], strict=True):
        least, most = each["moves_at_least"], each["moves_at_most"]
        assert shown.row(row)[-1] == f"{per_cent(least)} to {per_cent(most)}"


def test_every_case_links_to_its_result() -> None:
    expected = [case.expect.score for name, case in all_cases() if name == GRID]
    shown = page(GRID)
    links = [str(each["href"]) for each in shown.all("a") if str(each["href"]).startswith("/?vec")]

    assert len(links) == len(expected)
    first = Leaf(open_page("/", {"vector": links[0].partition("vector=")[2].replace("%7C", "|")}))
    assert figure(expected[0]) in first.words  # type: ignore[arg-type]


def test_a_matrix_that_is_not_there_has_no_page() -> None:
    assert open_page("/matrices/none@1.0.0").status == 404
    assert open_page("/matrices/<b>").status == 404
