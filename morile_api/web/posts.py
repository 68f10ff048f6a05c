"""Posts: the routes whose request is worked on, on the event loop where that is short."""

from collections.abc import Callable, Iterable

from litestar import asgi
from litestar.exceptions import MethodNotAllowedException
from litestar.handlers import ASGIRouteHandler, HTTPRouteHandler
from litestar.types import Receive, Scope, Send

from morile_api.web.batches import Batches
from morile_api.web.exchange import Exchange, exchange_of
from morile_api.web.replies import Reply

Route = HTTPRouteHandler | ASGIRouteHandler
"""Documents are read by the framework's own handlers, everything else is posted to."""


def posted(
    path: str,
    work: Callable[[Exchange], Reply],
    batches: Batches,
    inline: Callable[[bytes], bool] | None = None,
) -> ASGIRouteHandler:
    """A route that answers POST with what `work` makes of the request.

    It is a plain ASGI function, for the body has been read and the reply is bytes: what the
    framework does for a handler with arguments and a response takes a fifth of a short request.

    Args:
        path: of the route.
        work: done in a thread, because it may take longer than the event loop can be held up.
        batches: those threads.
        inline: whether a body is worked on at once, without a thread; without it none is.
    """

    @asgi(path, copy_scope=False)
    async def handle(scope: Scope, receive: Receive, send: Send) -> None:
        exchange = exchange_of(scope)
        if exchange.method != "POST":
            raise MethodNotAllowedException
        if inline is not None and inline(exchange.body):
            reply = work(exchange)
        else:
            reply = await batches.run(work, exchange, len(exchange.body))
        await reply(scope, receive, send)

    return handle


def methods_of(route: Route) -> Iterable[str]:
    """What a route answers to."""
    return route.http_methods if isinstance(route, HTTPRouteHandler) else ["POST"]
