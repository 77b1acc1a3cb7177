"""Closed form 6: to work for the reading and not for the thing pays, spreads, and costs the whole.

λ = 1, w on one feature whose reading also takes γ times an appearance feature: who sees through has metric √(1+γ²) and value
1/√(1+γ²), the naive have 1 and 1. Adversarial Goodhart: Manheim and Garrabrant 2018; window dressing: Baker 1992.
"""

import numpy as np
import pytest
from scipy import stats

from superorganisms import Parameters, Superorganism
from tests.theory.worlds import assert_mean, assert_share, obedient, quiet_world

FAMILIES, SIZE = 1500, 10


def appearances(gamma: float, share: float, selection: str = "none", rule: str = "budget") -> Parameters:
    sensor = [[1.0, gamma, 0.0], [0.0, 0.0, 0.0], [0.0, 0.0, 1.0]]
    units = {"sensor": sensor, "sees_through": share, "selection": selection}
    layers = obedient("order", 1), obedient("firm", FAMILIES), obedient("employee", FAMILIES * SIZE, **units)
    return quiet_world(*layers, features=3, intent=[1.0, 0, 0], effort_rule=rule)


@pytest.mark.parametrize("gamma", [0.0, 0.5, 1.5, 4.0])
def test_metric_and_value(gamma: float) -> None:
    length = np.sqrt(1 + gamma * gamma)
    for share, metric, value in ((0.0, 1.0, 1.0), (1.0, length, 1 / length)):
        world = Superorganism(appearances(gamma, share), rng=1)
        world.step()
        assert world.row()["employee.metric"] == pytest.approx(metric, abs=1e-9)
        assert world.row()["efficiency"] == pytest.approx(value, abs=1e-9)
    if gamma == 1.5:
        assert (length, 1 / length) == (pytest.approx(1.802776, abs=5e-7), pytest.approx(0.554700, abs=5e-7))


@pytest.mark.parametrize("gamma", [0.5, 1.5])
def test_where_effort_costs(gamma: float) -> None:
    """e = Sᵀ c: metric 1 + γ², and η = 1 - |q - e|²/|q|² = 1 - γ²."""
    world = Superorganism(appearances(gamma, 1.0, rule="cost"), rng=1)
    world.step()
    assert world.row()["employee.metric"] == pytest.approx(1 + gamma**2, abs=1e-9)
    assert world.row()["efficiency"] == pytest.approx(1 - gamma**2, abs=1e-9)


def test_who_sees_through_spreads() -> None:
    """Wright-Fisher: the number of them in a family is a Markov chain with binomial steps (Wright 1931), here with ticks."""
    gamma, share, s = 1.5, 0.3, 0.4
    length, count = np.sqrt(1 + gamma**2), np.arange(SIZE + 1)
    favour = np.exp(s * (length - 1))
    step = stats.binom.pmf(count[None, :], SIZE, (count * favour / (count * favour + SIZE - count))[:, None])
    state = stats.binom.pmf(count, SIZE, share)
    world = Superorganism(appearances(gamma, share, f"wright_fisher(s={s})"), rng=4)
    metrics, values = [], []
    for tick in range(1, 9):
        now = world.layers[2].sees_through.mean()
        world.step()
        # the metric that is read rises as the value falls, one for one with their share
        assert world.row()["employee.metric"] == pytest.approx(1 + now * (length - 1), abs=1e-9)
        assert world.row()["efficiency"] == pytest.approx(1 - now * (1 - 1 / length), abs=1e-9)
        metrics.append(world.row()["employee.metric"])
        values.append(world.row()["efficiency"])
        state = state @ step
        if tick in (1, 8):
            found = world.layers[2].sees_through.reshape(FAMILIES, SIZE).sum(axis=1)
            assert_mean(found, float(state @ count))
            assert_share(found == SIZE, state[SIZE])
    assert np.all(np.diff(metrics) > 0)
    assert np.all(np.diff(values) < 0)
