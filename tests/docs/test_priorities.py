"""`docs/priorities.md` is worked out again, from its own tables and by the engine."""

import re
from fractions import Fraction
from functools import cache
from typing import Any

from morile_api.engine.priorities.largest_remainder import apportion, shares_of
from morile_api.language.priorities import tie_breaks
from morile_api.language.prioritised import PriorityAnswer
from tests.builders import shipped_catalogue
from tests.docs.pages import records, text_of
from tests.docs.test_how_a_score_is_made import exactly
from tests.priorities import shipped_board

PAGE = "docs/priorities.md"
MATRIX = "priority-grid-4x4@1.0.0"
FORCES = {
    "Merseyside": "E23000004",
    "Greater Manchester": "E23000005",
    "Lancashire": "E23000003",
    "Cumbria": "E23000002",
}
SUM = re.compile(r"^(?P<name>\w+) = (?P<sum>[^=\n]+) = (?P<result>[0-9.]+)$", re.MULTILINE)
FIGURES = ("best", "worst", "expected", "clear", "with ties")


def rows() -> list[dict[str, str]]:
    return records(PAGE, "threat")


@cache
def answer() -> dict[str, Any]:
    threats = [
        {
            "ref": row["threat"],
            "organisation": FORCES[row["force"]],
            "threat_type": "class-a-drug-supply",
            "levels": {name: row[name] for name in ("impact", "likelihood")},
        }
        for row in rows()
    ]
    return shipped_board(MATRIX).ask(*threats, top=3)


def listed() -> dict[str, dict[str, Any]]:
    return {each["ref"]: each for each in [*answer()["ranking"], *answer()["unranked"]]}


def test_every_sum_of_the_page_is_right() -> None:
    found = list(SUM.finditer(text_of(PAGE)))

    assert len(found) == 6
    for each in found:
        assert exactly(each["sum"]) == Fraction(each["result"]), each["name"]


def test_the_engine_gives_the_table() -> None:
    """Scores, ranks, and what the gap leaves open."""
    assert len(rows()) == len(listed())
    for row in rows():
        found = listed()[row["threat"]]
        possible, chance = found["possible"], found["possible"]["in_top"]
        figures = [possible["best_rank"], possible["worst_rank"], possible["expected_rank"]]
        figures += [chance["clear"], chance["with_ties"]]
        assert [str(figure) for figure in figures] == [row[name] for name in FIGURES]
        assert str(found.get("score", "")) == row["score"]
        assert str(found.get("rank", "")) == row["rank"]


def test_the_table_agrees_with_the_sums_and_the_grid() -> None:
    """Each score is a product, each printed mean its sum rounded half away from zero."""
    sums = {each["name"]: Fraction(each["result"]) for each in SUM.finditer(text_of(PAGE))}
    for row in rows():
        if row["score"]:
            assert int(row["impact"]) * int(row["likelihood"]) == int(row["score"])
        if row["threat"] in sums:
            assert abs(Fraction(row["expected"]) - sums[row["threat"]]) <= Fraction(1, 200)
    means = [sums.get(row["threat"], Fraction(row["expected"])) for row in rows()]
    means[2] = sums["M2"]
    assert sum(means) == 6 * 7 // 2


def test_the_slots_of_the_page_are_by_largest_remainder() -> None:
    table = [row for row in records(PAGE, "force") if "contribution" in row]
    shares = shares_of([Fraction(row["contribution"]) for row in table], Fraction(4))
    found = apportion(shares, [0] * len(table))

    for row, share, slots in zip(table, shares, found.slots, strict=True):
        assert Fraction(row["exact share"]) == share
        assert Fraction(row["whole part"]) + Fraction(row["fraction"]) == share
        assert int(row["slots"]) == slots


def test_every_key_of_a_tie_break_is_described() -> None:
    definition = shipped_catalogue().scorers["thematic@1.0.0"].matrix.definition
    described = " ".join(row["key"] for row in records(PAGE, "key"))
    nodes = {f"{way}:{node.key}" for node in definition.nodes for way in ("highest", "lowest")}

    for key in tie_breaks(definition):
        wanted = f"{key.partition(':')[0]}:<node>" if key in nodes else key
        assert f"`{wanted}`" in described, key


def test_every_rule_is_described() -> None:
    """Every member of a request beside its matrix and submissions."""
    request = shipped_board(MATRIX).verb.requests[MATRIX]
    members = set(request.__struct_fields__) - {"submissions"}

    assert {row["member"].strip("`") for row in records(PAGE, "member")} == members


def test_what_is_not_given_is_null_and_said() -> None:
    """The page promises that best and worst ranks are always there."""
    fields = set(PriorityAnswer.__struct_fields__)

    assert "not_given" in fields
    assert answer()["not_given"][0]["what"] == "roll-up-rocu"
