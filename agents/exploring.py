"""What controllers and fleets have in common: efforts that stray from the plan, and models that learn from them."""

import numpy as np

from superorganisms.agents.columns import Clock, Traits
from superorganisms.agents.planning import plan
from superorganisms.arrays import Floats
from superorganisms.compiled import kernel
from superorganisms.noise import Purpose, fill_normal
from superorganisms.vectors import NOTHING, dot, scale_to

_EXPLORATION = np.int64(Purpose.EXPLORATION)


@kernel
def explore(
    i: int,
    aims: Floats,
    models: Floats,
    which: int,
    skill: float,
    exploration: float,
    traits: Traits,
    key: np.uint64,
    clock: Clock,
    z: Floats,
    efforts: Floats,
) -> None:
    """e_i <- the plan through model `which`, plus exploration · z; under budget cut to skill. z (K,) is room to draw in."""
    plan(i, aims, models, which, skill, traits.budget, efforts)
    if exploration == 0.0:
        return
    fill_normal(z, clock.seed, _EXPLORATION, traits.number, key, clock.tick)
    for k in range(z.shape[0]):
        efforts[i, k] += exploration * z[k]
    if traits.budget and dot(efforts, i, efforts, i) > skill * skill:
        scale_to(efforts, i, skill)


@kernel
def correct(i: int, efforts: Floats, outcomes: Floats, models: Floats, which: int, capacity: Floats, rate: float) -> None:
    """M += rate · P (x - M e) eᵀ/|e|², M model `which`; nothing is learned from no effort."""
    square = dot(efforts, i, efforts, i)
    if square < NOTHING:
        return
    for row in range(capacity.shape[0]):
        if capacity[row] == 0.0:
            continue
        surprise = outcomes[i, row]
        for column in range(capacity.shape[0]):
            surprise -= models[which, row, column] * efforts[i, column]
        for column in range(capacity.shape[0]):
            models[which, row, column] += rate * surprise * efforts[i, column] / square
