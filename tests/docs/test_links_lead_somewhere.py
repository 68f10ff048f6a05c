"""A reader who follows a link arrives."""

from urllib.parse import urlsplit

import pytest

from tests.docs.pages import ROOT, anchors, links, name_of, pages

PAGES = [name_of(page) for page in pages()]


def _is_elsewhere(link: str) -> bool:
    return bool(urlsplit(link).scheme)


@pytest.mark.parametrize("page", PAGES)
def test_every_link_to_a_file_or_heading_of_the_project_resolves(page: str) -> None:
    """Links to other sites are not followed: tests use no network."""
    broken = []
    for link in links(page):
        if _is_elsewhere(link):
            continue
        target, _, anchor = link.partition("#")
        file = ((ROOT / page).parent / target).resolve() if target else ROOT / page
        name = file.relative_to(ROOT).as_posix() if file.is_relative_to(ROOT) else ""
        known = name in PAGES and anchor in anchors(name)
        if not file.exists() or not name or (anchor and not known):
            broken.append(link)

    assert broken == []


@pytest.mark.parametrize("page", PAGES)
def test_links_to_other_sites_are_encrypted(page: str) -> None:
    """Except to this machine, where nothing leaves it."""
    plain = [link for link in links(page) if link.startswith("http://")]

    assert [link for link in plain if urlsplit(link).hostname != "127.0.0.1"] == []
