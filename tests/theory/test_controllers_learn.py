"""Controllers find a new world by acting in it: M += ρ (x - M e) eᵀ/|e|² (Kaczmarz 1937; Widrow and Hoff 1960).

The error E = M - R becomes E (I - ρ ê êᵀ), ê the direction of the effort. Efforts in all directions alike (no incentive,
nothing but exploration) shrink it by 1 - ρ(2-ρ)/K per tick in mean square (Strohmer and Vershynin 2009).
"""

import numpy as np
import pytest

from superorganisms import Superorganism
from tests.theory.worlds import assert_mean, obedient, quiet_world

ANGLE = 1.0


def controllers(count: int, features: int, exploration: float, rate: float = 0.5, **world: object) -> Superorganism:
    units = {"strategies": {"controller": 1.0}, "exploration": exploration, "rate": rate}
    layers = obedient("order", 1), obedient("firm", 2), obedient("employee", count, **units)
    regimes = [{"at": 1, "rotate": {"features": [0, 1], "angle": ANGLE}}]
    intent = [1.0] + [0.0] * (features - 1)
    return Superorganism(quiet_world(*layers, features=features, intent=intent, regimes=regimes, **world), rng=17)


def errors(world: Superorganism) -> np.ndarray:
    return np.array(world.models[world.layers[2].models] - world.response)


def test_each_step() -> None:
    world = controllers(40, 4, exploration=0.3)
    world.step()
    for _ in range(5):
        before = errors(world)
        world.step()
        effort = world.layers[2].efforts
        along = effort / np.linalg.norm(effort, axis=1, keepdims=True)
        expected = before - 0.5 * np.einsum("nij,nj,nk->nik", before, along, along)
        np.testing.assert_allclose(errors(world), expected, rtol=0, atol=1e-12)


@pytest.mark.parametrize(("features", "rate"), [(2, 0.5), (3, 1.0), (5, 1.7)])
def test_learning_curve(features: int, rate: float) -> None:
    """R - R_0 is a turn of one plane: |E|² = 8 sin²(θ/2) at first."""
    world = controllers(4000, features, 1.0, rate, effort_rule="cost", intensity=0.0)
    world.step()
    start = 8 * np.sin(ANGLE / 2) ** 2
    np.testing.assert_allclose((errors(world) ** 2).sum(axis=(1, 2)), start, rtol=0, atol=1e-9)
    for ticks in (1, 3, 8):
        world.run_for(1 + ticks - world.tick)
        assert_mean((errors(world) ** 2).sum(axis=(1, 2)), start * (1 - rate * (2 - rate) / features) ** ticks)


def explored(exploration: float) -> float:
    """Mean efficiency of who knows R, in three features: E[e · û], e = û + exploration z, cut to length 1."""
    z, weight = np.polynomial.hermite_e.hermegauss(80)
    weight /= weight.sum()
    along, aside = 1 + exploration * z[:, None], exploration * np.hypot(z[:, None, None], z[:, None])
    length = np.maximum(1.0, np.hypot(along, aside.reshape(1, -1)))
    return float(weight @ (along / length) @ np.outer(weight, weight).ravel())


def test_efficiency_returns() -> None:
    """To 1, but for what exploration itself costs."""
    for exploration in (0.2, 0.4):
        world = controllers(1000, 3, exploration)
        world.run_for(2)
        assert world.row()["efficiency"] == pytest.approx(np.cos(ANGLE), abs=0.25)
        world.run_for(398)
        assert (errors(world) ** 2).sum(axis=(1, 2)).max() < 1e-4
        assert_mean(world.layers[2].efforts @ np.array(world.response)[0], explored(exploration))


def test_without_exploration_an_effort_never_turns() -> None:
    world = controllers(10, 3, exploration=0.0)
    world.run_for(50)
    np.testing.assert_allclose(world.measures["efficiency"].to_numpy()[1:], np.cos(ANGLE), rtol=0, atol=1e-9)
