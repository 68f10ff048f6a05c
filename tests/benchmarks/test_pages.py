"""The pages that are measured, and the calls that they are measured against."""

from collections.abc import Iterator
from contextlib import closing
from html import unescape

import msgspec
import pytest

from benchmarks.pages import Asked, Asker, pairs


@pytest.fixture(scope="module")
def asker() -> Iterator[Asker]:
    with closing(Asker()) as one:
        yield one


def test_a_problem_is_no_answer_whose_time_counts(asker: Asker) -> None:
    """A page that refuses is quick."""
    with pytest.raises(RuntimeError, match="answers 422"):
        asker.ask(Asked("GET", "/", query=b"vector=nonsense", page=True))


def test_every_page_shows_what_its_calls_answer(asker: Asker) -> None:
    """Else they would not be the calls that it wraps."""
    for name, pages, calls in pairs(asker):
        shown = unescape(" ".join(asker.ask(each).decode() for each in pages))
        told = [msgspec.json.decode(asker.ask(each)) for each in calls]
        every = [each for it in told for each in it.get("results", it.get("ranking"))]
        assert every
        member = "ref" if name.startswith("ranking") else "vector"
        for each in every:
            assert each.get(member, each["ref"]) in shown
            assert f"{each['score']}" in shown
