"""The library: documents served beside the page of the API."""

from pathlib import Path

import pytest

from morile_api.web.pages.library import Library, documents_folder
from tests.unit.morile_api.web.pages.test_manner import asked
from tests.wire.asgi import call
from tests.wire.pages import Leaf, open_page

ROOT = documents_folder()
NAMES = sorted(path.relative_to(ROOT).with_suffix("").as_posix() for path in ROOT.rglob("*.md"))


@pytest.mark.parametrize("name", NAMES)
def test_every_document_is_served_and_its_links_to_others_lead_somewhere(name: str) -> None:
    page = open_page(f"/docs/{name}")
    leads = [str(each["href"]) for each in Leaf(page).all("a") if "href" in each]

    assert page.status == 200
    assert page.header("Cache-Control") == "no-cache"
    inside = {each.partition("#")[0] for each in leads if each.startswith("/docs/")}
    assert [each for each in inside if open_page(each).status != 200] == []


@pytest.mark.parametrize("name", NAMES)
def test_every_place_that_a_document_links_to_on_itself_is_there(name: str) -> None:
    page = Leaf(open_page(f"/docs/{name}"))
    ids = {attrs.get("id") for _, attrs in page.tags}

    places = [str(each["href"])[1:] for each in page.all("a") if str(each.get("href"))[:1] == "#"]
    assert [each for each in places if each not in ids] == []


def test_guides_tutorials_and_decisions_are_listed_by_their_titles() -> None:
    library = Library(ROOT)

    assert library.guides()[:2] == [
        ("/docs/how-a-score-is-made", "How a score is made"),
        ("/docs/glossary", "Glossary"),
    ]
    assert len(library.decisions()) == len(list((ROOT / "decisions").glob("*.md")))


def test_pictures_are_served_with_their_kind(tmp_path: Path) -> None:
    (tmp_path / "page.md").write_text("# A page\n\n![A chart](chart.svg)\n")
    (tmp_path / "chart.svg").write_text("<svg/>")
    (tmp_path / "secret.csv").write_text("x")
    library = Library(tmp_path)
    exchange = asked("GET")
    exchange.path = "/docs/chart.svg"
    picture = library.page(exchange)
    exchange.path = "/docs/secret.csv"

    assert (b"content-type", b"image/svg+xml") in picture.headers
    assert library.page(exchange).status == 404


@pytest.mark.parametrize(
    "name", ["nope", "../pyproject", "examples/threats.csv", "examples/run.py"]
)
def test_nothing_else_is_served(name: str) -> None:
    assert call("GET", f"/docs/{name}").status == 404
