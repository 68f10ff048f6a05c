"""Written: the same bytes each time, with title and text where each form has a place for them."""

import xml.etree.ElementTree as ET
from io import BytesIO

import pytest
from PIL import Image

from morile.plots import Picture, ranked, written
from morile.plots.written import Form, inline
from tests.drawings import THEMATIC, assessed, engine

SVG = "{http://www.w3.org/2000/svg}"


def _picture() -> Picture:
    results = [assessed("A & B <i>", 143, "moderate", 99, 231), assessed("C", 450, "very_high")]
    return ranked(results, engine().matrix(THEMATIC))


@pytest.mark.parametrize("form", ["png", "svg", "pdf"])
def test_the_same_answer_drawn_twice_gives_the_same_bytes(form: Form) -> None:
    assert written(_picture(), form) == written(_picture(), form)


def test_a_png_carries_title_and_text() -> None:
    picture = _picture()

    with Image.open(BytesIO(written(picture, "png"))) as image:
        assert image.info["Title"] == picture.title
        assert image.info["Description"] == picture.alt
        assert "Software" not in image.info


def test_an_svg_says_them_where_a_screen_reader_looks() -> None:
    picture = _picture()
    root = ET.fromstring(written(picture, "svg"))  # noqa: S314 - made here

    assert root.get("role") == "img"
    assert root.findtext(f"{SVG}title") == picture.title
    assert root.findtext(f"{SVG}desc") == picture.alt


def test_a_pdf_has_a_title_and_no_date() -> None:
    data = written(_picture(), "pdf")

    assert data.startswith(b"%PDF")
    assert b"/Title" in data
    assert b"CreationDate" not in data


def test_a_sign_that_no_font_has_stops_nothing_and_is_not_repeated_in_a_warning() -> None:
    """Warnings are errors in these tests; the text beside the picture has the sign."""
    picture = ranked([assessed("\U0001f600")], engine().matrix(THEMATIC))

    assert written(picture, "png")
    assert "\U0001f600" in picture.alt


def test_inline_is_the_drawing_alone() -> None:
    text = inline(written(_picture(), "svg"))

    assert text.startswith("<svg ")
    assert text.endswith("</svg>")
    assert "A &amp; B &lt;i&gt;" in text
