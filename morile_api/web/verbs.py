"""Verbs: everything that can be asked of submissions, each answered by one call of the engine."""

from collections.abc import Callable, Mapping
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
from morile_api.web.batches import INLINE_BYTES, Batches
from morile_api.web.exchange import Exchange
from morile_api.web.posts import posted
from morile_api.web.replies import Reply, json_reply

DONE, SOME_REFUSED = 200, 207

Engine = Callable[[Exchange], Any]


def verb_routes(catalogue: Catalogue, batches: Batches) -> list[ASGIRouteHandler]:
    """The routes that work on submissions with these matrices.

    Only assessments are short enough for the event loop: the others draw, rank or try hundreds of
    changes.
    """
    scorers, asked = catalogue.scorers, catalogue.verbs
    words = catalogue.vocabularies
    assess = _asked_of(answer, scorers, catalogue.reader)
    others: dict[str, tuple[Engine, Callable[[Any], int]]] = {
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
        posted("/v1/assessments", _replier(assess, _total, _partly), batches, INLINE_BYTES),
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


def _replier(
    engine: Engine, count: Callable[[Any], int], status: Callable[[Any], int] = lambda _: DONE
) -> Callable[[Exchange], Reply]:
    """From a request to its reply, with what the log is to know of it.

    Args:
        engine: from the request to the answer.
        count: of an answer, how many submissions it is about.
        status: of its reply.
    """

    def reply(exchange: Exchange) -> Reply:
        answer = engine(exchange)
        exchange.submissions = count(answer)
        exchange.matrix = f"{answer.matrix.id}@{answer.matrix.version}"
        return json_reply(answer, status(answer))

    return reply


def _total(answer: Any) -> int:
    total: int = answer.summary.total
    return total


def _partly(answer: Any) -> int:
    return SOME_REFUSED if answer.summary.refused else DONE
