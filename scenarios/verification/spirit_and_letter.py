"""Closed form 2. All obey, so effort is Rᵀ c_*, θ its angle to q = Rᵀ w. Budget: only the direction counts, η = cos θ. Cost:
η = 1 - |q - b a|²/|q|², which is largest, cos²θ, at b* = q·a/a·a.
"""

from collections.abc import Iterator
from typing import Any

import numpy as np

from superorganisms.arrays import Floats
from superorganisms.scenarios.bibliography import Source
from superorganisms.scenarios.evidence.finding import Finding, exact
from superorganisms.scenarios.evidence.small_worlds import efficiency, obedient, world_of

GROUP = "theory"
ORDER = 2
CLAIM = "Obedience to a letter at angle θ from the spirit keeps cos θ where directions count, at best cos²θ where effort costs."
SOURCES = (
    Source("baker-1992", "Incentives on a measure that is not the objective."),
    Source("baker-2002", "Distortion is the angle between the two; the best incentive keeps its squared cosine."),
)
AXES = ("angle between spirit and letter", "efficiency")
_W = np.array([3.0, 1.0, 2.0])


def obeyed(rule: str, encoding: Floats, intent: Floats = _W, **settings: Any) -> float:
    """η where all do as the designer's letter says."""
    layers = obedient("order", 1), obedient("firm", 3), obedient("employee", 7)
    world = world_of(
        *layers,
        features=len(intent),
        intent=intent.tolist(),
        designer_encoding=encoding.tolist(),
        effort_rule=rule,
        ticks=1,
        **settings,
    )
    return efficiency(world)


def _curve() -> Iterator[Finding]:
    for angle in (0.0, 0.4, 0.9, 1.4, 2.2):
        turn = np.array([[np.cos(angle), -np.sin(angle)], [np.sin(angle), np.cos(angle)]])
        spirit = np.array([2.0, 0.0])
        found = exact(f"θ = {angle}, budget", np.cos(angle), obeyed("budget", turn, spirit))
        yield found.placed(angle, "budget")
        if angle < np.pi / 2:
            kept = obeyed("cost", turn, spirit, intensity=float(np.cos(angle)))
            yield exact(f"θ = {angle}, cost, best intensity", np.cos(angle) ** 2, kept).placed(angle, "cost")


def measure() -> Iterator[Finding]:
    """The curve, the example with b* = 1.6, and letters and responses without any order."""
    yield from _curve()
    encoding = np.diag([2 / 3, 0, 1 / 2])
    for intensity in (1.6, 1.0, 2.0):
        expected = float(1 - ((_W - intensity * encoding @ _W) ** 2).sum() / (_W @ _W))
        yield exact(f"w = (3,1,2), Dw = (2,0,1), b = {intensity}", expected, obeyed("cost", encoding, intensity=intensity))
    for seed in (1, 2):
        response, encoding = np.random.default_rng(seed).normal(size=(2, 3, 3))
        q, a = response.T @ _W, response.T @ encoding @ _W
        cosine = q @ a / np.linalg.norm(q) / np.linalg.norm(a)
        yield exact(f"any R and D ({seed}), budget", float(cosine), obeyed("budget", encoding, response=response.tolist()))
        best = {"response": (np.sign(cosine) * response).tolist(), "intensity": abs(q @ a) / (a @ a)}
        turned = np.sign(cosine) * encoding
        yield exact(f"any R and D ({seed}), cost, b*", cosine**2, obeyed("cost", turned, **best))
