"""Closed form 12. The agent maximises β·x - xᵀCx/2 - (r/2) βᵀΣβ over outcomes x: x = C⁻¹β. The principal then maximises B·x -
xᵀCx/2 - (r/2) βᵀΣβ over β: C⁻¹B - C⁻¹β - rΣβ = 0, so β* = (I + r C Σ)⁻¹ B.
"""

from collections.abc import Iterator

import numpy as np

from superorganisms import laws
from superorganisms.scenarios.bibliography import Source
from superorganisms.scenarios.evidence.finding import Finding, all_exact, exact

GROUP = "theory"
ORDER = 12
CLAIM = "The best incentives for several tasks are (I + r C Σ)⁻¹ B: noise in one task weakens those for its substitutes."
SOURCES = (Source("holmstrom-1991", "Equation 5."),)
AXES = ("variance of the second task's measure", "best incentive")
_SUBSTITUTES = np.array([[1.0, 0.5], [0.5, 1.0]])
_RESPONSE = np.linalg.cholesky(np.linalg.inv(_SUBSTITUTES))  # C = (R Rᵀ)⁻¹
_BENEFIT = np.array([1.0, 1.0])


def surplus(incentives: np.ndarray, response: np.ndarray, noise: np.ndarray, r: float) -> float:
    """What is left for both where the agent answers with effort Rᵀβ."""
    effort = response.T @ incentives
    return float(_BENEFIT @ response @ effort - effort @ effort / 2 - r / 2 * incentives @ noise @ incentives)


def measure() -> Iterator[Finding]:
    """The example (1/3, 1/6), the curve by hand for two tasks, and that no incentives around the best do better."""
    for variance in (0.0, 1.0, 4.0, 25.0):
        # By Cramer's rule: (I + CΣ) = [[2, v/2], [1/2, 1 + v]] with Σ = diag(1, v), r = 1
        determinant = 2 * (1 + variance) - variance / 4
        expected = np.array([1 + variance - variance / 2, 2 - 0.5]) / determinant
        ours = laws.multitask(_BENEFIT, _RESPONSE, [1.0, variance], risk_aversion=1.0)
        for task in (0, 1):
            found = exact(f"variances 1 and {variance:g}: task {task + 1}", expected[task], ours[task])
            yield found.placed(variance, f"task {task + 1}")
    yield exact(
        "no risk aversion: all that it is worth",
        2.0,
        float(laws.multitask(_BENEFIT, _RESPONSE, [1.0, 4.0], risk_aversion=0).sum()),
    )
    response, factor = np.random.default_rng(3).normal(size=(2, 2, 2))
    noise, r, step = factor @ factor.T, 0.7, 1e-3
    best = laws.multitask(_BENEFIT, response, noise, risk_aversion=r)
    slopes = [
        (surplus(best + step * one, response, noise, r) - surplus(best - step * one, response, noise, r)) / (2 * step)
        for one in np.eye(2)
    ]
    yield all_exact("any R and Σ: slope of the surplus", np.zeros(2), slopes)
