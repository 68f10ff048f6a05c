"""About the service: what it is, whether it works, and its contract."""

from litestar import route
from litestar.handlers import HTTPRouteHandler
from litestar.types import ASGIApp, Scope

from morile_api.catalogue import Catalogue
from morile_api.engine.compiling.describe import mark_of
from morile_api.language.about import Health, Limits, Service
from morile_api.language.version import ENGINE_VERSION, VERSION
from morile_api.web.exchange import exchange_of
from morile_api.web.replies import (
    NO_CACHE,
    NO_STORE,
    READ,
    Document,
    document_of,
    document_reply,
    encoder,
)
from morile_api.web.settings import Settings


def about_routes(
    catalogue: Catalogue, settings: Settings, contract: bytes
) -> list[HTTPRouteHandler]:
    """The routes about the service itself.

    Args:
        catalogue: loaded; so a service that has routes is ready.
        settings: whose limits it tells.
        contract: the OpenAPI document.
    """
    health = document_of(encoder.encode(Health("pass", VERSION)), NO_STORE)
    return [
        _shows("/v1", document_of(encoder.encode(service_of(catalogue, settings)), NO_CACHE)),
        _shows("/healthz", health),
        _shows("/readyz", health),
        _shows("/openapi.json", document_of(contract, NO_CACHE)),
    ]


def service_of(catalogue: Catalogue, settings: Settings) -> Service:
    """What runs here, what it can score with and what one request may hold."""
    return Service(
        service="morile",
        version=VERSION,
        engine_version=ENGINE_VERSION,
        matrices=[mark_of(entry.scorer.matrix) for entry in catalogue.entries.values()],
        vocabularies=list(catalogue.vocabularies),
        limits=Limits(settings.max_submissions, settings.max_body_bytes, settings.highest_marking),
        access="open" if settings.jwks is None else "bearer",
    )


def _shows(path: str, document: Document) -> HTTPRouteHandler:
    @route(path, http_method=READ)
    async def show(scope: Scope) -> ASGIApp:
        return document_reply(document, exchange_of(scope))

    return show
