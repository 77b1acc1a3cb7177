"""Closed form 7: fixation of a mutant of relative fitness r in a Moran process: (1-1/r)/(1-r^-N)."""

import numpy as np
import pytest

from superorganisms import laws
from superorganisms.scenarios.verification.moran_fixation import fixation, until_one_line_is_left


def fixed(n: int, r: float, replicates: int, seed: int) -> float:
    """Share of replicates (families of n, one mutant each) in which the mutant's line takes all."""
    rng = np.random.default_rng(seed)

    def once(mutant: np.ndarray, families: np.ndarray) -> np.ndarray:
        return laws.moran(mutant * np.log(r), families, rng.random((len(mutant), 2)), s=1.0)

    return float(until_one_line_is_left(n, replicates, once).mean())


@pytest.mark.parametrize(("n", "r", "expected"), [(10, 1.0, 0.1), (10, 1.1, 0.147950), (10, 2.0, 0.500489), (6, 1.5, None)])
def test_fixation(n: int, r: float, expected: float | None) -> None:
    closed = fixation(n, r)
    if expected is not None:
        assert closed == pytest.approx(expected, abs=1e-6)
    replicates = 20_000
    # 5 standard errors of a share: a false alarm below 1e-6
    assert fixed(n, r, replicates, seed=3) == pytest.approx(closed, abs=5 * np.sqrt(closed * (1 - closed) / replicates))


def test_linear_fitness_is_the_classical_one() -> None:
    """max(0, 1 + s m) with m = r - 1, s = 1 is fitness r."""
    rng = np.random.default_rng(5)
    metrics = np.array([1.0, 0.0, 0.0, 0.0])
    births = np.zeros(4)
    for _ in range(20_000):
        ancestors = laws.moran(metrics, [0, 4], rng.random((4, 2)), s=1.0, fitness="linear")
        births += np.bincount(ancestors, minlength=4) - 1
    # A birth of the mutant that hits another: 2/5 · 3/4 per step
    assert births[0] / 20_000 == pytest.approx(2 / 5 * 3 / 4 - 3 / 5 * 1 / 4, abs=5 * np.sqrt(0.5 / 20_000))
