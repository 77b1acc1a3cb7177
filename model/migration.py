"""Migration: who is hired from a sibling family, and which slots' occupants change places (MODEL.md section 2, step 4).

A group is all families of a layer whose parents are siblings: units move only among those who have the same grandparent.
Wright 1931.
"""

import numpy as np

from superorganisms.agents.columns import Clock
from superorganisms.arrays import Ints, Keys
from superorganisms.compiled import kernel
from superorganisms.model.state import State
from superorganisms.model.succession import relocate
from superorganisms.noise import DESIGNER_KEY, Purpose, uniform
from superorganisms.vectors import FIRST

_RECRUIT, _SWAP, _SECOND = np.int64(Purpose.RECRUIT), np.int64(Purpose.SWAP), np.int64(1)


@kernel
def recruit(
    share: float, number: int, keys: Keys, parents: Ints, groups: Ints, group_of: Ints, clock: Clock, out: Ints
) -> None:
    """The family that each slot's next occupant descends from: with probability `share` another one of its group.

    keys, parents, out (n,); groups offsets of the groups among the families, group_of (families,) which one each is in.
    """
    for i in range(out.shape[0]):
        home = parents[i]
        first = groups[group_of[home]]
        others = groups[group_of[home] + 1] - first - 1
        out[i] = home
        if others > 0 and uniform(clock.seed, _RECRUIT, number, keys[i], clock.tick, FIRST) < share:
            lot = uniform(clock.seed, _RECRUIT, number, keys[i], clock.tick, _SECOND)
            elsewhere = first + min(others - 1, int(lot * others))
            out[i] = elsewhere + 1 if elsewhere >= home else elsewhere


def sources(state: State, number: int) -> Ints:
    """For each slot of a layer the family that its next occupant descends from."""
    settings, layer, above = state.settings.layers[number], state.layers[number], state.layers[number - 1]
    found = np.empty(len(layer), np.int64)
    recruit(settings.recruit, number, layer.keys, layer.parents, above.families, above.parents, state.clock, found)
    return found


@kernel
def shuffle(share: float, number: int, keys: Keys, groups: Ints, clock: Clock, order: Ints) -> None:
    """In each group ⌊share · n/2 + U⌋ uniform pairs change places: order[i] becomes the slot whose occupant comes to i.

    keys (groups,) address of each group's draws; groups its offsets among the n slots; order (n,) rising from 0.
    """
    for group in range(groups.shape[0] - 1):
        start, n = groups[group], groups[group + 1] - groups[group]
        lot = uniform(clock.seed, _SWAP, number, keys[group], clock.tick, FIRST)
        pairs = min(n // 2, int(share * n / 2.0 + lot))
        drawn = np.arange(start, start + n)
        for j in range(2 * pairs):  # the head of a Fisher-Yates shuffle
            lot = uniform(clock.seed, _SWAP, number, keys[group], clock.tick, np.int64(j + 1))
            other = min(n - 1, j + int(lot * (n - j)))
            drawn[j], drawn[other] = drawn[other], drawn[j]
        for pair in range(pairs):
            one, other = drawn[2 * pair], drawn[2 * pair + 1]
            order[one], order[other] = other, one


def swap(state: State, number: int) -> None:
    """Occupants of a layer change places within their groups, with all that they are."""
    settings, layer, above = state.settings.layers[number], state.layers[number], state.layers[number - 1]
    keys = state.layers[number - 2].keys if number > 1 else np.array([DESIGNER_KEY])
    groups = layer.families[above.families]
    order = np.arange(len(layer))
    shuffle(settings.swap, number, keys, groups, state.clock, order)
    relocate(state, number, order)
