"""Closed form 5: with all audited, budget rule and linear fitness, deceivers spread iff detection > (h - k)/(1 - k)."""

import numpy as np
import pytest

from superorganisms import Superorganism
from superorganisms.laws import effort, metric
from tests.theory.worlds import obedient, quiet, quiet_world

FAMILIES = 24


def critical(k: float, compliance: float) -> float:
    """(h - k)/(1 - k), h the cosine of the honest aim with the letter."""
    goal, letter = np.array([np.sqrt(1 - k * k), k]), np.array([0.0, 1.0])
    aim = (1 - compliance) * goal + compliance * letter
    h = aim[1] / np.linalg.norm(aim)
    return float((h - k) / (1 - k))


def deceivers(detection: float, k: float, compliance: float, ticks: int = 120) -> np.ndarray:
    """Share of deceivers at the end, by family: each of 400, half deceivers, and told the letter (0, 1)."""
    employees = quiet(
        "employee",
        400 * FAMILIES,
        goal=[float(np.sqrt(1 - k * k)), k],
        compliance=compliance,
        strategies=(["deceiver"] * 200 + ["direct"] * 200) * FAMILIES,
        detection=detection,
        selection="wright_fisher(s=1, fitness='linear')",
    )
    layers = obedient("order", 1), obedient("firm", FAMILIES), employees
    world = Superorganism(quiet_world(*layers, features=2, intent=[0.0, 1.0]), rng=1)
    world.run_for(ticks)
    found = world.layers[2].strategies == world.strategy_names.index("deceiver")
    return np.array(found.reshape(FAMILIES, 400).mean(axis=1))


def test_reference_digits() -> None:
    assert critical(0.0, 0.5) == pytest.approx(0.707107, abs=5e-7)
    assert critical(0.9, 0.5) == pytest.approx(0.747, abs=5e-4)


@pytest.mark.parametrize(("k", "compliance"), [(0.0, 0.5), (0.2, 0.4), (0.3, 0.7)])
def test_border(k: float, compliance: float) -> None:
    border = critical(k, compliance)
    above, below = min(1.0, border + 0.12), border - 0.12
    # Below and above, each of the 24 families drifts by chance around .5 with sd < .5 sqrt(120/400) = .27, the mean of 24 by
    # .056: beyond 4.9 of that, .27, no neutral world gets but once in a million. Selection takes both almost to fixation.
    assert deceivers(above, k, compliance).mean() > 0.5 + 0.27
    assert deceivers(below, k, compliance).mean() < 0.5 - 0.27


def test_mean_fitness_at_the_border() -> None:
    """At the border both kinds have the same expected metric, by the laws alone."""
    for k, compliance in [(0.0, 0.5), (0.5, 0.3), (0.9, 0.5)]:
        goal, letter = np.array([np.sqrt(1 - k * k), k]), np.array([0.0, 1.0])
        honest = metric(effort((1 - compliance) * goal + compliance * letter), letter)
        seen, unseen = metric(effort(letter), letter), metric(effort(goal), letter)
        p = critical(k, compliance)
        assert p * seen + (1 - p) * unseen == pytest.approx(honest, abs=1e-12)
