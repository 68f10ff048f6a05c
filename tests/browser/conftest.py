"""A real browser and a real service for the tests of pages; without a browser they are skipped."""

from collections.abc import Iterator
from pathlib import Path

import pytest
from playwright.sync_api import Browser, sync_playwright

from tests.browser.chromium import ARGUMENTS, CHROMIUM, missing
from tests.browser.visits import Visitor
from tests.docs.serving import a_service


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """Everything here carries the mark, and says what is missing where something is."""
    lacking = missing()
    for item in items:
        if Path(__file__).parent in item.path.parents:
            item.add_marker(pytest.mark.browser)
            if lacking:
                item.add_marker(pytest.mark.skip(reason=lacking))


@pytest.fixture(scope="session")
def origin(tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    """Where a service answers: `http://127.0.0.1:<port>`."""
    with a_service(tmp_path_factory.mktemp("service")) as where:
        yield f"http://{where}"


@pytest.fixture(scope="module")
def chromium() -> Iterator[Browser]:
    """The browser, headless, without anything that calls home.

    For one file: while it runs, so does an event loop, and tests of other files start their own.
    """
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=CHROMIUM, args=ARGUMENTS)
        yield browser
        browser.close()


@pytest.fixture
def visitor(chromium: Browser, origin: str) -> Iterator[Visitor]:
    """Someone who opens pages, and notes every request and every complaint of the browser."""
    someone = Visitor(chromium, origin)
    yield someone
    someone.leave()
