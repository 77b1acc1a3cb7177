"""λ = 1. A leaf made under R_0 plans e = unit(R_0ᵀ w). After a rotation by θ in a plane that holds w what it works for and
what it does part by that angle: η = cos θ under budget, 1 - |Rᵀw - R_0ᵀw|²/|Rᵀw|² = 2 cos θ - 1 under cost, R_0 = I.
"""

from collections.abc import Iterator
from typing import Any

import numpy as np

from superorganisms.scenarios.bibliography import Source
from superorganisms.scenarios.evidence.finding import Finding, all_exact, exact
from superorganisms.scenarios.evidence.small_worlds import obedient, world_of

GROUP = "literature"
CLAIM = "Who acts by a model of yesterday's world keeps the cosine of the angle by which the world has turned."
SOURCES = (
    Source("lucas-1976", "Relations that held under the old regime are no guide under the new."),
    Source("manheim-2018", "Causal Goodhart."),
)
AXES = ("angle by which the world has turned", "efficiency")


def efficiencies(
    regimes: list[dict[str, Any]], ticks: int, employees: dict[str, Any] | None = None, **world: Any
) -> list[float]:
    """η tick by tick, under a schedule; `insight` is that of the firms."""
    firms = {"insight": world.pop("insight", True)}
    settings = {"features": 3, "intent": [1.0, 0, 0], "regimes": regimes} | world
    layers = obedient("order", 1), obedient("firm", 3, **firms), obedient("employee", 12, **employees or {})
    return [float(one) for one in world_of(*layers, seed=2, ticks=ticks, **settings).measures["efficiency"]]


def turn(at: int, angle: float, first: int = 0, second: int = 1) -> dict[str, Any]:
    """A rotation in the plane of two features."""
    return {"at": at, "rotate": {"features": [first, second], "angle": angle}}


def measure() -> Iterator[Finding]:
    """The curve under both rules, a turn beside the intent, any response, and who is told by whom."""
    for angle in (0.3, 0.8, np.pi / 2, 2.2, np.pi):
        for rule, expected in (("budget", float(np.cos(angle))), ("cost", float(2 * np.cos(angle) - 1))):
            found = efficiencies([turn(1, angle)], 2, effort_rule=rule)[-1]
            yield exact(f"θ = {angle:.2f}, {rule}", expected, found).placed(angle, rule)
    yield exact("a turn beside the intent", 1.0, efficiencies([turn(1, 1.0, 1, 2)], 3)[-1])
    rng = np.random.default_rng(3)
    before, w, rotation = rng.normal(size=(3, 3)), np.array([1.0, -2, 0.5]), np.eye(3)
    rotation[[0, 2, 2, 0], [0, 2, 0, 2]] = np.cos(0.7), np.cos(0.7), np.sin(0.7), -np.sin(0.7)
    planned, best = before.T @ w, (rotation @ before).T @ w
    cosine = planned @ best / np.linalg.norm(planned) / np.linalg.norm(best)
    found = efficiencies([turn(1, 0.7, 0, 2)], 2, response=before.tolist(), intent=w.tolist())[-1]
    yield exact("any response", float(cosine), found)
    everyone = {"selection": "truncation(turnover=1, parents=1)"}
    for insight, late in ((True, 1.0), (False, np.cos(0.8))):
        seen = efficiencies([turn(3, 0.8)], 6, everyone, insight=insight)
        course = [1, 1, 1, np.cos(0.8), late, late]
        yield all_exact(f"newcomers, parents {'with' if insight else 'without'} insight", course, seen)
