"""Catastrophic Goodhart: with heavy-tailed errors the best of many is only the luckiest (Kwa, Thomas and Garriga-Alonso 2024).

Value standard normal, metric = value + σ error. If the error's tail is heavier than the value's, E[value | metric > t] goes
back to the mean as t grows, and so does the value of the best of n; with normal errors it goes on as r e_n. Exact, by
quadrature: E value = ∫ n F(x)^(n-1) h(x) dx, F the distribution of the metric and h(x) = E[value; metric = x].
"""

import numpy as np
import pytest
from scipy import stats

from superorganisms import Superorganism
from tests.theory.worlds import assert_mean, normal_order_means, obedient, quiet_world, selfish


def expected_value(n: int, df: float, noise: float) -> float:
    value, weight = np.polynomial.hermite_e.hermegauss(160)
    y = np.linspace(-16.0, 16.0, 4001)
    x = np.sinh(y)
    error = (x[:, None] - value) / noise
    weight /= weight.sum()
    below = 1.0 - stats.t.sf(error, df) @ weight
    density = stats.t.pdf(error, df) / noise @ (weight * value)
    return float(np.trapezoid(n * below ** (n - 1) * density * np.cosh(y), y))


def chosen(n: int, kind: object, noise: float) -> np.ndarray:
    """Values of those who came out best of n from the pool, each in its own slot."""
    units = {
        "selection": {"rule": "best_of", "n": n, "turnover": 1.0, "candidates": "pool"},
        "noise": noise,
        "noise_kind": kind,
    }
    layers = obedient("order", 1), obedient("firm", 200), selfish("employee", 1600, **units)
    parameters = quiet_world(*layers, features=2, intent=[1.0, 0], effort_rule="cost", goal_geometry="free")
    world = Superorganism(parameters, rng=11)
    world.step()
    return np.array(world.layers[2].goals[:, 0])


@pytest.mark.parametrize(("df", "noise"), [(1.0, 0.5), (2.0, 1.0)])
def test_the_best_of_many_is_no_better(df: float, noise: float) -> None:
    tries = [2, 8, 64, 256]
    expected = [expected_value(n, df, noise) for n in tries]
    for n, value in zip(tries, expected, strict=True):
        assert_mean(chosen(n, {"kind": "student_t", "df": df}, noise), value)
    assert expected[1] > expected[0]
    assert expected[1] > 1.4 * expected[2] > 2 * expected[3]


def test_it_goes_back_to_the_mean() -> None:
    """As n^(-1/df): sixteen times as many candidates with two degrees of freedom leave a quarter of the value."""
    assert expected_value(2**14, 2.0, 1.0) == pytest.approx(expected_value(2**10, 2.0, 1.0) / 4, rel=0.03)


def test_with_normal_errors_it_goes_on() -> None:
    for n in (8, 64, 256):
        assert_mean(chosen(n, "normal", 1.0), normal_order_means(n)[-1] / np.sqrt(2))
