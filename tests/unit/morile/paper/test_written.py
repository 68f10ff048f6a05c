"""Written: one file that holds everything, escaped, with the marking at both ends."""

import re

from morile.paper import of_assessments, of_priorities, written
from tests.drawings import THEMATIC, assessed, engine, threats

HOSTILE = '"><script>alert(1)</script><img src=https://example.org/x>'


def _html(marking: str | None = None, ref: str = "A") -> str:
    document = engine().matrix(THEMATIC)
    return written(of_assessments([assessed(ref)], document, marking, "1.0.0")).decode()


def test_it_asks_for_nothing_else() -> None:
    """No address is fetched: what a picture or style could load is forbidden as well."""
    html = _html()

    assert not re.search(r"<(script|link|img|iframe|object)\b", html)
    assert not re.search(r"url\((?!#)|@import", html)
    assert "default-src 'none'; style-src 'unsafe-inline'" in html


def test_whatever_a_caller_wrote_is_shown_as_text() -> None:
    html = _html(marking=HOSTILE, ref=HOSTILE)

    assert "<script" not in html
    assert "<img" not in html
    assert "&lt;script&gt;alert(1)" in html


def test_the_marking_stands_at_the_top_at_the_bottom_and_on_every_printed_page() -> None:
    html = _html("OFFICIAL-SENSITIVE")

    assert html.count('<p class="marking">OFFICIAL-SENSITIVE</p>') == 2
    assert '@top-center { content: "OFFICIAL-SENSITIVE"' in html
    assert "<title>Tasking paper, OFFICIAL-SENSITIVE</title>" in html


def test_on_paper_the_margins_of_each_page_say_the_marking_and_nothing_says_it_twice() -> None:
    """Where it cannot stand in the margins, the page says it at both ends on paper too."""
    hidden = "@media print { .marking { display: none; } }"

    assert hidden in _html("OFFICIAL-SENSITIVE")
    assert hidden not in _html()
    assert hidden not in _html('SECRET"} body { display: none')


def test_a_marking_that_could_end_the_style_is_kept_out_of_it() -> None:
    html = _html('SECRET"} body { display: none')

    assert "@top-center" not in html
    assert "SECRET&#34;} body" in html


def test_it_says_what_the_figures_are_above_and_in_the_method_with_the_matrix_digest() -> None:
    html = _html()

    assert html.count('<p class="standing">The figures of thematic@1.0.0 are illustrative') == 2
    assert engine().matrix(THEMATIC).digest in html


def test_the_picture_has_a_text() -> None:
    assert re.search(r'<svg [^>]*role="img">\s*<title>Risk of 1 threat', _html())


def test_slots_come_with_their_reasons_and_what_just_missed() -> None:
    """12 slots, 4 of them reserved: docs/examples/rules.toml, as docs/priorities.md explains."""
    reserve = {"by": "equal", "amount": 1, "among": [{"organisation": "E23000002"}]}
    answer = engine().priorities(threats(), THEMATIC, {"slots": 3, "reserve": reserve})
    titles = {"E23000002": "Cumbria Constabulary"}
    html = written(of_priorities(answer, engine().matrix(THEMATIC), titles)).decode()

    assert "<caption>Chosen</caption>" in html
    assert "Slots: 3.\nTie-break: none" in html
    assert "reserved for Cumbria Constabulary" in html
    assert "SYN-2026-0016 (rank 24=)" in html
    assert "<caption>Just missed</caption>" in html


def test_the_same_answers_give_the_same_file() -> None:
    """No date is in it but those of the answers."""
    assert _html() == _html()
