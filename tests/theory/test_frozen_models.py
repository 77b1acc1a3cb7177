"""Causal Goodhart: who acts by a model of yesterday's world (Manheim and Garrabrant 2018; Lucas 1976).

λ = 1. A leaf made under R_0 plans e = unit(R_0ᵀ w). After rotations by θ in a plane that holds w what it works for and what it
does part by that angle: η = cos θ under budget, 1 - |Rᵀw - R_0ᵀw|²/|Rᵀw|² = 2 cos θ - 1 under cost, R_0 = I.
"""

from typing import Any

import numpy as np
import pytest

from superorganisms import Superorganism
from tests.theory.worlds import obedient, quiet_world


def shifted(
    regimes: list[dict[str, Any]], employees: dict[str, Any], firms: dict[str, Any] | None = None, **world: Any
) -> Superorganism:
    settings = {"features": 3, "intent": [1.0, 0, 0], "regimes": regimes} | world
    layers = obedient("order", 1), obedient("firm", 3, **firms or {}), obedient("employee", 12, **employees)
    return Superorganism(quiet_world(*layers, **settings), rng=2)


def efficiencies(world: Superorganism, ticks: int) -> list[float]:
    world.run_for(ticks)
    return [float(x) for x in world.measures["efficiency"]]


def turn(at: int, angle: float, first: int = 0, second: int = 1) -> dict[str, Any]:
    return {"at": at, "rotate": {"features": [first, second], "angle": angle}}


@pytest.mark.parametrize("angle", [0.3, -1.2, np.pi / 2, np.pi])
def test_the_cosine(angle: float) -> None:
    for rule, after in (("budget", np.cos), ("cost", lambda x: 2 * np.cos(x) - 1)):
        found = efficiencies(shifted([turn(2, angle), turn(4, 0.5)], {}, effort_rule=rule), 6)
        expected = [1.0, 1.0, after(angle), after(angle), after(angle + 0.5), after(angle + 0.5)]
        np.testing.assert_allclose(found, expected, rtol=0, atol=1e-9)


def test_a_turn_that_does_not_touch_the_intent() -> None:
    np.testing.assert_allclose(efficiencies(shifted([turn(1, 1.0, 1, 2)], {}), 3), 1.0, rtol=0, atol=1e-9)


def test_any_response() -> None:
    rng = np.random.default_rng(3)
    before, w = rng.normal(size=(3, 3)), np.array([1.0, -2, 0.5])
    rotation = np.eye(3)
    rotation[[0, 2, 2, 0], [0, 2, 0, 2]] = np.cos(0.7), np.cos(0.7), np.sin(0.7), -np.sin(0.7)
    found = efficiencies(shifted([turn(1, 0.7, 0, 2)], {}, response=before.tolist(), intent=w.tolist()), 2)[-1]
    planned, best = before.T @ w, (rotation @ before).T @ w
    assert found == pytest.approx(planned @ best / np.linalg.norm(planned) / np.linalg.norm(best), abs=1e-9)


def test_hidden_directions_cost_nothing_until_they_return() -> None:
    """A projection hides a feature: who plans as before still does what counts, per effort less of it."""
    w = np.array([1.0, 1, 0]) / np.sqrt(2)
    found = efficiencies(shifted([{"at": 1, "project": [[1.0, 0, 0]]}], {}, intent=[1.0, 1, 0]), 2)
    # q = Πw = (1, 0, 0)/√2, e = w: cos(q, w)
    np.testing.assert_allclose(found, [1.0, w[0]], rtol=0, atol=1e-9)


@pytest.mark.parametrize("insight", [True, False])
def test_newcomers_are_given_their_parents_model(insight: bool) -> None:
    """All are replaced in every tick: with insight the first generation born after the shift knows, without it none ever."""
    everyone = {"selection": "truncation(turnover=1, parents=1)"}
    found = efficiencies(shifted([turn(3, 0.8)], everyone, {"insight": insight}), 8)
    late = 1.0 if insight else np.cos(0.8)
    np.testing.assert_allclose(found, [1, 1, 1, np.cos(0.8), late, late, late, late], rtol=0, atol=1e-9)


def test_planners_think_with_their_parents_model_of_now() -> None:
    """Only the prior is frozen; the more plans they try around it, the less of the shift is lost."""
    lost = []
    for plans in (1, 16, 400):
        planners = {"strategies": {"planner": 1.0}, "plans": plans}
        lost.append(1 - efficiencies(shifted([turn(1, 1.0)], planners), 3)[-1])
    assert lost[0] == pytest.approx(1 - np.cos(1.0), abs=1e-9)
    assert lost[0] > 2 * lost[1] > 4 * lost[2]
