"""Succession: what an occupant brings with it into another slot: itself, and under `lineage` all that stood below it.

MODEL.md section 2, step 4; two levels of selection, groups that reproduce as wholes: Traulsen and Nowak 2006.
"""

import numpy as np

from superorganisms.arrays import Ints
from superorganisms.model.state import State


def relocate(state: State, number: int, origins: Ints) -> None:
    """Each slot of a layer takes an exact copy of what sits in slot origins[i], as all of it stood before.

    Goal, strategy, sees_through, world model and memory; and whose descendant it is in this tick.
    """
    layer, outsiders = state.layers[number], state.outsiders[number]
    changed = np.flatnonzero(origins != np.arange(len(layer)))
    if changed.size == 0:
        return
    came = origins[changed]
    for column in (layer.goals, layer.strategies, layer.sees_through, layer.memories, layer.ancestors):
        column[changed] = column[came]
    if outsiders is not None:
        outsiders[changed] = outsiders[came]
    layer.newcomers[changed] = True
    _take_models(state, number, changed, came)


def _take_models(state: State, number: int, slots: Ints, came: Ints) -> None:
    """Shared models by their row; what changes is copied, into a row of the slot's own."""
    layer, table = state.layers[number], state.table
    held, own = layer.models[came], table.own[number]
    changing = held < table.shared
    table.models[own + slots[changing]] = table.models[held[changing]]
    layer.models[slots] = np.where(changing, own + slots, held)


def origins_below(families: Ints, origins: Ints) -> Ints:
    """Where the slots of the next layer take their occupants from, if slot i of this one took its own from origins[i].

    Child j takes what sits in child j mod (number there) of the winner. families are the offsets of the layer below.
    """
    sizes = np.diff(families)
    parents = np.repeat(np.arange(sizes.shape[0]), sizes)
    places = np.arange(parents.shape[0]) - families[parents]
    winners = origins[parents]
    found: Ints = families[winners] + places % sizes[winners]
    return found


def hand_down(state: State, number: int) -> None:
    """What stands below each new occupant of a layer takes the place of what stood below the old one.

    Below a slot whose occupant descends from its own former one, or was drawn from outside, all stays as it is.
    """
    origins = state.layers[number].ancestors
    if (origins == np.arange(origins.shape[0])).all():
        return
    for below in range(number + 1, len(state.layers)):
        origins = origins_below(state.layers[below].families, origins)
        relocate(state, below, origins)
