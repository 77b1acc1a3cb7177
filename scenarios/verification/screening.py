"""Cost rule, free geometry, Gaussian goals: e = (1-λ) g + λ c, so m = (1-λ) c·g + λ + σ ε. The breeder's equation then has
h² = (1-λ)² s²/((1-λ)² s² + σ²), and goals respond by i (1-λ) s²/sd(m): at λ = 1 nobody's goal is selected any more.
"""

from collections.abc import Iterator

import numpy as np

from superorganisms.arrays import Floats
from superorganisms.scenarios.bibliography import Source
from superorganisms.scenarios.evidence.finding import Finding, mean
from superorganisms.scenarios.evidence.small_worlds import free_world, normal_order_means, obedient, quiet

GROUP = "literature"
CLAIM = "Incentives screen goals from selection: the closer the letter's grip, the less of a goal there is to select."
SOURCES = (
    Source("frank-1998", "Repression of competition takes selection away."),
    Source("lush-1937", "Response = heritability × differential."),
)
REPLICATES, QUICK = 10_000, 2000  # families
AXES = ("compliance", "response of the mean goal")
_SIZE, _SPREAD, _NOISE = 10, 0.7, 1.1


def one_generation(families: int, compliance: float, seed: int) -> Floats:
    """Change of each family's mean goal, in the direction of the letter and beside it, where the best two take all."""
    units = {"goal": {"around": [0.0, 0.0]}, "spread": _SPREAD * np.sqrt(2), "noise": _NOISE}
    people = quiet(
        "employee", families * _SIZE, compliance=compliance, selection="truncation(turnover=1, parents=0.2)", **units
    )
    world = free_world(obedient("order", 1), obedient("firm", families), people, seed=seed)
    before = world.layers[2].goals.copy()
    world.step()
    return np.asarray((world.layers[2].goals - before).reshape(families, _SIZE, 2).mean(axis=1))


def measure(replicates: int, seed: int) -> Iterator[Finding]:
    """Compliance from none to all."""
    best = normal_order_means(_SIZE)[-2:].mean()
    for compliance in (0.0, 0.5, 0.9, 1.0):
        free = 1 - compliance
        change = one_generation(replicates, compliance, seed)
        expected = best * free * _SPREAD**2 / np.hypot(free * _SPREAD, _NOISE)
        yield mean(f"λ = {compliance}: along the letter", expected, change[:, 0]).placed(compliance, "along the letter")
        yield mean(f"λ = {compliance}: beside it", 0.0, change[:, 1]).placed(compliance, "beside it")
