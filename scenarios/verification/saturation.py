"""f(e) = tanh(k e)/k per feature, which no plan foresees: e = skill · unit(Rᵀ u), u the letter, so η = Σ_j q_j tanh(k
e_j)/k over skill |q|: the more one-sided the letter, the more of a large effort is in vain.
"""

from collections.abc import Iterator
from typing import Any

import numpy as np

from superorganisms.arrays import Floats
from superorganisms.scenarios.bibliography import Source
from superorganisms.scenarios.evidence.finding import Finding, exact
from superorganisms.scenarios.evidence.small_worlds import efficiency, obedient, world_of

GROUP = "literature"
CLAIM = (
    "What was right for small efforts isn't for large ones: under saturation one-sided letters lose most where most is done."
)
SOURCES = (Source("manheim-2018", "Extremal Goodhart."),)
AXES = ("skill", "efficiency")
_INTENT = np.array([3.0, -1.0, 2.0])


def saturated(k: float, skill: float, encoding: Floats, response: Floats) -> float:
    """η of a world."""
    layers = obedient("order", 1), obedient("firm", 2), obedient("employee", 5, skill=skill)
    matrices: dict[str, Any] = {"designer_encoding": encoding.tolist(), "response": response.tolist()}
    return efficiency(world_of(*layers, features=3, intent=_INTENT.tolist(), saturation=k, ticks=1, **matrices))


def closed_form(k: float, skill: float, encoding: Floats, response: Floats) -> float:
    """The same by hand."""
    q, a = response.T @ _INTENT, response.T @ encoding @ _INTENT
    effort = skill * a / np.linalg.norm(a)
    return float(q @ (np.tanh(k * effort) / k) / np.linalg.norm(q) / skill)


def measure() -> Iterator[Finding]:
    """From small to large efforts, for the whole letter and for one of one feature; and any response."""
    whole, one_sided, plain = np.eye(3), np.diag([1.0, 0, 0]), np.eye(3)
    for skill in (0.1, 1.0, 3.0, 10.0):
        for name, encoding in (("whole letter", whole), ("one feature", one_sided)):
            expected = closed_form(1.0, skill, encoding, plain)
            yield exact(f"{name}, skill {skill}", expected, saturated(1.0, skill, encoding, plain)).placed(skill, name)
    response = np.random.default_rng(4).normal(size=(3, 3))
    for k in (0.01, 3.0, 1000.0):
        yield exact(f"any response, k = {k}", closed_form(k, 1.0, whole, response), saturated(k, 1.0, whole, response))
