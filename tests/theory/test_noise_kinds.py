"""Errors of metrics are distributed as their names say, against scipy: normal, Laplace, Student's t (Bailey 1994)."""

import numpy as np
import pytest
from scipy import stats

from superorganisms import Superorganism
from tests.theory.worlds import assert_mean, assert_share, obedient, quiet_world

UNITS = 40_000
KINDS = {
    "normal": stats.norm(),
    "laplace": stats.laplace(),
    "student_t(df=0.5)": stats.t(0.5),
    "student_t": stats.t(3),
    "student_t(df=4)": stats.t(4),
    "student_t(df=1000000)": stats.t(1e6),
}


def errors(kind: str, ticks: int = 2) -> np.ndarray:
    """(ticks, units) errors of metrics that would all be 1, in units of σ."""
    world = Superorganism(
        quiet_world(obedient("order", 1), obedient("employee", UNITS, noise=0.5, noise_kind=kind), features=2), rng=9
    )
    found = []
    for _ in range(ticks):
        world.step()
        found.append((world.layers[1].metrics - 1.0) / 0.5)
    return np.array(found)


@pytest.mark.parametrize("kind", KINDS)
def test_distribution(kind: str) -> None:
    """Kolmogorov and Smirnov; and one tick says nothing about the next, nor one unit about its neighbour."""
    one, two = errors(kind)
    law = KINDS[kind]
    for found in (one, two):
        assert stats.kstest(found, law.cdf).pvalue > 1e-6
    u, v = law.cdf(one), law.cdf(two)
    for pair in ((u, v), (u[:-1], u[1:])):
        assert abs(np.corrcoef(*pair)[0, 1]) < 4.9 / np.sqrt(UNITS)
        assert abs(np.corrcoef(*(abs(x - 0.5) for x in pair))[0, 1]) < 4.9 / np.sqrt(UNITS)


@pytest.mark.parametrize("kind", KINDS)
def test_tails(kind: str) -> None:
    """As many errors beyond each quantile as there should be."""
    found = errors(kind, 1)[0]
    for beyond in (0.1, 0.01, 0.001):
        for tail in (found > KINDS[kind].isf(beyond), found < KINDS[kind].ppf(beyond)):
            assert_share(tail, beyond)


def test_laplace_of_scale_1() -> None:
    """Variance 2, excess kurtosis 3: E x⁴ = 4! = 24."""
    found = errors("laplace", 1)[0]
    assert_mean(found**2, 2.0)
    assert_mean(found**4, 24.0)  # 24/2² - 3 = 3
