"""The application: settings and matrices in, one ASGI application out."""

import os
from pathlib import Path
from typing import Any

from litestar import Litestar, Request, Response
from litestar.exceptions import HTTPException

from morile_api import catalogue as catalogues
from morile_api.language.faults import MorileError
from morile_api.web import problems
from morile_api.web.about import about_routes
from morile_api.web.batches import Batches, Overloaded
from morile_api.web.document import contract_of
from morile_api.web.exchange import Exchange, exchange_of
from morile_api.web.guard import Guard
from morile_api.web.log import EventLog
from morile_api.web.matrices import matrix_routes
from morile_api.web.media import STREAMED
from morile_api.web.pages.manner import ON_PAGES, asks_for_a_page
from morile_api.web.pages.refused import refused_page
from morile_api.web.pages.routes import page_routes
from morile_api.web.paths import Paths, paths_of
from morile_api.web.posts import methods_of
from morile_api.web.replies import Reply
from morile_api.web.settings import Settings, read_settings
from morile_api.web.streams import PATH, stream_route
from morile_api.web.turns import Turns
from morile_api.web.verbs import verb_routes
from morile_api.web.vocabularies import vocabulary_routes

Req = Request[Any, Any, Any]

STREAMS_A_BATCH = 4
"""Streams that may be open for every batch that is worked on: an open one costs its body only."""


def create_app(settings: Settings | None = None, log: EventLog | None = None) -> Guard:
    """The whole service, ready to answer: everything is read, compiled and encoded here.

    Args:
        settings: those of the environment when left out.
        log: where events go; standard error when left out.

    Raises:
        BadSettings: the environment does not make sense.
        BadMatrix: a definition is at fault.
    """
    settings = settings or read_settings(os.environ)
    folders = [Path(folder) for folder in settings.matrices]
    catalogue = catalogues.load(folders, settings.max_submissions, settings.highest_marking)
    batches, log = Batches(settings.max_concurrent), log or EventLog(settings.log_level)
    turns = Turns(settings.max_concurrent * STREAMS_A_BATCH)
    contract = contract_of(catalogue, settings)
    routes = [
        *verb_routes(catalogue, batches),
        stream_route(catalogue, turns, settings.body_seconds),
        *matrix_routes(catalogue, batches),
        *vocabulary_routes(catalogue),
        *about_routes(catalogue, settings, contract),
    ]
    paths = paths_of(
        ((path, methods_of(each)) for each in routes for path in each.paths), {PATH: STREAMED}
    )
    router = Litestar(
        [*routes, *page_routes(catalogue, settings, batches, contract)],
        openapi_config=None,
        debug=False,
        logging_config=None,
        exception_handlers={
            MorileError: _refused,
            HTTPException: lambda request, _: _nowhere(request, paths),
            Exception: _failed,
        },
        on_shutdown=[batches.close, turns.close, log.close],
    )
    return Guard(router, paths, settings, log)


def _refused(request: Req, error: MorileError) -> Response[bytes]:
    """What the caller did wrong, in full."""
    exchange = _placed(request)
    if isinstance(error, Overloaded):
        return _response(problems.problem_reply(problems.OVERLOADED, exchange))
    faults = getattr(error, "faults", [])
    return _response(problems.problem_reply(problems.kind_of(error), exchange, faults))


def _nowhere(request: Req, paths: Paths) -> Response[bytes]:
    """The router found no such path, or no such method there."""
    exchange = _placed(request)
    path = paths.find(exchange.path)
    exchange.route = path.template if path else None
    if path is None and asks_for_a_page(exchange):
        exchange.as_page(ON_PAGES)
        return _response(refused_page(problems.NOT_FOUND, exchange))
    return _response(problems.misplaced(path.methods if path else (), exchange))


def _failed(request: Req, error: Exception) -> Response[bytes]:
    """Our mistake: the log gets the place, the caller gets nothing that could help or hurt."""
    exchange = _placed(request)
    exchange.fault = problems.whereabouts(error)
    return _response(problems.problem_reply(problems.INTERNAL, exchange))


def _placed(request: Req) -> Exchange:
    exchange = exchange_of(request.scope)
    exchange.route = request.scope.get("path_template")
    return exchange


def _response(reply: Reply) -> Response[bytes]:
    headers = {name.decode(): value.decode() for name, value in reply.headers}
    return Response(reply.body, status_code=reply.status, headers=headers)
