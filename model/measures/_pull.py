"""q = Rᵀ w: where effort would go if all wanted the intent and knew the response."""

import numpy as np

from superorganisms.arrays import Floats
from superorganisms.model.state import State
from superorganisms.vectors import NOTHING, apply_transposed, dot


def pull(state: State) -> Floats:
    """q as a (1, K) array."""
    q = np.empty((1, state.settings.intent.shape[0]))
    apply_transposed(state.response[None], 0, np.ascontiguousarray(state.settings.intent[None]), 0, q, 0)
    if dot(q, 0, q, 0) < NOTHING:
        q[:] = 0.0
    return q


def best_value(state: State, q: Floats) -> float:
    """V*: Σ skill·|q| under budget, Σ |q|²/2 under cost: the most that the same people could do."""
    top = state.layers[0]
    square = dot(q, 0, q, 0)
    each = float(top.skill[0] * np.sqrt(square)) if state.settings.budget else 0.5 * square
    return float(top.leaves[0]) * each
