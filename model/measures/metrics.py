"""The metric that parents read, and what is done for the intent while they look and while they don't."""

from collections.abc import Mapping

import numpy as np

from superorganisms.agents.columns import Columns
from superorganisms.arrays import Floats
from superorganisms.compiled import kernel
from superorganisms.model.measures import Column
from superorganisms.model.measures._pull import pull
from superorganisms.model.measures.efficiency import NO_VALUE
from superorganisms.model.parameters import Parameters
from superorganisms.model.state import State
from superorganisms.vectors import ONLY, dot


def columns(parameters: Parameters) -> Mapping[str, Column]:
    """LAYER.metric, LAYER.audited_value, LAYER.unaudited_value."""
    found = {}
    for layer in parameters.layers:
        read, unread = "no unit of the layer was audited", "every unit of the layer was audited"
        found[f"{layer.name}.metric"] = Column("mean metric of the units audited in this tick", undefined=read)
        value = "mean attainment of the intent by the units that were {} in this tick"
        found[f"{layer.name}.audited_value"] = Column(
            value.format("audited"), None, 1, f"{read} that can do anything, or {NO_VALUE}"
        )
        found[f"{layer.name}.unaudited_value"] = Column(
            value.format("not audited"), None, 1, f"{unread}, or the others can't do anything, or {NO_VALUE}"
        )
    return found


@kernel
def add_values(start: int, stop: int, layer: Columns, intent: Floats, q: Floats, budget: bool, out: Floats) -> None:
    """Add metric and count of the audited, then value and count of those who can do something: audited, not audited.

    The value of unit i is its attainment of w: w·x_i/(s_i |q|) under budget, 1 - mean |q - e|²/|q|² under cost (MODEL.md
    section 4), which is (w·x_i - mean |e|²/2) / (|q|²/2), as w·x = q·e.
    """
    square = dot(q, ONLY, q, ONLY)
    for i in range(start, stop):
        each = dot(intent, ONLY, layer.outcomes, i)
        if budget:
            best = layer.skill[i] * np.sqrt(square)
        else:
            each, best = each - layer.costs[i], 0.5 * square
        if layer.audited[i]:
            out[0] += layer.metrics[i]
            out[1] += 1.0
        if best > 0.0:
            # Who can do nothing attains nothing that could be averaged
            at = 2 if layer.audited[i] else 4
            out[at] += each / best
            out[at + 1] += 1.0


def observe(state: State, out: Floats) -> None:
    """Means over the units of each layer."""
    q = pull(state)
    intent = np.ascontiguousarray(state.settings.intent[None])
    for number, layer in enumerate(state.layers):
        sums = state.sums(number, 6, add_values, layer, intent, q, state.settings.budget)
        for column in range(3):
            total, count = sums[2 * column], sums[2 * column + 1]
            out[3 * number + column] = total / count if count else np.nan
