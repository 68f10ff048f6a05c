"""Verbs: everything that can be asked of submissions, each answered by one call of the engine."""

from collections.abc import Callable, Mapping
from functools import partial
from typing import Any

from litestar.handlers import ASGIRouteHandler

from morile_api.catalogue import Catalogue
from morile_api.engine.agreement.compare import agreement_answer
from morile_api.engine.answer import answer
from morile_api.engine.appraisal.sensitivity import sensitivity_answer
from morile_api.engine.change.moderate import moderate
from morile_api.engine.change.replay import replay
from morile_api.engine.priorities.prioritise import priorities
from morile_api.engine.scorer import Scorer
from morile_api.language.permitted import Reading, held_to
from morile_api.provenance.keys import SigningKey
from morile_api.provenance.signing import signed_answer
from morile_api.web.batches import Batches, is_quick
from morile_api.web.exchange import Done, Exchange, note_refusals
from morile_api.web.posts import posted
from morile_api.web.replies import Reply, json_reply

DONE, SOME_REFUSED = 200, 207

Engine = Callable[[Exchange], Any]

Count = Callable[[Any], int]
"""Of an answer, how many submissions it is about."""


def verb_routes(
    catalogue: Catalogue, batches: Batches, key: SigningKey | None = None
) -> list[ASGIRouteHandler]:
    """The routes that work on submissions with these matrices.

    Only assessments are short enough for the event loop: the others draw, rank or try hundreds of
    changes.

    Args:
        catalogue: the matrices there are.
        batches: in which the work is done.
        key: what signs assessments; nothing is signed without.
    """
    scorers, asked = catalogue.scorers, catalogue.verbs
    words = catalogue.vocabularies
    score = answer if key is None else partial(signed_answer, key)
    assess = _asked_of(score, scorers, catalogue.reader)
    others: dict[str, tuple[Engine, Count]] = {
        "agreement": (
            _asked_of(agreement_answer, scorers, asked["agreement"]),
            lambda answer: answer.summary.submissions,
        ),
        "moderations": (_asked_of(moderate, scorers, asked["moderations"]), lambda _: 1),
        "priorities": (_asked_of(priorities, scorers, asked["priorities"], words), _total),
        "replays": (_asked_of(replay, scorers, asked["replays"]), _total),
        "sensitivities": (
            _asked_of(sensitivity_answer, scorers, asked["sensitivities"]),
            lambda answer: len(answer.threats),
        ),
    }
    return [
        posted("/v1/assessments", _assessed(assess), batches, is_quick),
        *(
            posted(f"/v1/{name}", _replier(engine, count), batches)
            for name, (engine, count) in others.items()
        ),
    ]


def _asked_of(
    engine: Callable[..., Any], scorers: Mapping[str, Scorer], reading: Reading, *more: object
) -> Engine:
    """From a request to its answer, held to what its caller may send.

    Args:
        engine: called with scorers, what reads requests, what more it needs, and the body.
        scorers: by matrix id.
        reading: what reads its requests.
        more: what more it needs.
    """

    def answered(exchange: Exchange) -> Any:
        return engine(scorers, held_to(exchange.reach, reading), *more, exchange.body)

    return answered


def _replier(engine: Engine, count: Count) -> Callable[[Exchange], Reply]:
    """From a request to its reply, with what the log is to know of it."""

    def reply(exchange: Exchange) -> Reply:
        answer = engine(exchange)
        exchange.done = Done(answer.matrix, count(answer), marking=getattr(answer, "marking", None))
        return json_reply(answer, DONE)

    return reply


def _assessed(engine: Engine) -> Callable[[Exchange], Reply]:
    """The same for assessments, of which some may be refused."""

    def reply(exchange: Exchange) -> Reply:
        answer = engine(exchange)
        total, refused = answer.summary.total, answer.summary.refused
        exchange.done = Done(answer.matrix, total, refused, answer.marking)
        if refused:
            note_refusals(exchange, answer.results)
        return json_reply(answer, SOME_REFUSED if refused else DONE)

    return reply


def _total(answer: Any) -> int:
    total: int = answer.summary.total
    return total
