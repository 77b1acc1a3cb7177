"""Act: a strategy turns aim and world model into effort, at the leaves (MODEL.md section 2, step 2)."""

import numpy as np

from superorganisms.agents.columns import Columns
from superorganisms.agents.planning import saturate
from superorganisms.arrays import Floats, Ints
from superorganisms.compiled import kernel
from superorganisms.model.state import State
from superorganisms.vectors import ONLY, apply_from, dot


@kernel
def try_out(rows: Ints, leaves: Columns, above: Columns, models: Floats, intent: Floats, saturation: float) -> None:
    """Judge efforts in the parent's model, by the intent (1, K): m = w · (M_p f(e)). Nothing is done in the world: e <- 0."""
    done, outcome = np.empty((1, intent.shape[1])), np.empty((1, intent.shape[1]))
    for i in rows:
        saturate(leaves.efforts, i, saturation, done, ONLY)
        apply_from(models, int(above.models[leaves.parents[i]]), done, ONLY, outcome, ONLY)
        leaves.metrics[i] = dot(intent, ONLY, outcome, ONLY)
        for k in range(intent.shape[1]):
            leaves.efforts[i, k] = 0.0


def act(state: State) -> None:
    """Efforts of all leaves."""
    number = len(state.layers) - 1
    leaves, above, settings = state.layers[number], state.layers[number - 1], state.settings.layers[number]
    minds = state.minds(number)
    for strategy, rows in state.cast(number):
        values = settings.options[strategy.NAME]
        strategy.effort(rows, leaves, above, minds, values, settings.traits, state.clock)
        if strategy.SANDBOXED:
            intent = np.ascontiguousarray(state.settings.intent[None])
            try_out(rows, leaves, above, minds.models, intent, settings.traits.saturation)
