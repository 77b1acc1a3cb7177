"""What the tests of the results folder share."""

import pytest

from superorganisms.scenarios.sweep.plan import Plan
from tests.scenarios.sweep.small import small


@pytest.fixture(scope="module")
def plan() -> Plan:
    """A plan of a few runs of a small world."""
    return small().plan()
