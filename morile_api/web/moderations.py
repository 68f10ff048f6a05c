"""Moderations: agreed changes to one submission, what they come to, and the trail they leave."""

from litestar import post
from litestar.handlers import HTTPRouteHandler
from litestar.types import ASGIApp, Scope

from morile_api.catalogue import Catalogue
from morile_api.engine.moderate import moderate
from morile_api.web.batches import Batches
from morile_api.web.exchange import Exchange, exchange_of
from morile_api.web.replies import Reply, json_reply


def moderation_routes(catalogue: Catalogue, batches: Batches) -> list[HTTPRouteHandler]:
    """The route that moderates; many changes take longer than the event loop may be held up."""
    scorers, verb = catalogue.scorers, catalogue.verbs["moderations"]

    def reply(exchange: Exchange) -> Reply:
        answer = moderate(scorers, verb, exchange.body)
        exchange.submissions = 1
        exchange.matrix = f"{answer.matrix.id}@{answer.matrix.version}"
        return json_reply(answer)

    @post("/v1/moderations", status_code=200)
    async def create_moderation(scope: Scope) -> ASGIApp:
        return await batches.run(reply, exchange_of(scope))

    return [create_moderation]
