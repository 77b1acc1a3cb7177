"""Controller: learns the world from its own efforts, closed loop; it acts on the real world, so it has side effects."""

import numpy as np

from superorganisms.agents.columns import Clock, Columns, Minds, Traits
from superorganisms.agents.exploring import correct, explore
from superorganisms.agents.strategies.direct import aim as aim
from superorganisms.arrays import Ints
from superorganisms.compiled import kernel
from superorganisms.declared import Option

NAME = "controller"
SENTENCE = "plans as direct does, but explores, and learns the world from what its own efforts do"
OWNS_MODEL = True
OPTIONS = (
    Option("exploration", 0.1, 0.0, 1e6, "effort", "how far an effort strays from the plan, standard deviation per feature"),
    Option("rate", 0.5, 0.0, 2.0, "1", "how much of a surprise goes into the model"),
)


@kernel
def effort(
    rows: Ints, layer: Columns, above: Columns, minds: Minds, values: tuple[float, ...], traits: Traits, clock: Clock
) -> None:
    """As direct, plus exploration · z, cut to skill."""
    z, models, efforts = np.empty(layer.efforts.shape[1]), minds.models, layer.efforts
    for i in rows:
        which, key, skill = int(layer.models[i]), np.uint64(layer.keys[i]), float(layer.skill[i])
        explore(i, layer.aims, models, which, skill, values[0], traits, key, clock, z, efforts)


@kernel
def learn(rows: Ints, layer: Columns, minds: Minds, values: tuple[float, ...], traits: Traits) -> None:
    """M += rate · P (x - M e) eᵀ/|e|²: a share of the least change that explains the outcome (Kaczmarz 1937).

    Widrow and Hoff 1960 for the rule as learning.
    """
    for i in rows:
        correct(i, layer.efforts, layer.outcomes, minds.models, int(layer.models[i]), minds.capacity, values[1])
