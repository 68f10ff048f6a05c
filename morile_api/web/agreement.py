"""Agreement: how far several assessors' submissions of the same threats say the same."""

from litestar import post
from litestar.handlers import HTTPRouteHandler
from litestar.types import ASGIApp, Scope

from morile_api.catalogue import Catalogue
from morile_api.engine.agreement import agreement_answer
from morile_api.web.batches import Batches
from morile_api.web.exchange import Exchange, exchange_of
from morile_api.web.replies import Reply, json_reply


def agreement_routes(catalogue: Catalogue, batches: Batches) -> list[HTTPRouteHandler]:
    """The route that compares assessors; its draws take too long for the event loop."""
    scorers, verb = catalogue.scorers, catalogue.verbs["agreement"]

    def reply(exchange: Exchange) -> Reply:
        answer = agreement_answer(scorers, verb, exchange.body)
        exchange.submissions = answer.summary.submissions
        exchange.matrix = f"{answer.matrix.id}@{answer.matrix.version}"
        return json_reply(answer)

    @post("/v1/agreement", status_code=200)
    async def create_agreement(scope: Scope) -> ASGIApp:
        return await batches.run(reply, exchange_of(scope))

    return [create_agreement]
