"""Every figure of a comparison, a moderation and a ranking is that of the API, for every matrix."""

import csv
import io
from itertools import pairwise
from typing import Any

import pytest

from morile_api.language.matrix import Matrix, title_of
from morile_api.language.priorities import POSSIBLE
from morile_api.web.pages.agreed import plain, spelt
from morile_api.web.pages.spoken import figure
from tests.builders import shipped_catalogue
from tests.golden.cases import all_cases, definition_of, threat
from tests.wire.asgi import post
from tests.wire.pages import Leaf, open_page, send_file, send_form

pytestmark = pytest.mark.contract

NAMES = list(shipped_catalogue().entries)
PAIRS = 6
"""Of each matrix, neighbours among its cases: some settled, some open."""

ABOUT = {"ref": "T-1", "organisation": "E23000029", "threat_type": "fraud"}


def assessed(name: str) -> list[dict[str, Any]]:
    """What the API says of the cases of a matrix, those of one vector once."""
    submissions = [threat(definition_of(name), case) for each, case in all_cases() if each == name]
    told = post("/v1/assessments", {"matrix": name, "submissions": submissions}).json["results"]
    return list({each["vector"]: each for each in told}.values())


def pairs(name: str) -> list[tuple[dict[str, Any], dict[str, Any]]]:
    return list(pairwise(assessed(name)))[:PAIRS]


def scores(row: list[str]) -> list[str]:
    """The figures of a row, without the bands beside them."""
    return [each.split(" ")[0] for each in row[1:]]


def said(score: Any, without: str) -> str:
    return without if score is None else figure(score)


def ranges(row: list[str]) -> list[str]:
    return [each.split(",")[0] for each in row[1:]]


def span(told: dict[str, Any]) -> str:
    low, high = figure(told["range"]["lowest"]), figure(told["range"]["highest"])
    return f"exactly {low}" if low == high else f"from {low} to {high}"


def holds_both(page: Leaf, matrix: Matrix, one: dict[str, Any], other: dict[str, Any]) -> None:
    """The table of two assessments has their scores, ranges and the nodes beside them."""
    titles = {node.key: title_of(node) for node in matrix.nodes}
    headline = [said(each["score"], "none") for each in (one, other)]
    assert scores(page.row(titles[matrix.result.score])) == headline
    assert ranges(page.row("Range")) == [span(one), span(other)]
    for key in matrix.result.beside:
        nodes = [said(each["nodes"][key]["score"], "open:") for each in (one, other)]
        assert scores(page.row(titles[key])) == nodes


@pytest.mark.parametrize("name", NAMES)
def test_a_comparison_has_the_figures_of_both(name: str) -> None:
    for one, other in pairs(name):
        query = {"first": one["vector"], "second": other["vector"]}
        holds_both(Leaf(open_page("/compare", query)), definition_of(name), one, other)


@pytest.mark.parametrize("name", NAMES)
def test_a_moderation_has_those_of_the_api(name: str) -> None:
    """Every question that differs is changed to what the second says."""
    matrix = definition_of(name)
    for one, other in pairs(name):
        first, second = spelt(one["vector"]), spelt(other["vector"])
        changed = [each for each in matrix.criteria if first[each.code] != second[each.code]]
        changes = [
            {
                "criterion": each.key,
                "from": plain(first[each.code]),
                "to": plain(second[each.code]),
                **{"reason": "Seen", "role": "chair"},
            }
            for each in changed
        ]
        submission = {**ABOUT, "vector": one["vector"]}
        asked = {"matrix": name, "submission": submission, "changes": changes}
        told = post("/v1/moderations", asked).json
        page = Leaf(send_form("/compare", form_of(one, other, changed, second)))

        holds_both(page, matrix, told["before"], told["after"])
        assert f"Digest of the trail {told['trail']['digest']}" in page.text
        assert f"Difference {figure(told['difference'])}" in page.text
        changes_shown = [row for row in page.rows if len(row) == 6][1:]
        assert [(row[0], row[-1]) for row in changes_shown] == [
            (title_of(criterion), figure(each["share"]))
            for criterion, each in zip(changed, told["shares"], strict=True)
        ]


def form_of(
    one: dict[str, Any], other: dict[str, Any], changed: list[Any], second: dict[str, str]
) -> list[tuple[str, str]]:
    """The form in which all these questions are answered as the second answers them."""
    fields = [("first", one["vector"]), ("second", other["vector"]), ("role", "chair")]
    fields += list(ABOUT.items())
    for each in changed:
        levels, _, confidence = second[each.code].partition("~")
        several = levels.split("|")
        fields.append((each.code, "-between" if len(several) > 1 else levels))
        fields += [(f"{each.code}.may", key) for key in several if len(several) > 1]
        fields += [(f"{each.code}.confidence", confidence)] if confidence else []
        fields.append((f"{each.code}.reason", "Seen"))
    return fields


@pytest.mark.parametrize("name", NAMES)
def test_a_ranking_has_those_of_the_api(name: str) -> None:
    """Of all cases of a matrix, as one table of vectors: ranks, scores, ranges, slots."""
    rows = [
        {"ref": f"T-{number}", **{key: ABOUT[key] for key in ("organisation", "threat_type")}}
        | {"vector": each["vector"]}
        for number, each in enumerate(assessed(name))
    ]
    asked = {"matrix": name, "submissions": rows, "slots": 3, "tie_break": [POSSIBLE]}
    told = post("/v1/priorities", asked).json
    text = io.StringIO()
    table = csv.DictWriter(text, list(rows[0]))
    table.writeheader()
    table.writerows(rows)
    page = Leaf(send_file("/prioritise", text.getvalue().encode(), slots="3", ties=POSSIBLE))

    every = [*told["ranking"], *told["unranked"]]
    lines = [row for row in page.rows if len(row) == 9][1:]
    assert [line[1] for line in lines] == [each["ref"] for each in every]
    for line, each in zip(lines, every, strict=True):
        low, high = figure(each["range"]["lowest"]), figure(each["range"]["highest"])
        best, worst = each["possible"]["best_rank"], each["possible"]["worst_rank"]
        assert line[0].rstrip("=") == str(each.get("rank", "–"))
        assert line[0].endswith("=") == (each.get("tied", 1) > 1)
        assert line[4] == said(each.get("score"), "open")
        assert line[6] == ("settled" if low == high else f"{low} to {high}")
        assert line[7] == (str(best) if best == worst else f"{best} to {worst}")
        assert line[8] == figure(each["possible"]["expected_rank"])
    given = [(row[0], row[2], row[3]) for row in page.rows if len(row) == 4][1:]
    assert given == [
        (each["ref"], figure(each["score"]), each["why"]["says"])
        for each in told["allocation"]["chosen"]
    ]
