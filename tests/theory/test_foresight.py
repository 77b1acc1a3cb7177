"""Embedded agency: a parent who minds its children's goals cancels them, as far as its model and the letter's grip reach.

h = (1-λ) P ḡ. Cost: the children's mean aim is v + (1-λ)(ḡ - Pḡ), v itself with a full model. Budget: where |h| < λ, or the
goals pull the right way, the children's common aim is v; else the angle that is left is α - arcsin(λ/|h|), α that from goals
to v. Against it stands the telephone, λ/√(λ²+(1-λ)²) per layer. Demski and Garrabrant 2019 on agents embedded in their world.
"""

from typing import Any

import numpy as np
import pytest

from superorganisms import Superorganism
from tests.theory.worlds import obedient, quiet, quiet_world


def led(goals: Any, compliance: float, rule: str, firm: dict[str, Any] | None = None, features: int = 4) -> Superorganism:
    """Two firms, who want the first feature, and three employees each."""
    firms = obedient("firm", 2, **({"foresight": True} | (firm or {})))
    layers = obedient("order", 1), firms, quiet("employee", 6, goal=goals, compliance=compliance)
    settings = {"features": features, "intent": [1.0] + [0.0] * (features - 1), "effort_rule": rule}
    world = Superorganism(quiet_world(*layers, **settings, goal_geometry="free" if rule == "cost" else "sphere"), rng=1)
    world.step()
    return world


@pytest.mark.parametrize("compliance", [0.1, 0.5, 0.9, 1.0])
@pytest.mark.parametrize("capacity", [4, 2, 0])
def test_cost(compliance: float, capacity: int) -> None:
    goals = np.random.default_rng(5).normal(size=(6, 4))
    world = led(goals, compliance, "cost", {"capacity": capacity})
    w, mean = np.array([1.0, 0, 0, 0]), goals.reshape(2, 3, 4).mean(axis=1)
    unseen = mean * (np.arange(4) >= capacity)
    aims = world.layers[2].aims
    np.testing.assert_allclose(aims.reshape(2, 3, 4).mean(axis=1), w + (1 - compliance) * unseen, rtol=0, atol=1e-9)
    within = (1 - compliance) ** 2 * ((goals.reshape(2, 3, 4) - mean[:, None]) ** 2).sum(axis=-1).mean()
    between = (1 - compliance) ** 2 * (unseen**2).sum(axis=-1).mean()
    assert world.row()["efficiency"] == pytest.approx(1 - within - between, abs=1e-9)


def test_cost_without_any_grip() -> None:
    world = led(np.ones((6, 4)), 0.0, "cost")
    np.testing.assert_allclose(world.layers[1].letters, [[1.0, 0, 0, 0]] * 2, rtol=0, atol=1e-9)
    np.testing.assert_allclose(world.layers[2].aims, 1.0, rtol=0, atol=1e-9)


def test_cost_in_every_layer() -> None:
    """Foresight all the way down: mean effort is w whatever anybody wants, and however little the letters bear."""
    layers = [
        quiet(name, size, spread=0.8, compliance=0.2, foresight=size < 12)
        for name, size in (("order", 1), ("government", 2), ("firm", 4), ("employee", 12))
    ]
    layers[0] = obedient("order", 1, foresight=True)
    parameters = quiet_world(*layers, features=3, intent=[1.0, -2, 0.5], effort_rule="cost", goal_geometry="free")
    world = Superorganism(parameters, rng=3)
    world.step()
    np.testing.assert_allclose(world.layers[3].efforts.mean(axis=0), [1.0, -2, 0.5], rtol=0, atol=1e-9)


@pytest.mark.parametrize("angle", [0.2, 0.7, np.pi / 2, 2.5, np.pi])
@pytest.mark.parametrize("compliance", [0.05, 0.2, 0.45, 0.55, 0.8, 1.0])
def test_budget(angle: float, compliance: float) -> None:
    world = led([np.cos(angle), np.sin(angle), 0.0, 0.0], compliance, "budget")
    reach = np.arcsin(min(1.0, compliance / (1 - compliance))) if compliance < 0.5 else np.pi
    expected = np.cos(max(0.0, angle - reach)) if compliance < 0.5 else 1.0
    assert world.row()["efficiency"] == pytest.approx(expected, abs=1e-9)
    plain = led([np.cos(angle), np.sin(angle), 0.0, 0.0], compliance, "budget", {"foresight": False})
    pull = (1 - compliance) * np.exp(1j * angle) + compliance
    assert plain.row()["efficiency"] == pytest.approx(pull.real / abs(pull) if abs(pull) > 1e-12 else 0.0, abs=1e-9)
    assert plain.row()["efficiency"] <= expected + 1e-9


@pytest.mark.parametrize("compliance", [0.5, 0.7])
def test_budget_within_the_capacity(compliance: float) -> None:
    """Goal (0, a, b): the firms see a and pull against it, not b: η = β/√(β²+(1-λ)²b²), β² = λ² - (1-λ)²a²."""
    a, b = 0.6, 0.8
    world = led([0.0, a, b, 0.0], compliance, "budget", {"capacity": ["feature 1", "feature 2"]})
    reach = np.sqrt(compliance**2 - ((1 - compliance) * a) ** 2)
    assert world.row()["efficiency"] == pytest.approx(reach / np.hypot(reach, (1 - compliance) * b), abs=1e-9)


def test_budget_with_children_who_differ() -> None:
    """Only the mean goal is cancelled: what they differ in stays."""
    angle, compliance = 0.5, 0.6
    layers = obedient("order", 1), obedient("firm", 1, foresight=True)
    goals = [[0.0, np.cos(angle), sign * np.sin(angle)] for sign in (1, -1)]
    employees = quiet("employee", 2, goal=goals, compliance=compliance)
    world = Superorganism(quiet_world(*layers, employees, features=3, intent=[1.0, 0, 0]), rng=1)
    world.step()
    reach = np.sqrt(compliance**2 - ((1 - compliance) * np.cos(angle)) ** 2)
    expected = reach / np.hypot(reach, (1 - compliance) * np.sin(angle))
    assert world.row()["efficiency"] == pytest.approx(expected, abs=1e-9)
