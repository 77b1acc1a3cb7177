"""Letters read with an error: under cost each of K features is off by misreading · z, drawn anew by each unit in each
layer, so the loss of a chain is K Σ misreading²/|w|². Under budget with K = 2 and one layer E cos is that of a noisy unit
vector (the offset normal distribution of the circle): ∫ cos(arg(1 + misreading z)) over the normal z, here by quadrature in
polar form √(π/8) κ e^(-κ²/4) (I_0 + I_1)(κ²/4), κ = 1/misreading.
"""

from collections.abc import Iterator

import numpy as np

from superorganisms.arrays import Floats
from superorganisms.scenarios.bibliography import Source
from superorganisms.scenarios.evidence.finding import Finding, mean
from superorganisms.scenarios.evidence.small_worlds import obedient, world_of

GROUP = "literature"
CLAIM = "Misread letters cost the sum of all layers' squared errors; where directions count, the offset normal's mean cosine."
SOURCES = (Source("mardia-2000", "The offset normal distribution on the circle (section 3.5.6)."),)
REPLICATES, QUICK = 20_000, 4000  # chains of command
AXES = ("misreading", "mean efficiency")


def misread(chains: int, firm: float, employee: float, features: int, rule: str, seed: int) -> Floats:
    """Effort of one employee in each of many firms; the intent is 2 of the first feature."""
    layers = obedient("order", 1), obedient("firm", chains, misreading=firm), obedient("employee", chains, misreading=employee)
    intent = [2.0] + [0.0] * (features - 1)
    world = world_of(*layers, features=features, intent=intent, effort_rule=rule, seed=seed, ticks=1)
    return np.array(world.layers[2].efforts)


def mean_cosine(misreading: float) -> float:
    """√(π/8) κ e^(-x) (I_0 + I_1)(x), x = κ²/4: e^(-x) (I_0 + I_1)(x) is the mean of e^(x (cos φ - 1)) (1 + cos φ) over φ."""
    angle = np.linspace(0.0, np.pi, 20_001)
    x = 1 / (4 * misreading**2)
    bessel = np.trapezoid(np.exp(x * (np.cos(angle) - 1)) * (1 + np.cos(angle)), angle) / np.pi
    return float(np.sqrt(np.pi / 8) / misreading * bessel)


def measure(replicates: int, seed: int) -> Iterator[Finding]:
    """Both rules."""
    for firm, employee, features in ((0.0, 0.3, 2), (0.4, 0.3, 3), (1.0, 0.0, 5)):
        efforts = misread(replicates, firm, employee, features, "cost", seed)
        loss = ((efforts - 2.0 * np.eye(features)[0]) ** 2).sum(axis=1) / 4
        yield mean(f"cost, K = {features}: {firm} then {employee}", features * (firm**2 + employee**2) / 4, loss)
    for misreading in (0.1, 0.3, 0.7, 1.5, 3.0):
        found = misread(replicates, 0.0, misreading, 2, "budget", seed)[:, 0]
        yield mean(f"budget, {misreading}", mean_cosine(misreading), found).placed(misreading, "K = 2")
