"""Assessments: a request for them read, answered by the engine and replied to."""

from collections.abc import Callable

from litestar import post
from litestar.handlers import HTTPRouteHandler
from litestar.types import ASGIApp, Scope

from morile_api.catalogue import Catalogue
from morile_api.engine.answer import answer
from morile_api.web.batches import INLINE_BYTES, Batches
from morile_api.web.exchange import Exchange, exchange_of
from morile_api.web.replies import Reply, json_reply

ALL_ASSESSED, SOME_REFUSED = 200, 207


def assessment_routes(catalogue: Catalogue, batches: Batches) -> list[HTTPRouteHandler]:
    """The routes that score with these matrices."""
    reply = _replier(catalogue)

    @post("/v1/assessments", status_code=ALL_ASSESSED)
    async def create_assessments(scope: Scope) -> ASGIApp:
        exchange = exchange_of(scope)
        if len(exchange.body) <= INLINE_BYTES:
            return reply(exchange)
        return await batches.run(reply, exchange)

    return [create_assessments]


def _replier(catalogue: Catalogue) -> Callable[[Exchange], Reply]:
    scorers, reader = catalogue.scorers, catalogue.reader

    def reply(exchange: Exchange) -> Reply:
        answered = answer(scorers, reader, exchange.body)
        exchange.submissions = answered.summary.total
        exchange.matrix = f"{answered.matrix.id}@{answered.matrix.version}"
        return json_reply(answered, SOME_REFUSED if answered.summary.refused else ALL_ASSESSED)

    return reply
