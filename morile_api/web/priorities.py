"""Priorities: threats ranked, and slots given to the most serious."""

from litestar import post
from litestar.handlers import HTTPRouteHandler
from litestar.types import ASGIApp, Scope

from morile_api.catalogue import Catalogue
from morile_api.engine.priorities import priorities
from morile_api.web.batches import Batches
from morile_api.web.exchange import Exchange, exchange_of
from morile_api.web.replies import Reply, json_reply


def priority_routes(catalogue: Catalogue, batches: Batches) -> list[HTTPRouteHandler]:
    """The route that ranks; what gaps leave open takes too long for the event loop."""
    scorers, verb, words = catalogue.scorers, catalogue.verbs["priorities"], catalogue.vocabularies

    def reply(exchange: Exchange) -> Reply:
        answer = priorities(scorers, verb, words, exchange.body)
        exchange.submissions = answer.summary.total
        exchange.matrix = f"{answer.matrix.id}@{answer.matrix.version}"
        return json_reply(answer)

    @post("/v1/priorities", status_code=200)
    async def create_priorities(scope: Scope) -> ASGIApp:
        return await batches.run(reply, exchange_of(scope))

    return [create_priorities]
