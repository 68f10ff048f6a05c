"""Written: a picture as the bytes of a PNG, an SVG or a PDF, the same bytes each time."""

import re
import warnings
from collections.abc import Mapping
from io import BytesIO
from typing import Any, Literal, Protocol
from xml.sax.saxutils import escape

import matplotlib

Form = Literal["png", "svg", "pdf"]

STEADY: Any = {"svg.hashsalt": "morile", "svg.fonttype": "path", "pdf.fonttype": 42}
"""Names inside an SVG come from its content, and letters look alike on every machine."""

DOTS_PER_INCH = 110

UNDATED: Mapping[str, Mapping[str, None]] = {
    "png": {"Software": None},
    "svg": {"Date": None, "Creator": None, "Format": None, "Type": None},
    "pdf": {"CreationDate": None, "Creator": None, "Producer": None},
}
"""What matplotlib would write of the day and of itself."""

DESCRIBED = {"png": "Description", "svg": "Description", "pdf": "Subject"}

HEAD = re.compile(r"^.*?(?=<svg )", re.DOTALL)
OPENING = re.compile(r"<svg ([^>]*)>\s*<title>.*?</title>", re.DOTALL)


class Drawn(Protocol):
    """A figure with its title and the text that says what it shows."""

    title: str
    alt: str

    def savefig(self, *args: Any, **options: Any) -> None:
        """Write it to a file, as matplotlib does."""


def written(figure: Drawn, form: Form) -> bytes:
    """A picture as a file: without a date, its title and text among what the file says of itself.

    Args:
        figure: from one of the functions of `morile.plots`.
        form: png, svg or pdf.
    """
    said = {"Title": figure.title, DESCRIBED[form]: figure.alt, **UNDATED[form]}
    out = BytesIO()
    with matplotlib.rc_context({**STEADY}), warnings.catch_warnings():
        # A sign that the font lacks is drawn as a box; the warning would repeat what was sent.
        warnings.filterwarnings("ignore", "Glyph .* missing")
        figure.savefig(out, format=form, dpi=DOTS_PER_INCH, metadata=said)
    return _told(out.getvalue(), figure) if form == "svg" else out.getvalue()


def inline(svg: bytes) -> str:
    """An SVG as it stands in a page: without the lines that only a file of its own has."""
    return HEAD.sub("", svg.decode(), count=1).rstrip()


def _told(svg: bytes, figure: Drawn) -> bytes:
    """With title and description where a screen reader looks for them."""
    title, alt = escape(figure.title), escape(figure.alt)
    told = f'role="img">\n <title>{title}</title>\n <desc>{alt}</desc>'
    return OPENING.sub(lambda found: f"<svg {found[1]} {told}", svg.decode(), count=1).encode()
