"""Visits: pages opened in the browser, with a note of every request and every complaint."""

from pathlib import Path
from typing import Any, Literal, TypedDict
from urllib.parse import quote

from playwright.sync_api import Browser, Page, Request

from tests.browser.chromium import AXE

SEEN = Path(__file__).parent / "seen"
"""Screenshots, to be looked at; not kept under version control."""

RULES = ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa"]

TALLEST = 4_000
"""Pixels of a screenshot."""


class Kind(TypedDict, total=False):
    """Of a visitor: how they see the page."""

    width: int
    height: int
    scheme: Literal["light", "dark"]
    forced: Literal["active", "none"]
    script: bool


def address(path: str, **query: str) -> str:
    """A path with a query, as a browser would write it."""
    said = "&".join(f"{name}={quote(value, safe='')}" for name, value in query.items())
    return f"{path}?{said}" if said else path


class Visitor:
    """Opens pages and remembers what came of it."""

    def __init__(self, browser: Browser, origin: str) -> None:
        self._browser, self.origin = browser, origin
        self._contexts: list[Any] = []
        self.elsewhere: list[str] = []
        self.complaints: list[str] = []

    def new_page(self, **kind: Any) -> Page:
        """A fresh page for someone of a kind (see `Kind`)."""
        context = self._browser.new_context(
            viewport={"width": kind.get("width", 1280), "height": kind.get("height", 800)},
            color_scheme=kind.get("scheme", "light"),
            forced_colors=kind.get("forced", "none"),
            java_script_enabled=kind.get("script", True),
            accept_downloads=True,
        )
        self._contexts.append(context)
        page: Page = context.new_page()
        page.on("request", self._note)
        page.on("console", lambda said: self._complain(said.type, said.text))
        page.on("pageerror", lambda error: self.complaints.append(str(error)))
        return page

    def open(self, path: str, **kind: Any) -> Page:
        """A page of the service, loaded."""
        page = self.new_page(**kind)
        page.goto(self.origin + path)
        return page

    def _note(self, request: Request) -> None:
        if not request.url.startswith(f"{self.origin}/"):
            self.elsewhere.append(request.url)

    def _complain(self, kind: str, said: str) -> None:
        # A form with mistakes in it is answered with 422, which the browser mentions.
        if kind in ("error", "warning") and "status of 4" not in said:
            self.complaints.append(said)

    def leave(self) -> None:
        """Close every page."""
        for context in self._contexts:
            context.close()


def violations(page: Page) -> list[str]:
    """What axe finds wrong, a line for each place."""
    page.evaluate(AXE.read_text("utf-8"))
    found = page.evaluate(
        "(rules) => axe.run(document, {runOnly: {type: 'tag', values: rules}})", RULES
    )
    return [
        f"{each['id']}: {node['html'][:160]} {node['failureSummary']}"
        for each in found["violations"]
        for node in each["nodes"]
    ]


def keep(page: Page, name: str) -> None:
    """A screenshot of the page from its top."""
    SEEN.mkdir(exist_ok=True)
    size = page.evaluate("[document.documentElement.clientWidth, document.body.scrollHeight]")
    clip = {"x": 0, "y": 0, "width": size[0], "height": min(size[1], TALLEST)}
    page.screenshot(path=SEEN / f"{name}.png", full_page=True, clip=clip)  # type: ignore[arg-type]
