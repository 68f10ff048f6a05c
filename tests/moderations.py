"""Moderations for tests: agreed changes to one submission, and what comes of them."""

import json
from collections.abc import Mapping
from typing import Any

import msgspec

from morile_api.engine.change.moderate import moderate
from morile_api.engine.compiling.compile import compile_matrix
from morile_api.engine.scorer import Scorer, scorer_of
from morile_api.language.by_matrix import Verb, verb_of
from morile_api.language.faults import BadSubmission, Fault
from morile_api.language.matrix import Matrix
from morile_api.language.moderation import DISRUPTION, moderation_requests
from morile_api.language.submission import shared_words
from tests.builders import (
    DIGEST,
    a_criterion,
    a_matrix,
    a_node,
    a_scale,
    a_threat,
    as_json,
    shipped_catalogue,
)


def a_change(criterion: str, from_: object, to: object, **more: Any) -> dict[str, Any]:
    """An agreed change, by default with a reason and a role."""
    said = {"reason": "A victim was seen in hospital.", "role": "ROCTA moderator"}
    return {"criterion": criterion, "from": from_, "to": to, **said, **more}


def a_moderation(
    *changes: Any, threat: Any = None, matrix: str = "example@1.0.0", **more: Any
) -> dict[str, Any]:
    """A request for moderation, by default of a threat with every level at `none`."""
    submission = a_threat() if threat is None else threat
    return {"matrix": matrix, "submission": submission, "changes": list(changes), **more}


class Panel(msgspec.Struct, frozen=True, eq=False):
    """What answers requests for moderation over one or more matrices."""

    scorers: Mapping[str, Scorer]
    verb: Verb

    def bytes_of(self, request: object) -> bytes:
        """The answer as it is sent, to a request given as values or as the bytes that came in."""
        body = request if isinstance(request, bytes) else as_json(request)
        encoder = msgspec.json.Encoder(decimal_format="number")
        return encoder.encode(moderate(self.scorers, self.verb, body))

    def answer(self, request: object) -> dict[str, Any]:
        """The answer as a client reads it."""
        read: dict[str, Any] = json.loads(self.bytes_of(request))
        return read

    def faults(self, request: object) -> list[Fault]:
        """The faults for which a request is refused; none when it is answered."""
        try:
            self.bytes_of(request)
        except BadSubmission as error:
            return error.faults
        return []


def a_panel(*matrices: Matrix) -> Panel:
    """A panel for these matrices, and always for one more, as in any service."""
    mine = [*(matrices or [a_matrix()]), a_matrix(name="beside")]
    scorers = {each.id: scorer_of(compile_matrix(each, DIGEST)) for each in mine}
    vocabularies = shipped_catalogue().vocabularies
    words = shared_words(vocabularies)
    requests = moderation_requests(mine, words, vocabularies[DISRUPTION])
    return Panel(scorers, verb_of(requests, words))


def shipped_panel() -> Panel:
    """A panel for the shipped matrices."""
    catalogue = shipped_catalogue()
    definitions = [entry.scorer.matrix.definition for entry in catalogue.entries.values()]
    words = shared_words(catalogue.vocabularies)
    requests = moderation_requests(definitions, words, catalogue.vocabularies[DISRUPTION])
    return Panel(catalogue.scorers, verb_of(requests, words))


def combined(
    combine: str, points: Mapping[str, object], names: str = "ab", decimals: int = 2
) -> Matrix:
    """A matrix of one node over criteria `a`, `b` ... that are all answered on one scale."""
    criteria = [a_criterion(name, name.upper(), "steps") for name in names]
    node = a_node("total", combine, list(names))
    return a_matrix(criteria, [node], [a_scale("steps", points)], decimals=decimals)


def shares_of(matrix: Matrix, before: Mapping[str, str], after: Mapping[str, str]) -> Any:
    """The printed share of every change between two full sets of levels, by criterion."""
    changes = [
        a_change(key, level, after[key]) for key, level in before.items() if level != after[key]
    ]
    request = a_moderation(*changes, threat=a_threat(before), matrix=matrix.id)
    answer = a_panel(matrix).answer(request)
    return {each["criterion"]: each["share"] for each in answer["shares"]}
