"""Markdown as pages: the documents of `docs/`, with links that lead to pages of ours."""

import posixpath
import re
from collections.abc import Callable, Collection, Iterator
from functools import cache
from itertools import pairwise

import msgspec
from markdown_it import MarkdownIt
from markdown_it.token import Token

NOT_A_LETTER = re.compile(r"[^\w\- ]")
ELSEWHERE = ("http://", "https://")

Follow = Callable[[str], str | None]
"""From what a link says to the address it leads to; None where there is no such page of ours."""


class Written(msgspec.Struct, frozen=True):
    """A document: its title, its HTML, and its second-level headings with their ids."""

    title: str
    html: str
    contents: list[tuple[str, str]]


@cache
def _reader() -> MarkdownIt:
    # Raw HTML of a document is shown as text, whoever wrote it.
    return MarkdownIt("commonmark", {"html": False}).enable("table")


def written(text: str, follow: Follow) -> Written:
    """A document as HTML.

    Args:
        text: in Markdown.
        follow: where its links lead.
    """
    reader = _reader()
    tokens = reader.parse(text)
    headings = list(_named(tokens))
    for token in tokens:
        if token.attrs.pop("style", "") == "text-align:right":
            token.attrSet("class", "number")
        for child in token.children or []:
            if child.type == "link_open":
                _follow(child, follow)
    html: str = reader.renderer.render(_with_scrolling_tables(tokens), reader.options, {})
    title = next((said for level, said, _ in headings if level == "h1"), "")
    contents = [(said, name) for level, said, name in headings if level == "h2"]
    # Whatever scrolls is to be reached with the keyboard.
    return Written(title, html.replace("<pre>", '<pre tabindex="0">'), contents)


def follower(here: str, pages: Collection[str], start: str) -> Follow:
    """Follows the links of one document.

    Args:
        here: its name, such as `decisions/0001-exact-integers`.
        pages: the names of all documents and pictures there are.
        start: what the address of a document begins with.
    """

    def follow(said: str) -> str | None:
        path, hash_, place = said.partition("#")
        if path.startswith(ELSEWHERE):
            return said
        if not path:
            return said
        name = posixpath.normpath(posixpath.join(posixpath.dirname(here), path))
        name = name.removesuffix(".md")
        return f"{start}{name}{hash_}{place}" if name in pages else None

    return follow


def slug(heading: str) -> str:
    """The id of a heading, as the links between documents write it."""
    return NOT_A_LETTER.sub("", heading.strip().lower()).replace(" ", "-")


def _named(tokens: list[Token]) -> Iterator[tuple[str, str, str]]:
    """Give every heading its id; yields level, text and id."""
    taken: dict[str, int] = {}
    for token, inline in pairwise(tokens):
        if token.type == "heading_open":
            said = "".join(child.content for child in inline.children or [])
            name = slug(said)
            count = taken[name] = taken.get(name, -1) + 1
            name = f"{name}-{count}" if count else name
            token.attrSet("id", name)
            yield token.tag, said, name


def _follow(link: Token, follow: Follow) -> None:
    leads = follow(str(link.attrGet("href")))
    if leads is None:
        # A file that is not served: its name stays, as words.
        del link.attrs["href"]
    else:
        link.attrSet("href", leads)


def _with_scrolling_tables(tokens: list[Token]) -> list[Token]:
    """Tables in a part of their own that scrolls, and that the keyboard reaches."""
    found: list[Token] = []
    count = 0
    for token in tokens:
        if token.type == "table_open":
            count += 1
            opening = Token("html_block", "", 0)
            opening.content = (
                f'<div class="scroll" role="region" tabindex="0" aria-label="Table {count}">\n'
            )
            found.append(opening)
        found.append(token)
        if token.type == "table_close":
            closing = Token("html_block", "", 0)
            closing.content = "</div>\n"
            found.append(closing)
    return found
