"""The routes of pages: each path of the rules with the work behind it."""

from collections.abc import Callable
from functools import partial

from litestar import asgi, route
from litestar.types import ASGIApp, Receive, Scope, Send

from morile_api.catalogue import Catalogue
from morile_api.language.faults import MorileError
from morile_api.web import problems
from morile_api.web.batches import SHORT_BYTES, Batches, Overloaded
from morile_api.web.exchange import Exchange, exchange_of
from morile_api.web.pages import rules
from morile_api.web.pages.asked import UnreadableForm
from morile_api.web.pages.assets import Asset, assets
from morile_api.web.pages.calculator import calculator
from morile_api.web.pages.compare import compare
from morile_api.web.pages.documentation import Documentation
from morile_api.web.pages.library import Library, documents_folder
from morile_api.web.pages.matrix import MatrixPages
from morile_api.web.pages.prioritise import prioritise
from morile_api.web.pages.refused import refused_page
from morile_api.web.pages.rules import Rule
from morile_api.web.pages.scored import desk_of
from morile_api.web.posts import Route
from morile_api.web.problems import NOT_FOUND, OVERLOADED, Kind
from morile_api.web.replies import READ, Document, Reply, document_of, document_reply
from morile_api.web.settings import Settings

Work = Callable[[Exchange], Reply]

FOREVER = b"public, max-age=31536000, immutable"
"""The name of an asset changes with its content."""

UNREADABLE_FORM = Kind(
    "unknown-query",
    422,
    "The address or the form cannot be read",
    "it has parts that none of our pages sends; begin with the calculator",
)


def page_routes(
    catalogue: Catalogue, settings: Settings, batches: Batches, contract: bytes
) -> list[Route]:
    """Every page.

    Args:
        catalogue: loaded.
        settings: whose highest marking pages accept.
        batches: threads for what would hold up the event loop.
        contract: the OpenAPI document, for the page about it.
    """
    desk = desk_of(catalogue, settings.highest_marking)
    documentation = Documentation(contract, Library(documents_folder()), list(desk.matrices))
    return [
        _page(rules.CALCULATOR, partial(calculator, desk), batches),
        _page(rules.COMPARE, partial(compare, desk), batches),
        _page(rules.PRIORITISE, partial(prioritise, desk), batches),
        _pages(rules.MATRIX, MatrixPages(desk).page, batches),
        _page(rules.CONTRACT, documentation.api),
        _pages(rules.DOCUMENT, documentation.page),
        _pages(rules.ASSET, partial(_asset, _documents())),
    ]


def _page(rule: Rule, work: Work, batches: Batches | None = None) -> Route:
    """The route of a page, in a thread where the work is long."""

    @asgi(rule.path, copy_scope=False)
    async def handle(scope: Scope, receive: Receive, send: Send) -> None:
        exchange = exchange_of(scope)
        # Without either it shows what is the same for all.
        threads = batches if exchange.query or exchange.body else None
        reply = await _answered(work, exchange, threads, len(exchange.body))
        await reply(scope, receive, send)

    return handle


def _pages(rule: Rule, work: Work, batches: Batches | None = None) -> Route:
    """The route of all pages below a path."""

    @route(f"{rule.start}{{rest:path}}", http_method=READ)
    async def handle(scope: Scope) -> ASGIApp:
        # The log calls the page by its rule.
        scope["path_template"] = rule.path
        return await _answered(work, exchange_of(scope), batches)

    return handle


async def _answered(
    work: Work, exchange: Exchange, batches: Batches | None, size: int = SHORT_BYTES
) -> Reply:
    """A page, and one too where there is none for a reason that a reader can understand."""
    try:
        return await batches.run(work, exchange, size) if batches else work(exchange)
    except MorileError as error:
        return refused_page(_kind_of(error), exchange)


def _kind_of(error: MorileError) -> Kind:
    match error:
        case UnreadableForm():
            return UNREADABLE_FORM
        case Overloaded():
            return OVERLOADED
        case _:
            return problems.kind_of(error)


def _documents() -> dict[str, Document]:
    return {each.url: _document(each) for each in assets().values()}


def _document(it: Asset) -> Document:
    return document_of(it.body, FOREVER, it.kind)


def _asset(documents: dict[str, Document], exchange: Exchange) -> Reply:
    found = documents.get(exchange.path)
    if found is None:
        return refused_page(NOT_FOUND, exchange)
    return document_reply(found, exchange)
