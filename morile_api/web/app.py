"""The application: settings and matrices in, one ASGI application out."""

import os
from collections.abc import Callable, Sequence
from functools import partial
from typing import Any

from litestar import Litestar, Request, Response
from litestar.exceptions import HTTPException

from morile_api import catalogue as catalogues
from morile_api.catalogue import Catalogue
from morile_api.language.faults import MorileError
from morile_api.web import problems
from morile_api.web.about import about_routes
from morile_api.web.admission import Admission
from morile_api.web.batches import Batches, Overloaded
from morile_api.web.document import contract_of
from morile_api.web.exchange import Exchange, exchange_of
from morile_api.web.guard import Guard
from morile_api.web.held import Held, held_of
from morile_api.web.here import OPEN, Here
from morile_api.web.keys import key_route
from morile_api.web.log import EventLog
from morile_api.web.matrices import matrix_routes
from morile_api.web.metrics import Metrics, metrics_route
from morile_api.web.pages.manner import ON_PAGES, asks_for_a_page
from morile_api.web.pages.refused import refused_page
from morile_api.web.pages.routes import page_routes
from morile_api.web.paths import Paths, paths_of
from morile_api.web.posts import Route, methods_of
from morile_api.web.replies import Reply
from morile_api.web.settings import Settings, read_settings
from morile_api.web.streams import PATH, stream_route, streamed_kinds
from morile_api.web.traces import Traces
from morile_api.web.turns import Turns, share_often
from morile_api.web.verbs import verb_routes
from morile_api.web.vocabularies import vocabulary_routes

Req = Request[Any, Any, Any]

STREAMS_A_BATCH = 4
"""Streams that may be open for every batch that is worked on: an open one costs its body only."""


def create_app(
    settings: Settings | None = None, log: EventLog | None = None, held: Held | None = None
) -> Guard:
    """The whole service, ready to answer: everything is compiled and encoded here.

    Args:
        settings: those of the environment when left out.
        log: where events go; standard error when left out.
        held: what another process read for this one; what the settings name is read when left out.

    Raises:
        BadSettings: the environment does not make sense.
        BadMatrix: a definition is at fault, or not vouched for.
        BadKey: a key file is at fault.
    """
    settings = settings or read_settings(os.environ)
    known = held or held_of(settings)
    catalogue, keys = catalogue_of(settings, known), known.keys()
    key = keys[0] if keys else None
    batches = Batches(settings.max_concurrent)
    log = log or EventLog(settings.log_level, key=known.log_key)
    metrics = Metrics(log, [each.scorer.mark for each in catalogue.entries.values()])
    turns = Turns(settings.max_concurrent * STREAMS_A_BATCH)
    gate = gate_for(settings, catalogue, log.tell, anew=held is not None)
    contract = contract_of(catalogue, settings, keys)
    routes = [
        *verb_routes(catalogue, batches, key),
        stream_route(catalogue, turns, settings.body_seconds, key),
        *_documents(catalogue, settings, batches, contract),
        key_route(keys),
        metrics_route(metrics),
    ]
    paths = _paths_of(routes)
    pages = page_routes(catalogue, settings, batches, contract)
    # Who hands something over has said before that access is open.
    said = [partial(log.tell, OPEN)] if held is None and isinstance(gate, Here) else []
    hear, close = _hearers(settings, log, metrics)
    closing = [gate.stop, batches.close, turns.close, *close]
    router = _router([*routes, *pages], paths, [share_often, gate.start, *said], closing)
    return Guard(router, paths, settings, hear, gate)


def _hearers(
    settings: Settings, log: EventLog, metrics: Metrics
) -> tuple[list[Callable[[Exchange], None]], list[Callable[[], None]]]:
    """Who hears of each request that is over, and what closes them."""
    if settings.traces is None:
        return [log.note, metrics.count], [log.close]
    traces = Traces(settings.traces)
    return [log.note, metrics.count, traces.tell], [log.close, traces.close]


def catalogue_of(settings: Settings, held: Held) -> Catalogue:
    """The matrices a service with these settings knows.

    Raises:
        BadMatrix: a definition is at fault.
    """
    return catalogues.load(held.folders, settings.max_submissions, settings.highest_marking)


def _documents(
    catalogue: Catalogue, settings: Settings, batches: Batches, contract: bytes
) -> list[Route]:
    return [
        *matrix_routes(catalogue, batches),
        *vocabulary_routes(catalogue),
        *about_routes(catalogue, settings, contract),
    ]


def _paths_of(routes: Sequence[Route]) -> Paths:
    named = ((path, methods_of(each)) for each in routes for path in each.paths)
    return paths_of(named, {PATH: streamed_kinds()})


def _router(
    routes: Sequence[Route], paths: Paths, opening: Sequence[Any], closing: Sequence[Any]
) -> Litestar:
    """The framework with these routes, none of its own, and our problems for its errors."""
    return Litestar(
        routes,
        openapi_config=None,
        debug=False,
        logging_config=None,
        exception_handlers={
            MorileError: _refused,
            HTTPException: lambda request, _: _nowhere(request, paths),
            Exception: _failed,
        },
        on_startup=opening,
        on_shutdown=closing,
    )


def gate_for(
    settings: Settings, catalogue: Catalogue, tell: Callable[[str], None], anew: bool = False
) -> Admission:
    """What lets callers in.

    Args:
        settings: which may name keys, an issuer and an audience.
        catalogue: whose vocabulary says who belongs to whom.
        tell: puts a notice into the log.
        anew: whether another process was let in before with these settings; then keys that cannot
            be used now are waited for.

    Raises:
        BadSettings: they contradict one another, or the keys cannot be used.
    """
    if not (settings.jwks or settings.issuer or settings.audience or settings.without_token):
        return Here()
    # The library of tokens takes a tenth of a second to load, and an open service needs none.
    from morile_api.web.access.gate import gate_of

    return gate_of(settings, catalogue.vocabularies, tell, anew) or Here()


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
