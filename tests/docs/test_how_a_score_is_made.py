"""`docs/how-a-score-is-made.md` is worked out again, from its own figures and by the engine."""

import ast
import csv
import json
import operator
import re
from collections.abc import Callable
from fractions import Fraction
from functools import cache
from hashlib import sha256
from typing import Any

import pytest
import rfc8785

from morile_api.catalogue import load
from morile_api.engine.answer import answer
from tests.docs.pages import ROOT, blocks, records, text_of
from tests.docs.readings import as_value, encoder, same

PAGE = "docs/how-a-score-is-made.md"
REF = "SYN-2026-0003"
MATRIX = "thematic@1.0.0"
SUM = re.compile(r"^(?P<name>[^=]+?) = (?P<sum>.+) = (?P<result>[-0-9.]+)$")

OPERATORS: dict[type, Callable[[Fraction, Fraction], Fraction]] = {
    ast.Add: operator.add,
    ast.Sub: operator.sub,
    ast.Mult: operator.mul,
    ast.Div: operator.truediv,
}


def exactly(expression: str) -> Fraction:
    """The value of a sum as it is printed, in fractions."""

    def value(node: ast.expr) -> Fraction:
        match node:
            case ast.Constant(value=int() | float()):
                return Fraction(ast.unparse(node))
            case ast.BinOp(left=left, op=op, right=right):
                return OPERATORS[type(op)](value(left), value(right))
        raise ValueError("not a sum")

    return value(ast.parse(expression.replace("×", "*"), mode="eval").body)


def terms(expression: str) -> list[Fraction]:
    return [Fraction(term) for term in expression.split(" + ")]


@cache
def sums() -> dict[str, tuple[str, Fraction]]:
    """Every sum of the page by its name: as printed, and the result that the page states."""
    lines = [line for block in blocks(PAGE) for line in block.text.splitlines()]
    found = [match for match in map(SUM.match, lines) if match]
    return {each["name"]: (each["sum"], Fraction(each["result"])) for each in found}


def result_of(name: str) -> Fraction:
    return sums()[name][1]


@cache
def rows() -> list[dict[str, str]]:
    """Step 1: one row for each criterion."""
    return [
        each | {"criterion": each["criterion"].strip("`")}
        for each in records(PAGE, "criterion")
        if "points" in each
    ]


def points(*criteria: str, column: str = "points") -> list[Fraction]:
    by_key = {row["criterion"]: Fraction(row[column]) for row in rows()}
    return [by_key[key] for key in criteria]


@cache
def the_threat() -> dict[str, Any]:
    body = json.loads((ROOT / "docs" / "examples" / "threats.json").read_text("utf-8"))
    return next(each for each in body["submissions"] if each["ref"] == REF)


@cache
def the_answer() -> dict[str, Any]:
    catalogue = load()
    asked = {"matrix": MATRIX, "explain": True, "submissions": [the_threat()]}
    found = answer(catalogue.scorers, catalogue.reader, json.dumps(asked).encode())
    decoded: dict[str, Any] = json.loads(encoder.encode(found))
    return decoded


def the_assessment() -> dict[str, Any]:
    [result] = the_answer()["results"]
    return dict(result)


def node_inputs(key: str) -> list[str]:
    definition = load().entry(MATRIX).scorer.matrix.definition
    return next(node.of for node in definition.nodes if node.key == key)


def test_every_sum_of_the_page_is_right() -> None:
    """Each line of the form `name = sum = result`, in exact fractions."""
    wrong = {name: said for name, (said, result) in sums().items() if exactly(said) != result}

    assert len(sums()) > 25
    assert wrong == {}


def test_the_answers_are_those_of_the_sample() -> None:
    """In the CSV and so, by another test, in the JSON."""
    with (ROOT / "docs" / "examples" / "threats.csv").open(encoding="utf-8", newline="") as file:
        [row] = [each for each in csv.DictReader(file) if each["ref"] == REF]

    answered = {each["criterion"]: each["answered"].replace(" or ", "|") for each in rows()}

    assert answered == {key: row[key] for key in answered}


