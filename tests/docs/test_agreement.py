"""`docs/agreement.md` is worked out again, from its own tables and by the engine."""

import re
from collections import Counter
from fractions import Fraction
from functools import cache
from itertools import combinations
from typing import Any

from morile_api.engine.agreement.apart import RULE
from morile_api.engine.agreement.compare import agreement_answer
from morile_api.language.agreement import AgreementAnswer
from tests.builders import a_request, as_json, shipped_catalogue
from tests.docs.pages import records, text_of
from tests.docs.test_how_a_score_is_made import exactly
from tests.panels import a_verb

PAGE = "docs/agreement.md"
MATRIX = "disruption@1.0.0"
ASSESSORS = ("force", "region", "nation")
SUM = re.compile(r"^(?P<name>\w+) = (?P<sum>.+) = (?P<result>[0-9.]+)$", re.MULTILINE)


def rows() -> list[dict[str, str]]:
    return records(PAGE, "activity")


def paired() -> list[list[str]]:
    """The levels of each activity; neither what is missing nor what is unknown is one."""
    said = [[row[who] for who in ASSESSORS if row[who] not in ("–", "unknown")] for row in rows()]
    return [levels for levels in said if len(levels) > 1]


def result(name: str) -> Fraction:
    """A sum of the page, worked out, which must be what stands there after rounding."""
    found = next(each for each in SUM.finditer(text_of(PAGE)) if each["name"] == name)
    exact, printed = exactly(found["sum"]), found["result"]
    decimals = len(printed.partition(".")[2])
    assert abs(exact - Fraction(printed)) <= Fraction(1, 2 * 10**decimals)
    return exact


@cache
def answer() -> AgreementAnswer:
    submissions: list[Any] = [
        {
            "ref": row["activity"],
            "organisation": "NCA",
            "threat_type": "class-a-drug-supply",
            "assessor": who,
            "levels": {"outcome": row[who]},
        }
        for row in rows()
        for who in ASSESSORS
        if row[who] != "–"
    ]
    catalogue = shipped_catalogue()
    definition = catalogue.scorers[MATRIX].matrix.definition
    body = as_json(a_request(*submissions, matrix=MATRIX))
    return agreement_answer(catalogue.scorers, a_verb(definition), body)


def test_the_pairs_are_those_of_the_table() -> None:
    pairs = [pair for levels in paired() for pair in combinations(levels, 2)]
    same = sum(one == other for one, other in pairs)
    found = answer().criteria[0].agreement

    assert [result("pairs"), result("same")] == [Fraction(len(pairs)), Fraction(same)]
    assert (found.pairs, found.same) == (len(pairs), same)
    assert float(round(result("percentage"), 1)) == found.percentage


def test_the_ranks_are_those_of_the_table() -> None:
    counts = Counter(level for levels in paired() for level in levels)
    begin = 0
    for row in records(PAGE, "level"):
        end = begin + counts[row["level"]]
        assert row["answers"] == str(counts[row["level"]])
        assert row["ranks"] == f"{begin} to {end}"
        assert Fraction(row["middle"]) == Fraction(begin + end, 2)
        begin = end

    assert begin == sum(counts.values())


def test_the_alpha_of_the_page_is_that_of_its_tables_and_of_the_engine() -> None:
    middles = {row["level"]: Fraction(row["middle"]) for row in records(PAGE, "level")}
    counts = {row["level"]: int(row["answers"]) for row in records(PAGE, "level")}

    observed = sum(
        (middles[one] - middles[other]) ** 2 / (len(levels) - 1)
        for levels in paired()
        for one, other in combinations(levels, 2)
    )
    expected = sum(
        counts[one] * counts[other] * (middles[one] - middles[other]) ** 2
        for one, other in combinations(middles, 2)
    )

    assert result("observed") == observed
    assert result("expected") == expected
    assert result("alpha") == 1 - (sum(counts.values()) - 1) * observed / expected
    assert float(round(result("alpha"), 4)) == answer().overall.alpha


def test_the_rule_for_standing_apart_is_the_one_in_the_answer() -> None:
    """A quarter of a step, a sign test, five per cent shared out."""
    text = " ".join(text_of(PAGE).split())

    assert "0.25 of a level step" in RULE
    assert "at least a quarter of a step" in text
    assert "a chance of at most 5 per cent, divided by the number compared" in RULE
    assert "a chance of at most 5 per cent, divided by the number compared" in text
