"""One at a time: a coordination game in which one random unit of the layer revises its strategy in each tick (Blume 1993).

The birth-death chain is derived in scenarios/verification/logit_play.py; here every state of it, and whole distributions.
"""

import numpy as np
import pytest

from superorganisms.scenarios.verification.logit_play import players, revisions
from tests.theory.worlds import assert_share


@pytest.mark.parametrize("rule", ["moran", "wright_fisher", "fermi"])
def test_every_step_of_the_chain(rule: str) -> None:
    """From each k as many steps up and down as the chain says: each visit of a state is one more trial."""
    n, u, ticks = 8, 0.2, 3000
    world = players(rule, 1, n, u, 13)
    world.run_for(ticks)
    k = np.rint(world.measures["employee.direct_share"].to_numpy() * n).astype(int)
    steps = np.diff(k)
    assert np.abs(steps).max() == 1
    assert len(np.unique(k)) >= n - 1  # from one convention nearly to the other
    for step, chances in zip((1, -1), revisions(rule, n, u), strict=True):
        for number, chance in enumerate(chances):
            if (k[:-1] == number).any():
                assert_share(steps[k[:-1] == number] == step, chance)


@pytest.mark.parametrize("rule", ["moran", "wright_fisher", "fermi"])
def test_which_convention_wins(rule: str) -> None:
    """Without fresh draws a family ends in one convention. A tick reaches each of the families with probability 1/families."""
    n, families, ticks = 4, 120, 1500
    world = players(rule, families, n, 0.0, 13)
    code = world.layers[2].strategies[0]
    up, down = revisions(rule, n, 0.0)
    chain = np.diag(1 - up - down) + np.diag(up[:-1], 1) + np.diag(down[1:], -1)
    chain = np.eye(n + 1) + (chain - np.eye(n + 1)) / families
    world.run_for(ticks)
    found = (world.layers[2].strategies == code).reshape(families, n).sum(axis=1)
    expected = np.linalg.matrix_power(chain, ticks)[2]
    for number, chance in enumerate(expected):
        assert_share(found == number, chance)
