"""How far leaks move aims: what blankets let through, seen in what units try for (MODEL.md section 6)."""

from collections.abc import Mapping

import numpy as np

from superorganisms.agents.columns import Columns
from superorganisms.agents.strategies import flags
from superorganisms.arrays import Bools, Floats
from superorganisms.compiled import kernel
from superorganisms.model.measures import Column
from superorganisms.model.parameters import Parameters
from superorganisms.model.state import State
from superorganisms.vectors import length

_RIGHT_ANGLE = np.sqrt(2.0)


def columns(parameters: Parameters) -> Mapping[str, Column]:
    """LAYER.leaked."""
    words = "how far leaks moved a unit's aim in this tick, in the mean: 0 not at all, 1 by a right angle or more"
    return {f"{layer.name}.leaked": Column(words, 0, 1, "no unit of the layer has an aim") for layer in parameters.layers}


@kernel
def add_moves(start: int, stop: int, layer: Columns, aims: Floats, aiming: Bools, out: Floats) -> None:
    """Add |v' - v| / (√2 max(|v'|, |v|)), 1 at most, and a count, over units that have an aim; v (layer.aims) without leaks."""
    for i in range(start, stop):
        if aiming[layer.strategies[i]]:
            longer = max(length(aims, i), length(layer.aims, i))
            square = 0.0
            for k in range(aims.shape[1]):
                square += (aims[i, k] - layer.aims[i, k]) ** 2
            if longer > 0.0:
                out[0] += min(1.0, np.sqrt(square) / (_RIGHT_ANGLE * longer))
            out[1] += 1.0


def observe(state: State, out: Floats) -> None:
    """Where there are leaks aims are made once more without them; nothing that they are made of has changed since."""
    aiming = flags("AIMS")
    for number, layer in enumerate(state.layers):
        settings = state.settings.layers[number]
        aimed = aiming[layer.strategies].any()
        out[number] = 0.0 if aimed else np.nan
        if not aimed or not any(strength > 0.0 for _, _, strength in settings.leaks):
            continue
        aims = layer.aims.copy()
        for strategy, rows in state.cast(number):
            strategy.aim(rows, layer, settings.traits)
        moved, count = state.sums(number, 2, add_moves, layer, aims, aiming)
        layer.aims[:] = aims
        out[number] = moved / count
