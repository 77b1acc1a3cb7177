"""Closed form 9: response of the mean metric = h² · selection differential (Lush 1937; Burrows 1972 for finite families)."""

import numpy as np
import pytest
from scipy import integrate, stats

from superorganisms import Superorganism
from tests.theory.worlds import quiet, quiet_world

UNITS = 12_000


def best_mean(best: int, n: int) -> float:
    """Mean of the `best` largest of n standard normal numbers: Σ E of order statistics / best, by quadrature."""

    def expected(k: int) -> float:  # k-th largest
        def density(x: float) -> float:
            log = (k - 1) * stats.norm.logsf(x) + (n - k) * stats.norm.logcdf(x) + stats.norm.logpdf(x)
            return float(x * np.exp(log) * k * _choose(n, k))

        return float(integrate.quad(density, -8, 8, limit=200)[0])

    return float(np.mean([expected(k) for k in range(1, best + 1)]))


def _choose(n: int, k: int) -> float:
    from scipy.special import comb

    return float(comb(n, k))


def response(selection: str, size: int, noise: float, goal_sd: float, seed: int) -> tuple[float, float]:
    """Mean change of the noiseless metric in one tick, and its heritable standard deviation."""
    rng = np.random.default_rng(seed)
    goals = rng.normal(scale=goal_sd, size=(UNITS, 2))
    parameters = quiet_world(
        quiet("order", 1, compliance=1.0, goal=[1.0, 0.0]),
        quiet("firm", UNITS // size, compliance=1.0, goal=[1.0, 0.0]),
        quiet("employee", UNITS, goal=goals, compliance=0.0, selection=selection, noise=noise),
        features=2,
        intent=[1.0, 0.0],
        effort_rule="cost",
        goal_geometry="free",
    )
    world = Superorganism(parameters, rng=seed)
    world.step()
    return float((world.layers[2].goals[:, 0] - goals[:, 0]).mean()), goal_sd


@pytest.mark.parametrize(
    ("selection", "factor"), [("truncation(turnover=1, parents=0.2)", 1.0), ("truncation(turnover=0.2)", 0.4)]
)
@pytest.mark.parametrize(("size", "intensity"), [(200, None), (10, 1.2701)])
def test_breeders_equation(selection: str, factor: float, size: int, intensity: float | None) -> None:
    noise, goal_sd = 1.5, 1.0
    heritability = goal_sd**2 / (goal_sd**2 + noise**2)
    i = best_mean(size // 5, size)
    if intensity is not None:
        assert i == pytest.approx(intensity, abs=5e-5)
    # Infinite: 1.3998. Differential i·sd(m) if all are replaced; with turnover p the worst leave and the best enter: 2p·i
    expected = heritability * factor * i * np.sqrt(goal_sd**2 + noise**2)
    changes = [response(selection, size, noise, goal_sd, seed)[0] for seed in range(16)]
    error = np.std(changes, ddof=1) / np.sqrt(len(changes))
    # 15 degrees of freedom: 8 standard errors bound a false alarm below 1e-6
    assert np.mean(changes) == pytest.approx(expected, abs=8 * error)
    assert 8 * error < 0.1 * expected


def test_infinite_population() -> None:
    p = 0.2
    assert stats.norm.pdf(stats.norm.isf(p)) / p == pytest.approx(1.3998, abs=5e-5)
