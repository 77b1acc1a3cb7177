"""Closed form 4, first half: what nobody can act on, nobody selects, and it drifts until the day it can be acted on.

In a world that is projected onto its first feature goals may differ in the second as they like. Wright-Fisher selects hard,
but a line of descent of t generations has t mutations in the hidden feature whatever was selected: its mean stays 0, its mean
square is t σ². Related units share them (hitch-hiking: Maynard Smith and Haigh 1974): they differ less than neutral ones, 2Nσ²
at most. With a response of full rank each one's goal shows in its effort at last, and under cost (1-λ)² t σ² is lost.
"""

import numpy as np
import pytest

from superorganisms import Superorganism
from tests.theory.worlds import ERRORS, assert_mean, obedient, quiet, quiet_world

FAMILIES, SIZE, MUTATION, COMPLIANCE = 1000, 8, 0.1, 0.3


def hidden(ticks: int) -> Superorganism:
    """The second feature can be acted on in the tick after the next, when all have been born anew."""
    units = {"goal": [1.0, 0.0], "mutation": MUTATION, "compliance": COMPLIANCE, "selection": "wright_fisher(s=8)"}
    layers = obedient("order", 1), obedient("firm", FAMILIES), quiet("employee", FAMILIES * SIZE, **units)
    settings = {"features": 2, "intent": [1.0, 0.0], "effort_rule": "cost", "goal_geometry": "free"}
    regimes = [{"at": ticks, "response": [1.0, 1.0]}]
    world = Superorganism(quiet_world(*layers, response=[1.0, 0.0], regimes=regimes, **settings), rng=37)
    world.run_for(ticks)
    return world


def by_family(column: np.ndarray) -> np.ndarray:
    return column.reshape(FAMILIES, SIZE)


@pytest.mark.parametrize("ticks", [3, 25])
def test_hidden_goals_drift_and_come_to_light(ticks: int) -> None:
    world = hidden(ticks)
    goals = by_family(world.layers[2].goals[:, 1])
    assert by_family(world.layers[2].goals[:, 0]).mean() > 1.0 + MUTATION  # meanwhile selection works where it can see
    assert_mean(goals.mean(axis=1), 0.0)
    assert_mean((goals**2).mean(axis=1), ticks * MUTATION**2)
    apart = 2 * SIZE / (SIZE - 1) * goals.var(axis=1)
    neutral = 2 * SIZE * MUTATION**2 * (1 - (1 - 1 / SIZE) ** ticks)
    assert apart.mean() < neutral + ERRORS * apart.std() / np.sqrt(FAMILIES)
    assert np.abs(world.layers[2].efforts[:, 1]).max() == 0.0
    world.step()
    assert np.abs(world.layers[2].efforts[:, 1]).max() == 0.0  # models are as old as their owners
    world.step()
    lost = by_family(world.layers[2].efforts[:, 1] ** 2).mean(axis=1)
    assert_mean(lost, (1 - COMPLIANCE) ** 2 * (ticks + 1) * MUTATION**2)


def test_hitch_hikers_are_closer_relatives() -> None:
    goals = by_family(hidden(25).layers[2].goals[:, 1])
    apart = 2 * SIZE / (SIZE - 1) * goals.var(axis=1)
    neutral = 2 * SIZE * MUTATION**2 * (1 - (1 - 1 / SIZE) ** 25)
    assert apart.mean() < neutral - ERRORS * apart.std() / np.sqrt(FAMILIES)
