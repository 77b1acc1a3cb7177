"""A small world behind a real server."""

from collections.abc import Iterator

import pytest

from superorganisms.model.parameters import Parameters
from superorganisms.scenarios.scenario import Scenario
from superorganisms.web.app import create_app
from superorganisms.web.library import Library
from superorganisms.web.limits import Limits
from superorganisms.web.warming import Warming
from tests.web.client import Client, served
from tests.web.watched import browser, page, second, server

__all__ = ["address", "browser", "page", "second", "server", "tab"]

SIZES = {"government.size": 2, "firm.size": 4, "employee.size": 12}


class Shelf(Library):
    """Two small worlds, one of which changes its regime after tick 5; the other has a contrast, which is about compliance."""

    def known(self) -> dict[str, Scenario]:
        small = Parameters().with_changes(SIZES)
        turning = small.with_changes({"features": ["a", "b"], "intent": [1, 0], "regimes": [[5, [[0, 1], [1, 0]]]]})
        return {
            "small": Scenario(
                name="small",
                title="A small world",
                parameters=small,
                contrast={"employee.compliance": 1.0},
                contrast_says="Employees do what they are told.",
                story=((0, "It has 12 employees."),),
            ),
            "turning": Scenario(name="turning", question="What then?", parameters=turning),
        }


def ready() -> Warming:
    """Nothing to wait for: the tests compile what they use."""
    return Warming(lambda: None)


@pytest.fixture(scope="module")
def address() -> Iterator[str]:
    """host:port of a server that anybody may use."""
    limits = Limits(worlds=8, ticks=3000, patience=0.3)
    with served(create_app(library=Shelf(), limits=limits, warming=ready())) as found:
        yield found


@pytest.fixture
def tab(address: str) -> Iterator[Client]:
    """A tab that has said nothing yet."""
    with Client(address) as client:
        yield client
