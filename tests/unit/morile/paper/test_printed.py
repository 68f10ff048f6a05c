"""Printed: a PDF by the browser of this machine, or a message that helps."""

import shutil
from pathlib import Path

import pytest

from morile.paper import of_assessments, printed, written
from morile.paper.printed import BROWSERS, NoBrowser
from tests.drawings import THEMATIC, assessed, engine


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
