"""The picture: words beside it, callers' text as it stands, no window."""

import subprocess
import sys
from typing import Any

from matplotlib.text import Text

from morile.plots import ranked
from morile.plots.picture import finished, picture, short
from tests.drawings import THEMATIC, assessed, engine


def test_a_text_between_dollars_is_no_formula() -> None:
    """A reference may hold anything on one line, and a broken formula would draw nothing at all."""
    hostile = ranked([assessed(r"$\frac{1$")], engine().matrix(THEMATIC))

    found: Any = hostile.findobj(Text)
    assert not any(each.get_parse_math() for each in found)
    assert hostile._repr_html_().startswith("<img alt=")


def test_a_notebook_gets_the_picture_with_its_text_escaped() -> None:
    shown = ranked([assessed('"><script>')], engine().matrix(THEMATIC))._repr_html_()

    assert "<script>" not in shown
    assert "&quot;&gt;&lt;script&gt;" in shown
    assert 'src="data:image/png;base64,' in shown


def test_markings_stand_at_the_top_and_at_the_bottom() -> None:
    figure, _ = picture(4, 3)

    finished(figure, "Title", ["Note"], "Words.", ["OFFICIAL", None, "OFFICIAL"])

    assert figure.get_suptitle() == "OFFICIAL\nTitle"
    assert figure.get_supxlabel() == "Note\nOFFICIAL"
    assert figure.alt == "OFFICIAL Words."


def test_a_long_reference_is_cut_short_in_the_picture_and_whole_in_its_text() -> None:
    name = "R" * 200
    drawn = ranked([assessed(name)], engine().matrix(THEMATIC))

    assert len(short(name)) == 28
    assert name in drawn.alt


def test_drawing_loads_no_windows() -> None:
    """`pyplot` keeps every figure in a global list, and may look for a screen."""
    code = "import sys, morile.plots; print('matplotlib.pyplot' in sys.modules)"

    loaded = subprocess.run([sys.executable, "-c", code], check=True, capture_output=True)

    assert loaded.stdout.strip() == b"False"
