"""Assets under names that change with their content."""

import base64
from hashlib import sha256, sha384

from morile_api.sheets.palette import SHADES
from morile_api.sheets.patterns import background
from morile_api.web.pages.assets import FOLDER, assets


def test_the_name_holds_the_hash_of_the_content() -> None:
    """So that it can be kept for ever: another content has another name."""
    found = assets()["morile.css"]
    body = (FOLDER / "morile.css").read_bytes()

    assert found.url == f"/assets/morile.{sha256(body).hexdigest()[:16]}.css"
    assert found.body == body
    assert found.integrity == f"sha384-{base64.b64encode(sha384(body).digest()).decode()}"


def test_nothing_is_fetched_from_anywhere_by_an_asset() -> None:
    """No import, no font, no picture by address."""
    for each in assets().values():
        text = each.body.decode()
        assert "@import" not in text
        assert "url(" not in text
        assert "http" not in text.replace("http://www.w3.org/2000/svg", "")


def test_bands_have_the_colours_that_they_have_in_workbooks() -> None:
    """And the pattern beside a word is the one in a picture."""
    text = assets()["morile.css"].body.decode()

    for step, shade in enumerate(SHADES):
        fill = f"var(--shade-{step})"
        assert f"--shade-{step}: #{shade.lower()};" in text
        assert f".shade-{step} {{ fill: {fill}; background: {background(step, fill)}; }}" in text
