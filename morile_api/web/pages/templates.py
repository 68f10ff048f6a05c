"""Templates: HTML around what a page has to say, with everything escaped."""

from functools import cache
from pathlib import Path
from typing import Any

from jinja2 import Environment, FileSystemLoader, StrictUndefined

from morile_api.language.version import VERSION
from morile_api.sheets.patterns import PATTERNS, is_pale
from morile_api.web.pages.assets import assets
from morile_api.web.pages.spoken import begun, figure, opened, per_cent, signed

FOLDER = Path(__file__).parent / "templates"


@cache
def _environment() -> Environment:
    """Templates are compiled when they are first filled in, and kept."""
    made = Environment(
        loader=FileSystemLoader(FOLDER),
        autoescape=True,
        undefined=StrictUndefined,
        auto_reload=False,
        trim_blocks=True,
        lstrip_blocks=True,
    )
    made.globals.update(assets=assets(), version=VERSION, band_patterns=PATTERNS)
    made.tests.update(pale=is_pale)
    made.filters.update(begun=begun, figure=figure, opened=opened, per_cent=per_cent, signed=signed)
    return made


def filled(name: str, **members: Any) -> bytes:
    """A page.

    Args:
        name: of the template, without its ending.
        members: what it says; text is escaped, whoever wrote it.
    """
    return _environment().get_template(f"{name}.html").render(members).encode()
