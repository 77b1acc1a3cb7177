"""Incentives screen goals from selection: the closer the letter's grip, the less there is for selection to see.

Cost rule, free geometry, Gaussian goals: e = (1-λ) g + λ c, so m = (1-λ) c·g + λ + σ ε. The breeder's equation then has
h² = (1-λ)² s²/((1-λ)² s² + σ²): the mean metric responds by i (1-λ)² s²/sd(m), the goals themselves by i (1-λ) s²/sd(m), and at
λ = 1 nobody's goal is selected any more (Lush 1937; Frank 1998 on how repression of competition takes selection away).
"""

import numpy as np
import pytest

from superorganisms import Superorganism
from tests.theory.worlds import assert_mean, normal_order_means, obedient, quiet, quiet_world

FAMILIES, SIZE, SPREAD, NOISE = 2000, 10, 0.7, 1.1


def one_generation(compliance: float, selection: str) -> tuple[np.ndarray, np.ndarray]:
    """Change of each family's mean goal, in the direction of the letter and beside it."""
    units = {"goal": {"around": [0.0, 0.0]}, "spread": SPREAD * np.sqrt(2), "noise": NOISE, "selection": selection}
    layers = (
        obedient("order", 1),
        obedient("firm", FAMILIES),
        quiet("employee", FAMILIES * SIZE, compliance=compliance, **units),
    )
    world = Superorganism(quiet_world(*layers, features=2, intent=[1.0, 0], effort_rule="cost", goal_geometry="free"), rng=23)
    before = world.layers[2].goals.copy()
    world.step()
    change = (world.layers[2].goals - before).reshape(FAMILIES, SIZE, 2).mean(axis=1)
    return change[:, 0], change[:, 1]


@pytest.mark.parametrize("compliance", [0.0, 0.5, 0.9, 0.99, 1.0])
def test_response(compliance: float) -> None:
    """The best two of each ten take all places; or each of the worst two places."""
    free = 1 - compliance
    best = normal_order_means(SIZE)[-2:].mean()
    sd = np.hypot(free * SPREAD, NOISE)
    for selection, replaced in (("truncation(turnover=1, parents=0.2)", best), ("truncation(0.2)", 0.2 * 2 * best)):
        along, aside = one_generation(compliance, selection)
        assert_mean(along, replaced * free * SPREAD**2 / sd)
        assert_mean(aside, 0.0)


def test_it_vanishes_with_the_square() -> None:
    """Twice as much freedom, four times the response of the metric, as long as noise is most of what the parent sees."""
    best = normal_order_means(SIZE)[-2:].mean()

    def metric_response(free: float) -> float:
        return float(best * (free * SPREAD) ** 2 / np.hypot(free * SPREAD, NOISE))

    assert metric_response(0.02) / metric_response(0.01) == pytest.approx(4, rel=1e-3)
    assert metric_response(0.0) == 0.0
