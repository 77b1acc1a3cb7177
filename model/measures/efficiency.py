"""Efficiency: what all did for the intent, as a share of the most that the same people could have done."""

from collections.abc import Mapping

import numpy as np

from superorganisms.arrays import Floats
from superorganisms.model.measures import Column
from superorganisms.model.measures._pull import best_value, pull
from superorganisms.model.parameters import Parameters
from superorganisms.model.state import State
from superorganisms.vectors import dot

NO_VALUE = "the regime gives nobody a way to serve the intent: V* = 0"


def columns(parameters: Parameters) -> Mapping[str, Column]:
    """efficiency, value, best_value."""
    return {
        "efficiency": Column("value as a share of the best value, V/V*", None, 1, NO_VALUE),
        "value": Column("what all leaves did for the intent, V, net of the cost of effort under the cost rule"),
        "best_value": Column("the most that the same people could do if all wanted the intent and knew the response, V*"),
    }


def observe(state: State, out: Floats) -> None:
    """V from the top's outcome, the average over its leaves."""
    top = state.layers[0]
    each = dot(np.ascontiguousarray(state.settings.intent[None]), 0, top.outcomes, 0)
    cost = 0.0 if state.settings.budget else float(top.costs[0])
    out[1] = float(top.leaves[0]) * (each - cost)
    out[2] = best_value(state, pull(state))
    out[0] = out[1] / out[2] if out[2] > 0.0 else np.nan
