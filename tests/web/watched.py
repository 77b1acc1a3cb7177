"""Fixtures: a browser, a server, and tabs whose every request and error is looked at when they close."""

import os
from collections.abc import Iterator

import pytest

from tests.web.browser import Browser, Steered, find_chromium
from tests.web.page import Page, Server


@pytest.fixture(scope="session")
def browser(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Browser]:
    program = find_chromium()
    if program is None:
        if os.environ.get("SUPERORGANISMS_BROWSER") == "required":
            pytest.fail("no Chromium on this machine, and SUPERORGANISMS_BROWSER=required")
        pytest.skip("no Chromium on this machine: the page was not tried in a browser")
    with Browser(program, tmp_path_factory.mktemp("browser") / "profile") as found:
        yield found


@pytest.fixture(scope="session")
def server() -> Iterator[Server]:
    with Server() as found:
        yield found


def opened(browser: Browser, server: Server) -> Iterator[Page]:
    yield from watched(browser.tab(), server)


def watched[T: Steered](tab: T, server: Server) -> Iterator[Page[T]]:
    """In whatever browser."""
    tab.size(1280, 800)
    yield Page(tab, server)
    tab.ask("1")  # the last events come in
    tab.close()
    check_clean(tab, server)


def check_clean(tab: Steered, server: Server) -> None:
    """Nothing went to another machine, and nothing went wrong."""
    own = (server.address, server.address.replace("http", "ws"), "data:", "blob:")
    assert [address for address in tab.requests if not address.startswith(own)] == []
    assert tab.problems == []


@pytest.fixture
def page(browser: Browser, server: Server) -> Iterator[Page]:
    yield from opened(browser, server)


@pytest.fixture
def second(browser: Browser, server: Server) -> Iterator[Page]:
    yield from opened(browser, server)
