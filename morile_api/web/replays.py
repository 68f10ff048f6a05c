"""Replays: the same submissions under another definition, and who moves."""

from litestar import post
from litestar.handlers import HTTPRouteHandler
from litestar.types import ASGIApp, Scope

from morile_api.catalogue import Catalogue
from morile_api.engine.replay import replay
from morile_api.web.batches import Batches
from morile_api.web.exchange import Exchange, exchange_of
from morile_api.web.replies import Reply, json_reply


def replay_routes(catalogue: Catalogue, batches: Batches) -> list[HTTPRouteHandler]:
    """The route that replays; trying every change is too long for the event loop."""
    scorers, verb = catalogue.scorers, catalogue.verbs["replays"]

    def reply(exchange: Exchange) -> Reply:
        answer = replay(scorers, verb, exchange.body)
        exchange.submissions = answer.summary.total
        exchange.matrix = f"{answer.matrix.id}@{answer.matrix.version}"
        return json_reply(answer)

    @post("/v1/replays", status_code=200)
    async def create_replay(scope: Scope) -> ASGIApp:
        return await batches.run(reply, exchange_of(scope))

    return [create_replay]
