"""A world that is drawn anew in every tick: each response comes as often as its weight says, whatever came before.

Who holds one model for life then earns cos(R_0ᵀ w, Rᵀ w) in each of them: what a bet-hedger would have to beat on average
(Seger and Brockmann 1987).
"""

import numpy as np
import pytest
from scipy import stats

from superorganisms import Superorganism
from tests.theory.worlds import obedient, quiet_world

ANGLES, WEIGHTS = np.array([0.0, 0.6, 2.0]), np.array([1.0, 0.5, 2.5])
TICKS = 1500


def turned(angle: float) -> list[list[float]]:
    return [[np.cos(angle), -np.sin(angle)], [np.sin(angle), np.cos(angle)]]


@pytest.fixture(scope="module")
def world() -> Superorganism:
    choices = [{"response": turned(angle), "weight": weight} for angle, weight in zip(ANGLES, WEIGHTS, strict=True)]
    layers = obedient("order", 1), obedient("firm", 1), obedient("employee", 1)
    regimes = [{"at": 3, "draw": choices}, {"at": TICKS + 3, "response": turned(0.0)}]
    made = Superorganism(quiet_world(*layers, features=2, intent=[1.0, 0], regimes=regimes), rng=41)
    made.run_for(3)
    return made


@pytest.fixture(scope="module")
def drawn(world: Superorganism) -> np.ndarray:
    """Which of the three held in each tick; a leaf earns what its model for life is worth in it."""
    found = []
    for _ in range(TICKS):
        now = int(np.abs(ANGLES - np.arctan2(world.response[1, 0], world.response[0, 0])).argmin())
        np.testing.assert_allclose(world.response, turned(ANGLES[now]), rtol=0, atol=1e-12)
        world.step()
        assert world.layers[2].outcomes[0, 0] == pytest.approx(np.cos(ANGLES[now]), abs=1e-9)
        found.append(now)
    return np.array(found)


def test_frequencies(drawn: np.ndarray) -> None:
    counts = np.bincount(drawn, minlength=3)
    assert stats.chisquare(counts, TICKS * WEIGHTS / WEIGHTS.sum()).pvalue > 1e-6


def test_no_memory(drawn: np.ndarray) -> None:
    pairs = np.bincount(3 * drawn[:-1:2] + drawn[1::2], minlength=9)
    chances = np.outer(WEIGHTS, WEIGHTS).ravel() / WEIGHTS.sum() ** 2
    assert stats.chisquare(pairs, pairs.sum() * chances).pvalue > 1e-6


def test_the_schedule_takes_over(world: Superorganism, drawn: np.ndarray) -> None:
    assert len(drawn) == TICKS
    for _ in range(5):
        np.testing.assert_allclose(world.response, np.eye(2), rtol=0, atol=1e-12)
        world.step()
