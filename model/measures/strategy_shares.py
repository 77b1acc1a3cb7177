"""Who lives in a layer: the share of each strategy."""

from collections.abc import Mapping

import numpy as np

from superorganisms.agents.strategies import strategies
from superorganisms.arrays import Floats
from superorganisms.model.measures import Column
from superorganisms.model.parameters import Parameters
from superorganisms.model.state import State


def columns(parameters: Parameters) -> Mapping[str, Column]:
    """LAYER.STRATEGY_share."""
    return {
        f"{layer.name}.{name}_share": Column(f"share of the units that are {name}", 0, 1)
        for layer in parameters.layers
        for name, strategy in strategies().items()
        if strategy.ABOVE_LEAVES or layer is parameters.layers[-1]
    }


def observe(state: State, out: Floats) -> None:
    """Shares as they acted in this tick."""
    at = 0
    for layer in state.layers:
        counts = np.bincount(layer.strategies, minlength=len(strategies()))
        for code, strategy in enumerate(strategies().values()):
            if strategy.ABOVE_LEAVES or layer is state.leaves:
                out[at] = counts[code] / len(layer)
                at += 1
