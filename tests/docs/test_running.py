"""The page about running the service says what the tests do."""

from tests.docs.pages import ROOT
from tests.wire.server import UVICORN


def test_under_another_server_it_is_tested_as_the_page_says() -> None:
    """With a server's own log of paths and queries left out."""
    page = (ROOT / "docs" / "running.md").read_text("utf-8")

    assert f"\n{' '.join(UVICORN)}\n" in page
    assert "--no-access-log" in UVICORN
