"""The manner of a request for a page: what a browser may send, and what it may do with the reply.

Pages have a rule of their own for exactly their paths; that of the API stays as strict as it is.
"""

from morile_api.web import problems
from morile_api.web.exchange import Exchange, Headers
from morile_api.web.media import takes
from morile_api.web.pages.rules import HTML, UPLOAD, Rule
from morile_api.web.problems import Kind

ON_PAGES: Headers = [
    (b"x-content-type-options", b"nosniff"),
    (
        b"content-security-policy",
        b"default-src 'none'; style-src 'self'; script-src 'self'; img-src 'self'; "
        b"form-action 'self'; base-uri 'none'; frame-ancestors 'none'",
    ),
    # Not `no-referrer`: with that a browser sends `Origin: null` along with its own forms.
    (b"referrer-policy", b"same-origin"),
    (b"cross-origin-opener-policy", b"same-origin"),
    (b"cross-origin-resource-policy", b"same-origin"),
]
"""A page loads what we serve, sends forms to us only, tells nobody else its address (which holds
the answers), and is framed by nobody."""

NOT_ACCEPTABLE = Kind("not-acceptable", 406, "No acceptable form", "pages are text/html")
WRONG_FORM = Kind(
    "unsupported-media-type",
    415,
    "The form was sent in the wrong way",
    "open the page and send its form from there",
)
FROM_ELSEWHERE = Kind(
    "sent-from-elsewhere",
    403,
    "The form was sent from another site",
    "open the page here and send its form from there",
)


def unfit(rule: Rule, exchange: Exchange) -> Kind | None:
    """What is wrong with a request for a page, if anything."""
    headers = exchange.headers
    if exchange.method not in rule.methods:
        return problems.METHOD_NOT_ALLOWED
    if exchange.query and (not rule.query or exchange.method == "POST"):
        return problems.UNKNOWN_QUERY
    if rule.accepts and not takes(headers.get(b"accept") or b"*/*", HTML):
        return NOT_ACCEPTABLE
    if exchange.method != "POST":
        return None
    if not sent_from_here(headers):
        return FROM_ELSEWHERE
    said = headers.get(b"content-type", b"")
    kind = said.partition(b";")[0].strip().lower()
    if kind != rule.sends or b"content-encoding" in headers:
        return WRONG_FORM
    return WRONG_FORM if kind == UPLOAD and b"boundary=" not in said.lower() else None


def sent_from_here(headers: dict[bytes, bytes]) -> bool:
    """Whether a form was sent by one of our own pages, or by no browser at all.

    Every browser says where a form comes from and lets no page change that, so nothing has to be
    remembered between the page and its form. Behind a proxy that changes Host only the first of
    the two headers tells.
    """
    site = headers.get(b"sec-fetch-site")
    if site is not None:
        return site == b"same-origin"
    origin = headers.get(b"origin")
    if origin is None:
        return True
    return origin.partition(b"://")[2] == headers.get(b"host")


def asks_for_a_page(exchange: Exchange) -> bool:
    """Whether the caller names HTML among what it takes, as browsers do and programs do not."""
    return HTML in exchange.headers.get(b"accept", b"").lower()
