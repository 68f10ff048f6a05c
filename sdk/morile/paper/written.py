"""Written: the paper as one HTML file that needs nothing else, with everything escaped."""

import re
from functools import cache
from importlib.resources import files

from jinja2 import Environment, StrictUndefined, Template
from markupsafe import Markup

from morile.paper.contents import Paper
from morile.plots.look import look_of
from morile_api.language.version import VERSION
from morile_api.sheets.standing import opened

SPOKEN = re.compile(r"[A-Z][A-Z -]*")
"""A marking that may stand in the style, where HTML cannot escape it; any may in the page."""

SHARED_OUT = {
    "equal": "in equal parts",
    "weights": "by agreed weights",
    "contribution": "by contributions",
}


def written(paper: Paper) -> bytes:
    """The paper as HTML.

    Args:
        paper: what it says; text is escaped, whoever wrote it. Its picture is markup of ours.
    """
    shades = {band: look_of(band, paper.bands) for band in paper.bands}
    marking = paper.marking or ""
    text = _template().render(
        paper=paper,
        picture=Markup(paper.picture),  # noqa: S704 - drawn by us; matplotlib escapes its texts
        style=Markup(_text("paper.css")),  # noqa: S704 - a file of ours
        page_marking=marking if SPOKEN.fullmatch(marking) else "",
        shades=shades,
        shared_out=SHARED_OUT,
        version=VERSION,
    )
    return text.encode()


@cache
def _template() -> Template:
    """Compiled when the first paper is written, and kept."""
    made = Environment(
        autoescape=True, undefined=StrictUndefined, trim_blocks=True, lstrip_blocks=True
    )
    made.filters["opened"] = opened
    return made.from_string(_text("paper.html"))


def _text(name: str) -> str:
    return (files("morile.paper") / name).read_text("utf-8")
