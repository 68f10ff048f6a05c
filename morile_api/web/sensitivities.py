"""Sensitivities: the same submissions under moved figures, and which bands and ranks hold."""

from litestar import post
from litestar.handlers import HTTPRouteHandler
from litestar.types import ASGIApp, Scope

from morile_api.catalogue import Catalogue
from morile_api.engine.sensitivity import sensitivity_answer
from morile_api.web.batches import Batches
from morile_api.web.exchange import Exchange, exchange_of
from morile_api.web.replies import Reply, json_reply


def sensitivity_routes(catalogue: Catalogue, batches: Batches) -> list[HTTPRouteHandler]:
    """The route that tries other figures; hundreds of trials are too long for the event loop."""
    scorers, verb = catalogue.scorers, catalogue.verbs["sensitivities"]

    def reply(exchange: Exchange) -> Reply:
        answer = sensitivity_answer(scorers, verb, exchange.body)
        exchange.submissions = len(answer.threats)
        exchange.matrix = f"{answer.matrix.id}@{answer.matrix.version}"
        return json_reply(answer)

    @post("/v1/sensitivities", status_code=200)
    async def create_sensitivity(scope: Scope) -> ASGIApp:
        return await batches.run(reply, exchange_of(scope))

    return [create_sensitivity]
