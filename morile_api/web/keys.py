"""The public keys of the service, with which anyone can check what it signed."""

from collections.abc import Sequence

from litestar import route
from litestar.handlers import HTTPRouteHandler
from litestar.types import ASGIApp, Scope

from morile_api.provenance.keys import SigningKey, published
from morile_api.web.exchange import exchange_of
from morile_api.web.replies import NO_CACHE, READ, document_of, document_reply, encoder


def key_route(keys: Sequence[SigningKey]) -> HTTPRouteHandler:
    """The route that shows the public halves of these keys."""
    document = document_of(encoder.encode(published(keys)), NO_CACHE)

    @route("/v1/keys", http_method=READ)
    async def list_keys(scope: Scope) -> ASGIApp:
        return document_reply(document, exchange_of(scope))

    return list_keys
