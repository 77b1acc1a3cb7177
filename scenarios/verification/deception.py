"""Closed form 5. A deceiver recognised audit earns 1, an unrecognised one k = cos(g, c), the honest h = cos(v, c): with
linear fitness the deceivers' mean is higher iff detection > (h - k)/(1 - k).

In a family of n deceivers' numbers are a Markov chain: of j deceivers b recognise the audit (binomial), and the next n are
drawn in proportion to fitness (binomial again).
"""

from collections.abc import Iterator

import numpy as np

from superorganisms.arrays import Floats
from superorganisms.laws import effort, metric
from superorganisms.scenarios.bibliography import Source
from superorganisms.scenarios.evidence.finding import Finding, exact, mean
from superorganisms.scenarios.evidence.small_worlds import after, binomial, obedient, quiet, world_of

GROUP = "theory"
ORDER = 5
CLAIM = "Deceivers spread iff they recognise more than (h - k)/(1 - k) of the audits."
SOURCES = (Source("hubinger-2019", "Deceptive alignment pays where training can be told from deployment (section 4)."),)
REPLICATES, QUICK = 6000, 1500  # families
AXES = ("audits recognised", "share of deceivers after 8 ticks, from one half")
_N, _S, _TICKS = 16, 2.0, 8


def earnings(k: float, compliance: float) -> tuple[float, float, float]:
    """Metrics of a deceiver who recognises the audit, of one who doesn't, and of the honest, by the laws alone."""
    goal, letter = np.array([np.sqrt(1 - k * k), k]), np.array([0.0, 1.0])
    aims = letter, goal, (1 - compliance) * goal + compliance * letter
    seen, unseen, honest = (float(metric(effort(aim), letter)) for aim in aims)
    return seen, unseen, honest


def border(k: float, compliance: float) -> float:
    """(h - k)/(1 - k)."""
    h = ((1 - compliance) * k + compliance) / np.sqrt(
        (1 - compliance) ** 2 + compliance**2 + 2 * compliance * (1 - compliance) * k
    )
    return float((h - k) / (1 - k))


def chain(k: float, compliance: float, detection: float) -> Floats:
    """(n + 1, n + 1) chances of one number of deceivers to follow another."""
    h = border(k, compliance) * (1 - k) + k
    fit, unfit, honest = 1 + _S, 1 + _S * k, 1 + _S * h
    steps = np.zeros((_N + 1, _N + 1))
    for j in range(_N + 1):
        b = np.arange(j + 1)
        deceivers = b * fit + (j - b) * unfit
        steps[j] = binomial(j, detection) @ binomial(_N, deceivers / (deceivers + (_N - j) * honest))
    return steps


def spread(families: int, k: float, compliance: float, detection: float, seed: int) -> Floats:
    """Share of deceivers in each family after some ticks, half of it at first."""
    goal = [float(np.sqrt(1 - k * k)), k]
    units = {"goal": goal, "compliance": compliance, "detection": detection}
    half = {
        "strategies": ["deceiver", "direct"] * (_N // 2 * families),
        "selection": f"wright_fisher(s={_S}, fitness='linear')",
    }
    layers = obedient("order", 1), obedient("firm", families), quiet("employee", families * _N, **units, **half)
    world = world_of(*layers, features=2, intent=[0.0, 1.0], seed=seed, ticks=_TICKS)
    deceives = world.layers[2].strategies == world.strategy_names.index("deceiver")
    return np.asarray(deceives.reshape(families, _N).mean(axis=1))


def measure(replicates: int, seed: int) -> Iterator[Finding]:
    """At the border both earn the same; around it the whole chain in the world."""
    for k, compliance in ((0.0, 0.5), (0.5, 0.3), (0.9, 0.5)):
        seen, unseen, honest = earnings(k, compliance)
        yield exact(f"border, k = {k}, λ = {compliance}", border(k, compliance), (honest - unseen) / (seen - unseen))
    numbers = np.arange(_N + 1)
    for k, compliance in ((0.0, 0.5), (0.3, 0.7)):
        edge = border(k, compliance)
        for detection in (edge - 0.25, edge, min(1.0, edge + 0.25)):
            found = spread(replicates, k, compliance, detection, seed)
            expected = float(after(chain(k, compliance, detection), _TICKS, _N // 2) @ numbers / _N)
            label = f"k = {k}, λ = {compliance}"
            yield mean(f"{label}, detection {detection:.3f}", expected, found).placed(detection, label)
