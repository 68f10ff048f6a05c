"""A line in an e-mail can be scored again by anyone, and an answer can be checked by anyone."""

from hashlib import sha256
from random import Random
from typing import Any

import rfc8785
from hypothesis import given, settings

from morile_api.language.answer import as_answer
from morile_api.language.matrix import Matrix
from morile_api.language.vector import parse_vector, print_vector
from tests.builders import Assessment, a_desk, a_request, a_threat, by_vector
from tests.property.strategies import SEEDS, Asked, matrices, questions, with_levels
from tests.reference.scorer import Reference

Question = tuple[Matrix, list[Asked]]


@settings(max_examples=60)
@given(questions(matrices(), most=3))
def test_parse_and_print_are_inverse(question: Question) -> None:
    """Nothing is lost on the way to a line and back, and nothing is made up."""
    matrix, threats = question
    for asked in threats:
        answers = {
            key: as_answer(said, Reference(matrix).scales[key], asked.confidence.get(key))  # type: ignore[arg-type]
            for key, said in asked.said.items()
        }

        line = print_vector(matrix, answers)

        assert parse_vector(matrix, line) == answers
        assert print_vector(matrix, parse_vector(matrix, line)) == line
        assert line == Reference(matrix).vector(asked.said, asked.confidence)


@settings(max_examples=40)
@given(questions(matrices(), most=2), SEEDS)
def test_every_spelling_of_a_vector_has_one_canonical_form(question: Question, seed: int) -> None:
    """Parts and levels may come in any order; what is printed is always the same line."""
    matrix, threats = question
    dice = Random(seed)  # noqa: S311
    for asked in threats:
        line = Reference(matrix).vector(asked.said, asked.confidence)
        name, *parts = line.split("/")
        mixed = "/".join([name, *(_mixed(part, dice) for part in dice.sample(parts, len(parts)))])

        assert print_vector(matrix, parse_vector(matrix, mixed)) == line


def _mixed(part: str, dice: Random) -> str:
    """A part with its levels in another order."""
    code, _, said = part.partition(":")
    levels, tilde, confidence = said.partition("~")
    keys = levels.split("|")
    return f"{code}:{'|'.join(dice.sample(keys, len(keys)))}{tilde}{confidence}"


@settings(max_examples=50)
@given(questions(matrices(), most=4))
def test_a_vector_scores_as_the_levels_it_was_made_from(question: Question) -> None:
    """The answer's vector, sent back, gives the same answer and the same digest."""
    matrix, threats = question
    desk = a_desk(matrix)
    first = desk.results(a_request(*[each.threat for each in threats], explain=True))

    again = desk.results(a_request(*[by_vector(row["vector"]) for row in first], explain=True))

    assert again == first


@settings(max_examples=60)
@given(questions(matrices(), most=4))
def test_a_digest_can_be_recomputed_from_the_answer_alone(question: Question) -> None:
    """SHA-256 over RFC 8785 canonical JSON, by a library that knows nothing of the engine."""
    matrix, threats = question
    answer = a_desk(matrix).answer(a_request(*[each.threat for each in threats]))

    for row in answer["results"]:
        assert row["digest"] == digest_of(answer["matrix"], row)


def digest_of(mark: dict[str, Any], row: Assessment) -> str:
    """Design, section 7: matrix id, version and digest, canonical vector, and the result."""
    covered = {
        "matrix": {name: mark[name] for name in ("id", "version", "digest")},
        "vector": row["vector"],
        "result": {name: row[name] for name in ("score", "band", "range", "nodes")},
    }
    return f"sha256:{sha256(rfc8785.dumps(covered)).hexdigest()}"


@settings(max_examples=40)
@given(questions(matrices(), most=4))
def test_equal_answers_have_equal_digests_and_others_do_not(question: Question) -> None:
    """Who asked, when and under which reference is no part of what came out."""
    matrix, threats = question
    desk = a_desk(matrix)
    renamed = [
        {**each.threat, "ref": f"X-{at}", "assessor": "team lead", "information_date": "2026-01-01"}
        for at, each in enumerate(threats)
    ]

    first = desk.results(a_request(*[each.threat for each in threats], explain=True))
    again = desk.results(a_request(*renamed))

    assert [row["digest"] for row in first] == [row["digest"] for row in again]
    by_vector_of = {row["vector"]: row["digest"] for row in first}
    assert len(set(by_vector_of.values())) == len(by_vector_of)


def test_the_confidence_of_an_answer_is_part_of_the_vector_and_not_of_the_score() -> None:
    """It is reported beside a score, never folded into it unseen."""
    desk = a_desk()
    said = {"physical_harm": "severe", "community_harm": "none"}
    graded = {**said, "physical_harm": {"level": "severe", "confidence": "low", "grading": "2CP"}}

    plain, low = desk.results(
        a_request(with_levels(a_threat(), said), with_levels(a_threat(), graded))
    )

    assert low["vector"] == "example@1.0.0/PH:severe~low/CO:none"
    assert low["confidence"] == {"harm": "low"}
    assert {name: low[name] for name in ("score", "band", "range", "nodes")} == {
        name: plain[name] for name in ("score", "band", "range", "nodes")
    }
    assert low["digest"] != plain["digest"]
