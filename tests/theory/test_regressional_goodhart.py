"""Closed form 10: best of n on value + noise. E value = r e_n, r the correlation of value and metric, e_n the mean of the
largest of n standard normal numbers. Regressional Goodhart: Manheim and Garrabrant 2018; the optimizer's curse: Smith and
Winkler 2006; best of n: Gao, Schulman and Hilton 2023.
"""

import numpy as np
import pytest

from superorganisms import Superorganism, laws
from tests.theory.worlds import assert_mean, normal_order_means, obedient, quiet_world, selfish

DIGITS = {2: 0.564190, 4: 1.029375, 16: 1.765991, 64: 2.343733}


@pytest.mark.parametrize("n", DIGITS)
def test_reference_digits(n: int) -> None:
    assert normal_order_means(n)[-1] == pytest.approx(DIGITS[n], abs=5e-7)


def families(size: int, noise: float, count: int = 6000) -> tuple[np.ndarray, np.ndarray, np.ndarray, np.random.Generator]:
    """Values and metrics (count · size,), offsets, and where lots come from."""
    rng = np.random.default_rng(7)
    value = rng.normal(size=count * size)
    return value, value + noise * rng.normal(size=value.shape), np.arange(count + 1) * size, rng


@pytest.mark.parametrize("noise", [0.0, 1.0, 2.0])
@pytest.mark.parametrize("n", [2, 4, 16])
def test_best_of_all(n: int, noise: float) -> None:
    """Truncation in which a family's best is everyone's ancestor."""
    value, metric, offsets, rng = families(n, noise)
    ancestors = laws.truncation(metric, offsets, rng.random((len(value), 3)) * 0.999, turnover=1.0, parents=1 / n)
    assert_mean(value[ancestors[offsets[:-1]]], DIGITS[n] / np.hypot(1, noise))


@pytest.mark.parametrize(("size", "n"), [(6, 4), (4, 16), (10, 2)])
def test_best_of_draws(size: int, n: int) -> None:
    """n candidates copy members drawn with replacement: rank k is the best drawn with probability (k/m)^n - ((k-1)/m)^n."""
    value, metric, offsets, rng = families(size, 1.0)
    ancestors = laws.best_of(metric, offsets, rng.random((len(value), n + 2)), n=n, turnover=1.0)
    chances = np.diff((np.arange(size + 1) / size) ** n)
    assert_mean(value[ancestors[offsets[:-1]]], normal_order_means(size) @ chances / np.sqrt(2))


@pytest.mark.parametrize(("candidates", "scale"), [("pool", 1.0), ("copies", 0.5)])
@pytest.mark.parametrize(("n", "noise"), [(2, 1.0), (4, 0.0), (16, 2.0)])
def test_in_the_sandbox(candidates: str, scale: float, n: int, noise: float) -> None:
    """Under cost a selfish unit's metric is its goal's first feature: standard normal in the pool, mutation · z in copies."""
    rule = {"rule": "best_of", "n": n, "turnover": 1.0, "candidates": candidates}
    units = {"goal": [0.0, 0, 0], "selection": rule, "mutation": scale, "noise": noise}
    layers = obedient("order", 1), obedient("firm", 500), selfish("employee", 5000, **units)
    parameters = quiet_world(*layers, features=3, intent=[1.0, 0, 0], effort_rule="cost", goal_geometry="free")
    world = Superorganism(parameters, rng=3)
    world.step()
    expected = scale * DIGITS[n] * scale / np.hypot(scale, noise)
    assert_mean(world.layers[2].goals, [expected, 0.0, 0.0])
    world.step()  # what was promised in the sandbox, in the world: the value is the true one
    assert world.row()["employee.metric"] == pytest.approx(expected, abs=4.9 * np.hypot(scale, noise) / np.sqrt(5000))
