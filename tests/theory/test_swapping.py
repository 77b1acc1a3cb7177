"""Swapping places: how far k random pairs of the N = m · n units of a group mix its families, exactly.

Two members of one family, after k = share · N/2 pairs of all N have changed places: each slot is in a pair with probability
2k/N. If one of the two moved, it sits among n - 2 of N - 2; if both did, not with each other, the first of the newcomers comes
from home or not, and the second accordingly. Nobody is lost: the mean and the spread of all stay exactly as they were.
"""

import numpy as np
import pytest

from superorganisms import Superorganism
from tests.theory.test_island_model import FEATURES, GROUPS, distances
from tests.theory.worlds import assert_mean, obedient, quiet_world, selfish


def still_together(m: int, n: int, pairs: int) -> float:
    """Probability that the occupants of two slots of one family are of one family of the tick before."""
    units, moved = m * n, 2 * pairs
    both = moved * (moved - 1) / (units * (units - 1))
    one = 2 * moved * (units - moved) / (units * (units - 1))
    each_other = 1 / (moved - 1) if moved > 1 else 0.0
    home = (n - 2) / (units - 2)
    two_newcomers = home * (n - 3) / (units - 3) + (1 - home) * (n - 1) / (units - 3)
    return 1 - both - one + one * home + both * (each_other + (1 - each_other) * two_newcomers)


@pytest.mark.parametrize(("m", "n", "pairs"), [(4, 5, 1), (2, 6, 3), (3, 4, 6), (3, 4, 0)])
def test_mixing(m: int, n: int, pairs: int) -> None:
    layers = obedient("order", 1), obedient("government", GROUPS), obedient("firm", GROUPS * m, spread=1.0)
    units = {"spread": 0.5, "migration": {"swap": 2 * pairs / (m * n)}}
    parameters = quiet_world(
        *layers, selfish("employee", GROUPS * m * n, **units), features=FEATURES, goal_geometry="free", effort_rule="cost"
    )
    world = Superorganism(parameters, rng=5)
    together = still_together(m, n, pairs)
    a, b = 0.5, 2.5
    # all ordered pairs of a group: those within families and those between keep their total
    total = m * n * (n - 1) * a + m * (m - 1) * n * n * b
    before = world.layers[3].goals.copy()
    for _ in range(4):
        assert_mean(distances(world.layers[3].goals.reshape(GROUPS, m, n, FEATURES)), [a, b])
        world.step()
        changed = world.layers[3].newcomers.reshape(GROUPS, m * n).sum(axis=1)
        assert (changed == 2 * pairs).all()
        a = together * a + (1 - together) * b
        b = (total - m * n * (n - 1) * a) / (m * (m - 1) * n * n)
    after = world.layers[3].goals
    for goals in (before, after):
        goals.sort(axis=0)
    np.testing.assert_array_equal(before, after)
