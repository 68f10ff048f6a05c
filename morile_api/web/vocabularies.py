"""Vocabularies: the words and codes people choose from."""

from litestar import route
from litestar.handlers import HTTPRouteHandler
from litestar.types import ASGIApp, Scope

from morile_api.catalogue import Catalogue
from morile_api.language.faults import UnknownVocabulary
from morile_api.web.exchange import exchange_of
from morile_api.web.replies import NO_CACHE, READ, document_of, document_reply, encoder


def vocabulary_routes(catalogue: Catalogue) -> list[HTTPRouteHandler]:
    """The route that shows a vocabulary; each is encoded here, once."""
    shown = {
        name: document_of(encoder.encode(vocabulary), NO_CACHE)
        for name, vocabulary in catalogue.vocabularies.items()
    }
    known = list(shown)

    @route("/v1/vocabularies/{name:str}", http_method=READ)
    async def get_vocabulary(scope: Scope) -> ASGIApp:
        document = shown.get(scope["path_params"]["name"])
        if document is None:
            raise UnknownVocabulary(known)
        return document_reply(document, exchange_of(scope))

    return [get_vocabulary]
