"""The documentation: the page of the API, that of its members, and the library beside them."""

from morile_api.web.exchange import Exchange
from morile_api.web.pages.contract import Contract
from morile_api.web.pages.library import START, Library
from morile_api.web.pages.markdown import follower, written
from morile_api.web.pages.replies import HTML_UTF8
from morile_api.web.pages.templates import filled
from morile_api.web.replies import NO_CACHE, Document, Reply, document_of, document_reply

MEMBERS = f"{START}members"


class Documentation:
    """What is served under `/docs`; the two pages of the API are made when the service starts."""

    def __init__(self, contract: bytes, library: Library, matrices: list[str]) -> None:
        """Make both pages.

        Args:
            contract: the OpenAPI document.
            library: the documents beside it.
            matrices: ids of those that have a page.
        """
        read = Contract(contract)
        self._library = library
        self._api = _kept(_api(read, library))
        self._members = _kept(
            filled("members", nav="/docs", schemas=read.schemas(), matrices=matrices)
        )

    def api(self, exchange: Exchange) -> Reply:
        """The page of the API."""
        return document_reply(self._api, exchange)

    def page(self, exchange: Exchange) -> Reply:
        """A page below `/docs`."""
        if exchange.path == MEMBERS:
            return document_reply(self._members, exchange)
        return self._library.page(exchange)


def _kept(body: bytes) -> Document:
    return document_of(body, NO_CACHE, HTML_UTF8)


def _api(read: Contract, library: Library) -> bytes:
    operations = read.operations()
    nowhere = follower("", (), START)
    return filled(
        "contract",
        nav="/docs",
        guides=library.guides(),
        tutorials=library.tutorials(),
        decisions=library.decisions(),
        tags=read.tags(),
        about=written(read.about, nowhere).html,
        operations=operations,
        described={each.name: written(each.description, nowhere).html for each in operations},
        problems=read.problems(),
    )
