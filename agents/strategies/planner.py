"""Planner: a selected heuristic proposes, exact play-forward chooses: thinking fast and slow.

The world has no memory, so one step of play-forward is all (Anthony, Tian and Barber 2017; Kahneman 2011).
"""

import numpy as np

from superorganisms.agents.columns import Clock, Columns, Minds, Traits
from superorganisms.agents.planning import saturate
from superorganisms.agents.strategies.direct import aim as aim
from superorganisms.arrays import Floats, Ints
from superorganisms.compiled import kernel
from superorganisms.declared import Option
from superorganisms.noise import Purpose, fill_normal
from superorganisms.vectors import ONLY, scale_to

NAME = "planner"
SENTENCE = "tries variations of the plan that it was born with in its parent's model of now, and carries out the best"
RULES = ("budget",)
BORROWS = True
REMEMBERS = True
OPTIONS = (
    Option("plans", 16, 1, 10_000, "plans", "how many plans are compared, that of its birth among them", whole=True),
    Option("breadth", 0.5, 0.0, 1e6, "1", "how far plans stray from the one that it was born with, standard deviation"),
)
_PLANS = np.int64(Purpose.PLANS)


@kernel
def born(rows: Ints, layer: Columns, letters: Floats, minds: Minds, traits: Traits) -> None:
    """The prior unit(Mᵀ c_p), frozen for life."""
    for i in rows:
        parent = layer.parents[i]
        for column in range(letters.shape[1]):
            total = 0.0
            for row in range(letters.shape[1]):
                total += letters[parent, row] * minds.models[layer.models[i], row, column]
            layer.memories[i, column] = total
        scale_to(layer.memories, i, 1.0)


@kernel
def promise(plans: Floats, j: int, aims: Floats, i: int, models: Floats, which: int, capacity: Floats, done: Floats) -> float:
    """v_i · (P M f(e)), e the row j of plans, done (1, K) = f(e)."""
    total = 0.0
    for row in range(capacity.shape[0]):
        if capacity[row] != 0.0:
            outcome = 0.0
            for column in range(capacity.shape[0]):
                outcome += models[which, row, column] * done[0, column]
            total += aims[i, row] * outcome
    return total


@kernel
def effort(
    rows: Ints, layer: Columns, above: Columns, minds: Minds, values: tuple[float, float], traits: Traits, clock: Clock
) -> None:
    """The best by v · (M f(e)) of skill · prior and skill · unit(prior + breadth · z), z anew for each plan."""
    count, features = int(values[0]), layer.efforts.shape[1]
    z, plans, done = np.empty((count - 1) * features), np.empty((1, features)), np.empty((1, features))
    for i in rows:
        fill_normal(z, clock.seed, _PLANS, traits.number, np.uint64(layer.keys[i]), clock.tick)
        best = 0.0
        for number in range(count):
            for k in range(features):
                plans[0, k] = layer.memories[i, k]
                if number > 0:
                    plans[0, k] += values[1] * z[(number - 1) * features + k]
            scale_to(plans, ONLY, float(layer.slot_skill[i]))
            saturate(plans, ONLY, traits.saturation, done, ONLY)
            which = int(above.models[layer.parents[i]])
            value = promise(plans, ONLY, layer.aims, i, minds.models, which, minds.capacity, done)
            if number == 0 or value > best:
                best = value
                for k in range(features):
                    layer.efforts[i, k] = plans[0, k]
