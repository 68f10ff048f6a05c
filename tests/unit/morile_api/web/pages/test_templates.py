"""Templates escape whatever they are given."""

import pytest
from jinja2 import UndefinedError

from morile_api.web.pages.templates import FOLDER, filled


def test_what_is_said_is_escaped_whoever_said_it() -> None:
    page = filled("problem", title="<b>", detail="\"'&", back=None, id="x").decode()

    assert "<b>" not in page
    assert "&lt;b&gt;" in page
    assert "&#34;&#39;&amp;" in page


def test_a_member_that_is_not_given_is_a_mistake_and_no_blank() -> None:
    with pytest.raises(UndefinedError):
        filled("problem", title="x")


def test_no_template_writes_anything_unescaped_or_in_line() -> None:
    """Neither a script nor a style may stand in a page: the policy forbids both."""
    for path in FOLDER.glob("*.html"):
        text = path.read_text("utf-8")
        assert " style=" not in text, path.name
        assert "<style" not in text, path.name
        assert "onclick" not in text, path.name
        assert "<script>" not in text, path.name
