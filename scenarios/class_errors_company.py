"""Units whose classes are known, put before an outsider: the people of the study of class errors.

In equal numbers of each kind, with goals uniform on the sphere within their kind: `aligned` (B >= θ in every regime), `proxy`
(in the first regime only), `other` (not even there), and deceivers with the goals of the third kind. All are under one letter.
In the first regime three pairs of features can't be told apart; each further one parts a pair, until nothing is hidden. What
units are is what world.classify() says of them.
"""

from dataclasses import dataclass
from math import sqrt
from typing import Any

import numpy as np

from superorganisms.arrays import Floats
from superorganisms.model.behaviour.conduct import Conduct
from superorganisms.model.behaviour.outsider import alignment, passes
from superorganisms.model.parameters import LayerParameters, Parameters
from superorganisms.model.world import Superorganism
from superorganisms.noise import Purpose, each_normal
from superorganisms.scenarios.library.pseudo_alignment import FEATURES, PAIRS
from superorganisms.scenarios.matrices import mixed

REGIMES: Floats = np.array([mixed(FEATURES, PAIRS[parted:]) for parted in range(len(PAIRS) + 1)])
LETTER: Floats = np.array([feature in {wanted for wanted, _ in PAIRS} for feature in FEATURES]) / sqrt(len(PAIRS))
KINDS = ("aligned", "proxy", "other")
_NOBODY = 255  # a layer that no world has: goals, and the outsider's errors, are drawn there
_BATCH = 8192  # goals drawn at once


@dataclass(frozen=True)
class Company:
    """n units before the outsider: what they are, what they did in each regime (regimes, ticks, n, K), and his errors."""

    truths: np.ndarray[Any, Any]
    worst: Floats  # (n,) B of the goal in the worst of all regimes
    efforts: Floats
    errors: Floats  # (ticks, n, K), standard normal


def people(count: int, seed: int) -> tuple[Floats, list[str]]:
    """Goals (4 count, K) and strategies: honest units of each kind, and deceivers with the same goals as the third kind."""
    aligned, proxy, other = (goals(kind, count, seed) for kind in KINDS)
    return np.concatenate([aligned, proxy, other, other]), ["direct"] * (3 * count) + ["deceiver"] * count


def goals(kind: str, count: int, seed: int) -> Floats:
    """So many goals (count, K) uniform on the sphere among those of a kind: aligned, proxy or other."""
    found: list[Floats] = []
    while sum(map(len, found)) < count:
        keys = np.arange(len(found) * _BATCH, (len(found) + 1) * _BATCH, dtype=np.uint64)
        units = _normals(keys, 0, Purpose.POOL, seed)
        units /= np.linalg.norm(units, axis=1, keepdims=True)
        found.append(units[_kinds(units) == KINDS.index(kind)])
    return np.concatenate(found)[:count]


def _normals(keys: Any, tick: int, purpose: Purpose, seed: int) -> Floats:
    """Standard normal numbers (n, K), each at an address of its own."""
    z = np.empty((len(FEATURES), len(keys)))
    for feature, row in enumerate(z):
        each_normal(row, np.uint64(seed), purpose, _NOBODY, keys, tick, feature)
    return np.ascontiguousarray(z.T)


def _kinds(candidates: Floats) -> np.ndarray[Any, np.dtype[np.int64]]:
    passed = passes(candidates, np.broadcast_to(LETTER, candidates.shape), REGIMES)
    return np.where(passed.all(axis=0), 0, np.where(passed[0], 1, 2))


def world(
    goals: Floats, strategies: list[str], regime: int, follows: float, *, seed: int, rule: str = "budget"
) -> Superorganism:
    """Units with these goals under one letter, born knowing a regime; nobody is selected, nobody learns."""
    employee = LayerParameters(
        name="employee",
        size=len(goals),
        goal=goals.tolist(),
        strategies=strategies,
        compliance=follows,
        audit=follows,
        selection="none",
    )
    parameters = Parameters(
        features=FEATURES,
        intent=LETTER.tolist(),
        response=REGIMES[regime].tolist(),
        shift_set=REGIMES.tolist(),
        effort_rule=rule,
        layers=(LayerParameters(name="order", compliance=1.0), employee),
    )
    return Superorganism(parameters, rng=seed)


def company(
    goals: Floats, strategies: list[str], follows: float, *, regimes: int, ticks: int, seed: int, rule: str = "budget"
) -> Company:
    """What units are, by the world of the first regime, and what they do, from a world of each regime."""
    efforts, first = [], None
    for regime in range(regimes):
        one = world(goals, strategies, regime, follows, seed=seed, rule=rule)
        conduct = Conduct(one, ticks=ticks)
        conduct.run(ticks)
        efforts.append(conduct.efforts)
        first = first or one
    assert first is not None
    leaves = first.layers[-1]
    errors = np.stack([_normals(leaves.keys, tick, Purpose.EXPLORATION, seed) for tick in range(1, ticks + 1)])
    worst = alignment(leaves.goals, np.broadcast_to(LETTER, leaves.goals.shape), REGIMES).min(axis=0)
    return Company(first.classify()[-1], worst, np.stack(efforts), errors)
