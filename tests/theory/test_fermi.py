"""Pairwise comparison with a constant advantage: fixation as in Moran's process with r = exp(s Δm).

The chances to lose and to win a mutant are T⁻/T⁺ = exp(-s Δm) at every number of mutants, so a line of one takes all with
probability (1 - γ)/(1 - γ^N), γ = exp(-s Δm) (Traulsen, Nowak and Pacheco 2006, Phys. Rev. E 74, 011909).
"""

import numpy as np
import pytest

from superorganisms import Superorganism, laws
from tests.theory.worlds import assert_share, obedient, quiet_world, selfish


def fixation(n: int, gamma: float) -> float:
    return 1 / n if gamma == 1 else (1 - gamma) / (1 - gamma**n)


@pytest.mark.parametrize(("n", "s", "advantage"), [(5, 1.0, 0.0), (6, 0.5, 0.8), (6, 2.0, -0.3), (2, 3.0, 1.0)])
def test_fixation(n: int, s: float, advantage: float) -> None:
    rng, families = np.random.default_rng(2), 12_000
    offsets = np.arange(families + 1) * n
    mutant = np.zeros(families * n, dtype=bool)
    mutant[offsets[:-1]] = True
    while not (counts := mutant.reshape(families, n).sum(axis=1) % n == 0).all():
        running = np.flatnonzero(~counts)  # those where both are left
        rows = (offsets[running][:, None] + np.arange(n)).ravel()
        lots = rng.random((len(rows), 3))
        mutant[rows] = mutant[rows][laws.fermi(mutant[rows] * advantage, np.arange(len(running) + 1) * n, lots, s=s)]
    assert_share(mutant[offsets[:-1]], fixation(n, np.exp(-s * advantage)))


def test_in_the_world() -> None:
    """The whole distribution after some ticks, from the tridiagonal Markov chain; and its fixation is the closed form."""
    n, s, advantage, families = 5, 1.5, 0.6, 4000
    k = np.arange(n + 1)
    meet = k * (n - k) / (n * (n - 1))
    up, down = meet / (1 + np.exp(-s * advantage)), meet / (1 + np.exp(s * advantage))
    chain = np.diag(1 - up - down) + np.diag(up[:-1], 1) + np.diag(down[1:], -1)
    assert np.linalg.matrix_power(chain, 5000)[1, n] == pytest.approx(fixation(n, np.exp(-s * advantage)), abs=1e-9)
    goals = np.zeros((families * n, 2))
    goals[::n, 0] = advantage
    layers = obedient("order", 1), obedient("firm", families)
    employees = selfish("employee", families * n, goal=goals, selection=f"fermi(s={s})")
    world = Superorganism(
        quiet_world(*layers, employees, features=2, intent=[1.0, 0], effort_rule="cost", goal_geometry="free"), rng=8
    )
    for ticks in (1, 10, 30):
        world.run_for(ticks - world.tick)
        found = (world.layers[2].goals[:, 0] > 0).reshape(families, n).sum(axis=1)
        expected = np.linalg.matrix_power(chain, ticks)[1]
        for number in k:
            assert_share(found == number, expected[number])
