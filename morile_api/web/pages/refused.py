"""The page that says why there is no other."""

from morile_api.web.exchange import Exchange
from morile_api.web.pages.replies import page_reply
from morile_api.web.pages.templates import filled
from morile_api.web.problems import HEADERS, METHOD_NOT_ALLOWED, NOT_FOUND, Kind
from morile_api.web.replies import Reply

NOWHERE = "Check the address, or begin with the calculator."


def refused_page(kind: Kind, exchange: Exchange, methods: tuple[str, ...] = ()) -> Reply:
    """The reply that tells a reader of a problem; nothing of the request is repeated.

    Args:
        kind: of the problem.
        exchange: the request it answers.
        methods: those that its path has.
    """
    detail = NOWHERE if kind is NOT_FOUND else kind.detail
    body = filled("problem", title=kind.title, detail=detail, id=exchange.request_id.decode())
    reply = page_reply(exchange, body, kind.status)
    reply.headers += HEADERS.get(kind, [])
    if kind is METHOD_NOT_ALLOWED:
        reply.headers.append((b"allow", ", ".join(methods).encode()))
    return reply
