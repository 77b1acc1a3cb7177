"""Closed form 4, second half: neutral drift in closed families.

Wright-Fisher without selection, free geometry, families of N, mutation σ in K features: at equilibrium two distinct members
are a mean squared distance of 2NKσ² apart (drift and mutation in balance; Crow and Kimura 1970).
"""

import numpy as np
import pytest

from superorganisms import Superorganism
from tests.theory.worlds import quiet, quiet_world

FAMILIES = 3000


@pytest.mark.parametrize(("size", "features", "mutation"), [(4, 2, 0.3), (10, 3, 0.1)])
def test_equilibrium_distance(size: int, features: int, mutation: float) -> None:
    parameters = quiet_world(
        quiet("order", 1),
        quiet("firm", FAMILIES),
        quiet("employee", FAMILIES * size, mutation=mutation, selection="wright_fisher(s=0)"),
        features=features,
        goal_geometry="free",
        effort_rule="cost",
    )
    world = Superorganism(parameters, rng=5)
    world.run_for(12 * size)  # distances converge as (1 - 1/N)^t
    goals = world.layers[2].goals.reshape(FAMILIES, size, features)
    square = ((goals[:, :, None] - goals[:, None, :]) ** 2).sum(axis=(1, 2, 3)) / (size * (size - 1))
    expected = 2 * size * features * mutation**2
    # Families are independent: 5 standard errors of their mean
    assert square.mean() == pytest.approx(expected, abs=5 * square.std() / np.sqrt(FAMILIES))
    assert 5 * square.std() / np.sqrt(FAMILIES) < 0.25 * expected
