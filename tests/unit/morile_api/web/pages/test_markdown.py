"""Documents in Markdown, as pages."""

import pytest

from morile_api.web.pages.markdown import follower, slug, written

PAGES = ("glossary", "decisions/0001-exact-integers", "pictures/ranked.svg")


def html(text: str, here: str = "glossary") -> str:
    return written(text, follower(here, PAGES, "/docs/")).html


def test_headings_have_the_ids_that_links_between_documents_use() -> None:
    page = written(
        "# A page\n\n## Part 1: `code`, and more\n\n## Again\n\n## Again\n", lambda _: None
    )

    assert page.title == "A page"
    assert page.contents == [
        ("Part 1: code, and more", "part-1-code-and-more"),
        ("Again", "again"),
        ("Again", "again-1"),
    ]


def test_raw_html_is_shown_as_text() -> None:
    page = html(
        "<script>alert(1)</script>\n\nA <b onclick=x>word</b>.\n\n[x](javascript:alert(1))\n"
    )

    assert "<script" not in page
    assert "<b " not in page
    assert "href" not in page


@pytest.mark.parametrize(
    ("here", "link", "leads"),
    [
        ("frames", "glossary.md#band", "/docs/glossary#band"),
        ("frames", "decisions/0001-exact-integers.md", "/docs/decisions/0001-exact-integers"),
        ("decisions/0002-x", "../glossary.md", "/docs/glossary"),
        ("frames", "pictures/ranked.svg", "/docs/pictures/ranked.svg"),
        ("frames", "#part-1", "#part-1"),
        ("frames", "https://toml.io", "https://toml.io"),
        ("frames", "../README.md", None),
        ("frames", "../../etc/passwd", None),
    ],
)
def test_links_lead_to_pages_that_there_are_and_nowhere_else(
    here: str, link: str, leads: str | None
) -> None:
    assert follower(here, PAGES, "/docs/")(link) == leads


def test_a_link_to_what_is_not_served_stays_as_words() -> None:
    assert "<a>the sample</a>" in html("[the sample](examples/threats.csv)")


def test_tables_and_code_can_be_reached_and_scrolled_with_the_keyboard() -> None:
    page = html("| a | b |\n|---|---|\n| 1 | 2 |\n\n```text\nx\n```\n")

    assert '<div class="scroll" role="region" tabindex="0" aria-label="Table 1">' in page
    assert '<pre tabindex="0">' in page


def test_columns_of_figures_stand_to_the_right_without_a_style_in_the_line() -> None:
    """The policy of pages forbids styles in the line."""
    page = html("| a | b |\n|:--|--:|\n| 1 | 2 |\n")

    assert "style" not in page
    assert '<td class="number">2</td>' in page


def test_a_slug_is_made_as_code_hosts_make_it() -> None:
    assert slug("What `unknown` counts as (0002)") == "what-unknown-counts-as-0002"
