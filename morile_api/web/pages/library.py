"""The library: the documents of `docs/` that are served, each rendered when it is first read."""

from importlib.resources import files
from pathlib import Path

from morile_api.web.exchange import Exchange
from morile_api.web.pages.assets import KINDS
from morile_api.web.pages.markdown import follower, written
from morile_api.web.pages.refused import refused_page
from morile_api.web.pages.replies import HTML_UTF8
from morile_api.web.pages.templates import filled
from morile_api.web.problems import NOT_FOUND
from morile_api.web.replies import NO_CACHE, Document, Reply, document_of, document_reply

START = "/docs/"
DECISIONS = "decisions/"
TUTORIALS = "tutorials/"

FIRST = ("how-a-score-is-made", "glossary")
"""What a reader wants first; the others follow by their titles."""

Titled = list[tuple[str, str]]
"""Addresses with the titles of their documents."""


def documents_folder() -> Path:
    """Where the documents lie: in the package, or beside it in a checkout."""
    packaged = Path(str(files("morile_api"))) / "docs"
    return packaged if packaged.is_dir() else Path(__file__).parents[3] / "docs"


class Library:
    """Every document and picture, by its name: `glossary`, `decisions/0001-exact-integers`."""

    def __init__(self, folder: Path) -> None:
        """List what there is; nothing else of it is read yet."""
        self._folder = folder
        self._documents = {_name(path, folder): path for path in sorted(folder.rglob("*.md"))}
        self._pictures = {
            path.relative_to(folder).as_posix(): path
            for path in sorted(folder.rglob("*"))
            if path.suffix in KINDS and path.suffix in (".png", ".svg")
        }
        self._rendered: dict[str, Document] = {}

    def guides(self) -> Titled:
        """How-to pages and explanations, those that one wants first on top."""
        names = [name for name in self._documents if "/" not in name and name not in FIRST]
        first = [name for name in FIRST if name in self._documents]
        return [*self._titled(first), *sorted(self._titled(names), key=lambda each: each[1])]

    def tutorials(self) -> Titled:
        """Lessons, in the order of their names."""
        return self._titled([name for name in self._documents if name.startswith(TUTORIALS)])

    def decisions(self) -> Titled:
        """The notes on what was decided and why, in their order."""
        return self._titled([name for name in self._documents if name.startswith(DECISIONS)])

    def page(self, exchange: Exchange) -> Reply:
        """The document or picture at a path."""
        name = exchange.path.removeprefix(START)
        if name not in self._documents and name not in self._pictures:
            return refused_page(NOT_FOUND, exchange)
        if name not in self._rendered:
            # Two readers at once render it twice, and the second replaces the like of it.
            self._rendered[name] = self._document(name)
        return document_reply(self._rendered[name], exchange)

    def _document(self, name: str) -> Document:
        if name in self._pictures:
            path = self._pictures[name]
            return document_of(path.read_bytes(), NO_CACHE, KINDS[path.suffix])
        text = self._documents[name].read_text("utf-8")
        known = {*self._documents, *self._pictures}
        it = written(text, follower(name, known, START))
        body = filled("document", nav="/docs", title=it.title, html=it.html, contents=it.contents)
        return document_of(body, NO_CACHE, HTML_UTF8)

    def _titled(self, names: list[str]) -> Titled:
        return [(START + name, _title(self._documents[name])) for name in names]


def _name(path: Path, folder: Path) -> str:
    return path.relative_to(folder).with_suffix("").as_posix()


def _title(path: Path) -> str:
    with path.open(encoding="utf-8") as lines:
        return next(
            (line.removeprefix("# ").strip() for line in lines if line.startswith("# ")), ""
        )
