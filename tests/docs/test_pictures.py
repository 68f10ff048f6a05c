"""The page of pictures shows every kind, as the sample draws it now."""

import re
from io import BytesIO

import pytest
from PIL import Image

from morile._arguments_of_paper import KINDS
from morile.plots import written
from tests.docs.pages import ROOT, text_of
from tests.drawings import drawn

SHOWN = re.compile(r"!\[([^\]]+)\]\(images/(\w+)\.png\)")


def test_the_page_shows_every_kind_once_each_with_a_text() -> None:
    """And no file lies there that no page shows."""
    shown = SHOWN.findall(text_of("docs/pictures.md"))

    assert sorted(kind for _, kind in shown) == sorted(KINDS)
    assert {path.stem for path in (ROOT / "docs/images").iterdir()} == {*KINDS}


@pytest.mark.parametrize("kind", KINDS)
def test_the_image_in_the_documents_is_what_the_sample_gives_now(kind: str) -> None:
    """Title, text and size: pixels may differ where letters are drawn by another library."""
    with (
        Image.open(ROOT / "docs" / "images" / f"{kind}.png") as kept,
        Image.open(BytesIO(written(drawn()[kind], "png"))) as now,
    ):
        assert kept.info["Title"] == now.info["Title"]
        assert kept.info["Description"] == now.info["Description"]
        assert abs(kept.width - now.width) <= 2
        assert abs(kept.height - now.height) <= 2