def _stand_in(named: list[str], scale: list[str], stand_in: str) -> str:
    """Of the named levels the nearest to the stand-in; of two equally near the higher."""
    at = scale.index(stand_in)
    return max(named, key=lambda key: (-abs(scale.index(key) - at), scale.index(key)))


def test_levels_points_and_codes_are_those_of_the_matrix() -> None:
    """And what counts for an open answer follows from the stand-in by the stated rule."""
    definition = load().entry(MATRIX).scorer.matrix.definition
    made = []
    for criterion in definition.criteria:
        scale = definition.scale_of(criterion)
        worth = {level.key: Fraction(level.points) for level in scale.levels}
        [row] = [each for each in rows() if each["criterion"] == criterion.key]
        answered = row["answered"].split(" or ")
        named = list(worth) if answered == ["unknown"] else answered
        counts = named[0] if len(named) == 1 else None
        if counts is None:
            assert scale.unknown_counts_as is not None
            counts = _stand_in(named, list(worth), scale.unknown_counts_as)
        made.append((criterion.code, counts, worth[counts], min(worth.values())))

    told = [
        (each["code"], each["counts as"], Fraction(each["points"]), Fraction(each["lowest"]))
        for each in rows()
    ]

    assert told == made


@pytest.mark.parametrize("key", ["harm", "likelihood", "organisational_position"])
def test_each_section_adds_up_its_points(key: str) -> None:
    """In the order of the matrix, so the terms are those of the table."""
    assert terms(sums()[key][0]) == points(*node_inputs(key))


def test_the_ends_of_the_range_and_the_baseline_take_the_right_levels() -> None:
    """Open answers at their ends; the baseline takes the lowest level of everything."""
    lowest_of = {"psychological_harm": Fraction(0), "volume": Fraction(4)}
    highest_of = {"psychological_harm": Fraction(10), "volume": Fraction(6)}
    for section in ("harm", "likelihood"):
        keys = node_inputs(section)
        for end, open_answers in (("lowest", lowest_of), ("highest", highest_of)):
            expected = [open_answers.get(key, points(key)[0]) for key in keys]
            assert terms(sums()[f"{section}, {end}"][0]) == expected
        assert terms(sums()[f"{section}, baseline"][0]) == points(*keys, column="lowest")


def test_the_sections_go_into_the_products() -> None:
    """Of the headline, of both ends of the range and of the baseline."""
    for suffix in ("", ", lowest", ", highest", ", baseline"):
        harm, likelihood = result_of(f"harm{suffix}"), result_of(f"likelihood{suffix}")
        assert result_of(f"risk{suffix}") == harm * likelihood


def test_the_shares_are_the_mean_of_both_orders() -> None:
    """Shapley values of a product of two: each raised before and after the other."""
    high, low = (
        {key: result_of(f"{key}{end}") for key in ("harm", "likelihood")}
        for end in ("", ", baseline")
    )
    for mine, other in (("harm", "likelihood"), ("likelihood", "harm")):
        rise = high[mine] - low[mine]
        first, last = rise * low[other], rise * high[other]
        assert result_of(f"{mine}, raised first") == first
        assert result_of(f"{mine}, raised last") == last
        assert result_of(f"share of {mine}") == (first + last) / 2
        assert result_of(f"one point of {mine}") == (first + last) / 2 / rise


def exact_shares() -> dict[str, Fraction]:
    return {
        key: (points(key)[0] - points(key, column="lowest")[0])
        * result_of(f"one point of {section}")
        for section in ("harm", "likelihood")
        for key in node_inputs(section)
    }


def test_each_criterion_adds_its_points_above_the_lowest_at_that_price() -> None:
    assert {key: result_of(key) for key in exact_shares()} == exact_shares()
    assert terms(sums()["contributions together"][0]) == list(exact_shares().values())


