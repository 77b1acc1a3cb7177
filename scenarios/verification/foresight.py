"""h = (1-λ) P ḡ is what a parent expects of its children's own goals. Cost: the children's mean aim is v + (1-λ)(ḡ - Pḡ), v
itself with a full model. Budget: where λ can outweigh h the children's common aim is v; else the angle left is α -
arcsin(λ/|h|), α that from goals to v. Without foresight it is the telephone.
"""

from collections.abc import Iterator
from typing import Any

import numpy as np

from superorganisms.model.world import Superorganism
from superorganisms.scenarios.bibliography import Source
from superorganisms.scenarios.evidence.finding import Finding, all_exact, exact
from superorganisms.scenarios.evidence.small_worlds import efficiency, obedient, quiet, world_of

GROUP = "literature"
CLAIM = "A parent who minds its children's goals cancels them, as far as its model and the letter's grip reach."
SOURCES = (Source("demski-2019", "Embedded agency: a model of others can't be larger than its owner."),)
AXES = ("compliance", "efficiency")


def led(goals: Any, compliance: float, rule: str, **firm: Any) -> Superorganism:
    """Two firms, who want the first feature, and three employees each."""
    firms = obedient("firm", 2, **({"foresight": True} | firm))
    layers = obedient("order", 1), firms, quiet("employee", 6, goal=goals, compliance=compliance)
    geometry = "free" if rule == "cost" else "sphere"
    return world_of(*layers, features=4, intent=[1.0, 0, 0, 0], effort_rule=rule, goal_geometry=geometry, ticks=1)


def reached(angle: float, compliance: float) -> float:
    """η under budget, of goals at an angle to the intent."""
    reach = np.arcsin(min(1.0, compliance / (1 - compliance))) if compliance < 0.5 else np.pi
    return float(np.cos(max(0.0, angle - reach)))


def measure() -> Iterator[Finding]:
    """Under cost by capacity, under budget by compliance and angle, with foresight and without."""
    goals = np.random.default_rng(5).normal(size=(6, 4))
    mean = goals.reshape(2, 3, 4).mean(axis=1)
    for capacity in (4, 2, 0):
        for compliance in (0.1, 0.6):
            unseen = mean * (np.arange(4) >= capacity)
            aims = led(goals, compliance, "cost", capacity=capacity).layers[2].aims.reshape(2, 3, 4).mean(axis=1)
            yield all_exact(f"cost, sees {capacity} of 4, λ = {compliance}", np.eye(4)[0] + (1 - compliance) * unseen, aims)
    for angle in (0.7, 1.4, 2.5):
        goal = [np.cos(angle), np.sin(angle), 0.0, 0.0]
        for compliance in (0.1, 0.3, 0.45, 0.8):
            world, plain = (led(goal, compliance, "budget", foresight=one) for one in (True, False))
            found = exact(f"budget, {angle} rad, λ = {compliance}", reached(angle, compliance), efficiency(world))
            yield found.placed(compliance, f"{angle} rad, foresight")
            pull = (1 - compliance) * np.exp(1j * angle) + compliance
            found = exact(f"without, {angle} rad, λ = {compliance}", pull.real / abs(pull), efficiency(plain))
            yield found.placed(compliance, f"{angle} rad, without")
