"""The page that says why there is no other."""

from morile_api.web.exchange import Exchange
from morile_api.web.pages.replies import page_reply
from morile_api.web.pages.rules import COMPARE, PRIORITISE
from morile_api.web.pages.templates import filled
from morile_api.web.pages.upload import MOST_BYTES
from morile_api.web.problems import (
    HEADERS,
    INVALID_TOKEN,
    METHOD_NOT_ALLOWED,
    NO_TOKEN,
    NOT_FOUND,
    TOO_LARGE,
    Kind,
)
from morile_api.web.replies import Reply

NOWHERE = "Check the address, or begin with the calculator."
SIGN_IN = (
    "Pages are opened through the sign-on of your organisation. Open the address that it gives for "
    "them, not that of the service itself. If you came that way, sign in again; if that does not "
    "help, tell whoever runs this service that its sign-on sends no token that is accepted."
)
SMALLER = f"the file is larger than {MOST_BYTES >> 20} MiB; send fewer rows at a time"

START = ("/", "Begin with the calculator")
BACK = {
    PRIORITISE.path: (PRIORITISE.path, "Choose another file"),
    COMPARE.path: (COMPARE.path, "Compare two assessments"),
}
"""Where whoever sent a form from a page goes on."""


def refused_page(kind: Kind, exchange: Exchange, methods: tuple[str, ...] = ()) -> Reply:
    """The reply that tells a reader of a problem; nothing of the request is repeated.

    Args:
        kind: of the problem.
        exchange: the request it answers.
        methods: those that its path has.
    """
    exchange.outcome = kind.name
    # A way back that is refused likewise would lead in a circle.
    back = None if kind in (NO_TOKEN, INVALID_TOKEN) else BACK.get(exchange.path, START)
    title, detail = _said(kind, exchange.path)
    body = filled("problem", title=title, detail=detail, back=back, id=exchange.request_id.decode())
    reply = page_reply(exchange, body, kind.status)
    reply.headers += HEADERS.get(kind, [])
    if kind is METHOD_NOT_ALLOWED:
        reply.headers.append((b"allow", ", ".join(methods).encode()))
    return reply


def _said(kind: Kind, path: str) -> tuple[str, str | None]:
    """What a problem is and what to do, for a person rather than for a program."""
    if kind in (NO_TOKEN, INVALID_TOKEN):
        return "You are not signed in", SIGN_IN
    if kind is NOT_FOUND:
        return kind.title, NOWHERE
    if kind is TOO_LARGE and path == PRIORITISE.path:
        return "The file is too large", SMALLER
    return kind.title, kind.detail