def test_the_printed_shares_are_apportioned_by_largest_remainder() -> None:
    """Ties go to the key that comes first in the alphabet; the sum is the printed score."""
    shares = exact_shares()
    printed = {key: int(share // 1) for key, share in shares.items()}
    missing = int(result_of("risk")) - sum(printed.values())
    for key in sorted(shares, key=lambda each: (-(shares[each] % 1), each))[:missing]:
        printed[key] += 1

    told = {
        row["criterion"].strip("`"): row for row in records(PAGE, "criterion") if "printed" in row
    }

    assert terms(sums()["rounded down"][0]) == [share // 1 for share in shares.values()]
    assert result_of("missing") == missing
    assert {key: Fraction(row["exact share"]) for key, row in told.items()} == shares
    assert {key: int(row["printed"]) for key, row in told.items()} == printed


def _bands(said: str) -> dict[str, Fraction]:
    return {key: Fraction(cut) for key, cut in (each.split() for each in said.split(", "))}


def test_the_bands_are_those_of_the_matrix_and_hold_the_scores() -> None:
    """A score on a cut is in the band above it."""
    definition = load().entry(MATRIX).scorer.matrix.definition
    for row in records(PAGE, "node"):
        node = next(each for each in definition.nodes if each.key == row["node"].strip("`"))
        bands = _bands(row["bands and their cuts"])
        holding = [key for key, cut in bands.items() if cut <= Fraction(row["score"])][-1]

        assert bands == {band.key: Fraction(band.from_) for band in node.bands or []}
        assert row["band"] == holding


def test_the_engine_gives_the_figures_of_the_page() -> None:
    """Scores, bands, range, gaps, contributions and vector."""
    got = the_assessment()
    ends = [int(result_of(f"risk, {end}")) for end in ("lowest", "highest")]
    nodes = {
        row["node"].strip("`"): {"score": int(row["score"]), "band": row["band"]}
        for row in records(PAGE, "node")
    }
    printed = {
        row["criterion"].strip("`"): int(row["printed"])
        for row in records(PAGE, "criterion")
        if "printed" in row
    }
    [vector] = [block.text.strip() for block in blocks(PAGE) if block.text.startswith(MATRIX)]

    assert (got["score"], got["band"]) == (int(result_of("risk")), nodes["risk"]["band"])
    assert got["nodes"] == nodes
    assert [got["range"]["lowest"], got["range"]["highest"]] == ends
    assert got["gaps"] == [row["criterion"] for row in rows() if row["answered"] == "unknown"]
    assert {each["criterion"]: each["adds"] for each in got["contributions"]} == printed
    assert got["vector"] == vector == _spelt()


def _spelt() -> str:
    parts = [f"{row['code']}:{row['answered'].replace(' or ', '|')}" for row in rows()]
    return "/".join([MATRIX, *parts])


def test_the_example_of_fractions_is_that_of_the_page_for_authors() -> None:
    """Points 2.5 and 2.5, weights 1 and 0.25: 25 over 8."""
    assert result_of("example") == Fraction("2.5") + Fraction("0.25") * Fraction("2.5")
    assert "3.13" in text_of(PAGE)


def test_the_whole_answer_is_the_engines() -> None:
    """In the same order of members; the dots stand for digests."""
    [shown] = [block for block in blocks(PAGE) if block.language == "json"]

    assert same(as_value(shown.text), as_value(json.dumps(the_answer())))


def test_the_digest_is_that_of_the_canonical_json() -> None:
    """By an independent implementation of RFC 8785."""
    got, matrix = the_assessment(), the_answer()["matrix"]
    covered = {
        "matrix": {name: matrix[name] for name in ("id", "version", "digest")},
        "result": {name: got[name] for name in ("score", "band", "range", "nodes")},
        "vector": got["vector"],
    }

    assert got["digest"] == "sha256:" + sha256(rfc8785.dumps(covered)).hexdigest()
