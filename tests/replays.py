"""Replays for tests: two versions of a small matrix, and what comes of changing from one to two."""

import json
from collections.abc import Mapping
from typing import Any

import msgspec

from morile_api.engine.change.replay import replay
from morile_api.engine.compiling.compile import compile_matrix
from morile_api.engine.scorer import Scorer, scorer_of
from morile_api.language.by_matrix import Verb, verb_of
from morile_api.language.faults import BadSubmission, Fault
from morile_api.language.matrix import Matrix
from morile_api.language.replay import replay_requests
from morile_api.language.submission import shared_words
from tests.builders import (
    DIGEST,
    a_matrix,
    a_node,
    a_request,
    a_scale,
    a_threat,
    as_json,
    shipped_catalogue,
)


def a_version(
    version: str = "1.1.0",
    weight: object = "0.25",
    cut: object = 4,
    moderate: object = "2.5",
    stand_in: str | None = None,
    **more: Any,
) -> Matrix:
    """A version of `a_matrix`, by default with the same figures."""
    scale = a_scale(
        points={"none": 0, "moderate": moderate, "severe": 8}, unknown_counts_as=stand_in
    )
    node = a_node(
        "harm",
        "weighted_sum",
        ["physical_harm", "community_harm"],
        weights=[1, weight],
        bands={"low": 0, "high": cut},
    )
    return a_matrix(**{"nodes": [node], "scales": [scale], "version": version, **more})


def a_replay(*threats: Any, to: str = "example@1.1.0", **more: Any) -> dict[str, Any]:
    """A request for replay, by default of one threat with every level at `none`."""
    return a_request(*(threats or [a_threat()]), to=to, **more)


class Archive(msgspec.Struct, frozen=True, eq=False):
    """What answers requests for replay over several definitions."""

    scorers: Mapping[str, Scorer]
    verb: Verb

    def answer(self, request: object) -> dict[str, Any]:
        """The answer as a client reads it."""
        body = request if isinstance(request, bytes) else as_json(request)
        encoder = msgspec.json.Encoder(decimal_format="number")
        read: dict[str, Any] = json.loads(encoder.encode(replay(self.scorers, self.verb, body)))
        return read

    def faults(self, request: object) -> list[Fault]:
        """The faults for which a request is refused; none when it is answered."""
        try:
            self.answer(request)
        except BadSubmission as error:
            return error.faults
        return []


def an_archive(*matrices: Matrix) -> Archive:
    """An archive of version 1.0.0 of `a_matrix` and of these."""
    mine = [a_matrix(), *matrices]
    scorers = {each.id: scorer_of(compile_matrix(each, DIGEST)) for each in mine}
    words = shared_words(shipped_catalogue().vocabularies)
    return Archive(scorers, verb_of(replay_requests(mine, words), words))


def replayed(to: Matrix, *threats: Any, **more: Any) -> dict[str, Any]:
    """Threats for version 1.0.0 of `a_matrix`, replayed with another definition."""
    return an_archive(to).answer(a_replay(*threats, to=to.id, **more))
