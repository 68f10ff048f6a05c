"""Printed: a PDF by the browser of this machine, or a message that helps."""

import re
import shutil
import tomllib
from pathlib import Path

import pytest

from morile.paper import of_assessments, of_priorities, printed, written
from morile.paper.printed import BROWSERS, NoBrowser
from morile_api.language.assessment import Assessed
from tests.drawings import EXAMPLES, THEMATIC, assessed, engine, threats


def test_without_a_browser_it_says_what_to_do(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("PATH", "")

    with pytest.raises(NoBrowser, match=r"-o paper\.html"):
        printed(b"<p>Paper</p>")


def test_a_browser_that_fails_says_the_same(
    monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    broken = tmp_path / "chromium"
    broken.write_text("#!/bin/sh\nexit 3\n")
    broken.chmod(0o755)
    monkeypatch.setenv("PATH", str(tmp_path))

    with pytest.raises(NoBrowser, match="did not print"):
        printed(b"<p>Paper</p>")


@pytest.mark.browser
@pytest.mark.skipif(not any(map(shutil.which, BROWSERS)), reason="no Chromium is installed here")
def test_the_paper_is_printed() -> None:
    paper = of_assessments([assessed()], engine().matrix(THEMATIC), "OFFICIAL", "1.0.0")

    assert printed(written(paper)).startswith(b"%PDF-")


@pytest.mark.browser
@pytest.mark.skipif(not any(map(shutil.which, BROWSERS)), reason="no Chromium is installed here")
def test_sixty_threats_fit_on_seven_sheets() -> None:
    """Two for the ranking, one for the picture, the rest for slots, gaps, method and digests."""
    document = engine().matrix(THEMATIC)
    rules = tomllib.loads((EXAMPLES / "rules.toml").read_text("utf-8"))
    answer = engine().priorities(threats(), THEMATIC, rules)
    results = engine().assess_many(threats(), THEMATIC, distribution=True, on_error="reject")
    several = [each for each in results if isinstance(each, Assessed)]

    paper = printed(written(of_priorities(answer, document, {}, several)))

    assert 1 < len(re.findall(rb"/Type /Page\b", paper)) <= 7
