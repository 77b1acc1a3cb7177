"""Firefox, where it is asked for: `make firefox`."""

import os
from collections.abc import Iterator

import pytest

from tests.firefox.firefox import Firefox, Tab, find_firefox
from tests.web.page import Page, Server
from tests.web.watched import server, watched

__all__ = ["firefox", "page", "server"]


@pytest.fixture(scope="module")
def firefox(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Firefox]:
    if os.environ.get("SUPERORGANISMS_FIREFOX") != "required":
        pytest.skip("an extra job, `make firefox`: SUPERORGANISMS_FIREFOX=required is not set")
    program = find_firefox()
    if program is None:
        pytest.fail("no Firefox on this machine, and SUPERORGANISMS_FIREFOX=required")
    with Firefox(program, tmp_path_factory.mktemp("firefox") / "profile") as found:
        yield found


@pytest.fixture
def page(firefox: Firefox, server: Server) -> Iterator[Page[Tab]]:
    yield from watched(firefox.tab(), server)
