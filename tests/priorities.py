"""Priorities for tests: threats with the scores wanted, and what ranking and slots make of them."""

import json
from collections.abc import Sequence
from functools import cache
from typing import Any

import msgspec

from morile_api.engine.compiling.compile import compile_matrix
from morile_api.engine.priorities.prioritise import priorities
from morile_api.engine.scorer import Scorer, scorer_of
from morile_api.language.by_matrix import Verb, verb_of
from morile_api.language.faults import BadSubmission, Fault
from morile_api.language.matrix import Matrix
from morile_api.language.priorities import priority_requests
from morile_api.language.submission import shared_words
from tests.builders import (
    DIGEST,
    ENCODER,
    a_criterion,
    a_matrix,
    a_node,
    a_scale,
    a_threat,
    as_json,
    shipped_catalogue,
)

CUMBRIA, LANCASHIRE, MERSEYSIDE, MANCHESTER = "E23000002", "E23000003", "E23000004", "E23000005"
CHESHIRE, NORTH_WALES = "E23000006", "W15000001"
CITY_OF_LONDON, THE_MET = "E23000034", "E23000001"


def a_counting_matrix(stand_in: str | None = "l0") -> Matrix:
    """Score and level are one: `score` at level l7 scores 7, and `second` only breaks ties.

    Args:
        stand_in: the level that an unknown score counts as; None: no headline score then.
    """
    ten = a_scale("ten", {f"l{number}": number for number in range(11)}, stand_in)
    low = {"low": 0, "high": 5}
    return a_matrix(
        [a_criterion("score", "SC", "ten"), a_criterion("second", "SE", "ten")],
        [a_node("other", "sum", ["second"]), a_node("risk", "sum", ["score"], bands=low)],
        [ten],
        beside=["other"],
        decimals=2,
    )


def scoring(score: object, organisation: str = CUMBRIA, **more: Any) -> dict[str, Any]:
    """A threat of a score from 0 to 10: one number, several that it may be, or unknown.

    `second` among `more` is its level on the criterion that only breaks ties.
    """
    named = [f"l{each}" for each in score] if isinstance(score, list | tuple) else f"l{score}"
    levels = {
        "score": "unknown" if score == "unknown" else named,
        "second": f"l{more.pop('second', 0)}",
    }
    return a_threat(levels, more={"organisation": organisation, **more})


def numbered(threats: Sequence[dict[str, Any]]) -> list[dict[str, Any]]:
    """The same threats under the references T0, T1, T2 ..., where they have none of their own."""
    return [
        {**each, "ref": f"T{number}"} if each["ref"] == "TV-1" else each
        for number, each in enumerate(threats)
    ]


class Board(msgspec.Struct, frozen=True, eq=False):
    """What answers requests for priorities over one matrix."""

    scorer: Scorer
    verb: Verb

    def bytes_of(self, body: bytes) -> bytes:
        """The answer as it is sent."""
        name = self.scorer.matrix.id
        words = shipped_catalogue().vocabularies
        return ENCODER.encode(priorities({name: self.scorer}, self.verb, words, body))

    def ask(self, *threats: dict[str, Any], **more: Any) -> dict[str, Any]:
        """The answer as a client reads it."""
        request = {"matrix": self.scorer.matrix.id, "submissions": numbered(threats), **more}
        read: dict[str, Any] = json.loads(self.bytes_of(as_json(request)))
        return read

    def faults(self, body: bytes) -> list[Fault]:
        """The faults for which a request is refused."""
        try:
            self.bytes_of(body)
        except BadSubmission as error:
            return error.faults
        raise TypeError("answered, although at fault")


@cache
def a_board(stand_in: str | None = "l0", limit: int = 10_000) -> Board:
    """Over the counting matrix, with the shipped vocabularies."""
    return board_of(a_counting_matrix(stand_in), limit)


def board_of(matrix: Matrix, limit: int = 10_000) -> Board:
    """Over a matrix, with the shipped vocabularies."""
    words = shared_words(shipped_catalogue().vocabularies)
    beside = a_matrix(name="beside")
    verb = verb_of(priority_requests([matrix, beside], words, limit), words)
    return Board(scorer_of(compile_matrix(matrix, DIGEST)), verb)


@cache
def shipped_board(name: str) -> Board:
    """Over a shipped matrix."""
    catalogue = shipped_catalogue()
    words = shared_words(catalogue.vocabularies)
    scorer = catalogue.scorers[name]
    return Board(scorer, verb_of(priority_requests([scorer.matrix.definition], words), words))


def chosen(answer: dict[str, Any]) -> list[int]:
    """The numbers of the threats that are given a slot, most serious first."""
    return [each["index"] for each in answer["allocation"]["chosen"]]


def why(answer: dict[str, Any]) -> dict[int, str]:
    """Why each threat has a slot."""
    return {each["index"]: each["why"]["says"] for each in answer["allocation"]["chosen"]}
