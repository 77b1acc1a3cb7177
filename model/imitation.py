"""Imitation: goals move to the mean goal of the neighbours, all at once (MODEL.md section 2, step 5)."""

import numpy as np

from superorganisms.agents.columns import Columns, Traits
from superorganisms.agents.strategies import flags
from superorganisms.arrays import Bools, Floats, Ints
from superorganisms.compiled import kernel
from superorganisms.model.state import State
from superorganisms.vectors import settle


@kernel
def approach(
    start: int, stop: int, goals: Floats, before: Floats, offsets: Ints, neighbours: Ints, traits: Traits, learning: Bools
) -> None:
    """g_i <- [g_i + ι (mean of the neighbours' g - g_i)], neighbours of i in rows offsets[i]..offsets[i+1] (DeGroot 1974)."""
    for i in range(start, stop):
        count = offsets[i + 1] - offsets[i]
        if count == 0 or not learning[i]:
            continue
        for k in range(goals.shape[1]):
            mean = 0.0
            for at in range(offsets[i], offsets[i + 1]):
                mean += before[neighbours[at], k]
            goals[i, k] += traits.imitation * (mean / count - goals[i, k])
        settle(goals, i, traits.sphere)


@kernel
def approach_family(
    start: int, stop: int, goals: Floats, before: Floats, families: Ints, parents: Ints, traits: Traits, learning: Bools
) -> None:
    """The same where all siblings are neighbours: their mean without i is worked out from the family's sum."""
    total = np.empty(goals.shape[1])
    parent, count = -1, 0
    for i in range(start, stop):
        if parents[i] != parent:
            parent = parents[i]
            count = families[parent + 1] - families[parent]
            total[:] = 0.0
            for j in range(families[parent], families[parent + 1]):
                for k in range(total.shape[0]):
                    total[k] += before[j, k]
        if count < 2 or not learning[i]:
            continue
        for k in range(total.shape[0]):
            mean = (total[k] - before[i, k]) / (count - 1)
            goals[i, k] += traits.imitation * (mean - goals[i, k])
        settle(goals, i, traits.sphere)


def _learning(layer: Columns, lone: int) -> Bools:
    learning = flags("LEARNS")[layer.strategies]
    return learning if lone < 0 else learning & (np.arange(len(learning)) == lone)


def imitate(state: State, number: int) -> Floats | None:
    """Let a layer imitate; the goals (n, K) as they were before, None if it doesn't."""
    layer, settings = state.layers[number], state.settings.layers[number]
    if settings.traits.imitation == 0.0:
        return None
    before, learning = layer.goals.copy(), _learning(layer, state.lone(number))
    if settings.network is None:
        ties = (layer.families, layer.parents)
        state.each_block(number, approach_family, layer.goals, before, *ties, settings.traits, learning)
    else:
        state.each_block(number, approach, layer.goals, before, *settings.network, settings.traits, learning)
    return before
