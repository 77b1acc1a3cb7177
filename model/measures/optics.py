"""What is done for the instruments alone, and what no instrument sees (MODEL.md section 4).

Optics: of what happens, the share on features that count for nothing (w_j = 0) and that the instruments react to. Side
effects: what happens on the features that no instrument anywhere reacts to, per unit of value.
"""

from collections.abc import Mapping

import numpy as np

from superorganisms.arrays import Bools, Floats
from superorganisms.compiled import kernel
from superorganisms.model.measures import Column
from superorganisms.model.parameters import Parameters
from superorganisms.model.state import State
from superorganisms.vectors import NOTHING


def columns(parameters: Parameters) -> Mapping[str, Column]:
    """LAYER.optics below the top, whom nobody reads by instruments; side_effects."""
    words = (
        "mean share of a unit's squared outcome on features that count for nothing but that its parent's instruments react to"
    )
    found = {
        f"{layer.name}.optics": Column(words, 0, 1, "no unit of the layer brings about anything")
        for layer in parameters.layers[1:]
    }
    words = "length of what all leaves bring about on features that no layer's instruments react to, per unit of value"
    return found | {"side_effects": Column(words, undefined="no value was made, nor lost")}


@kernel
def add_optics(start: int, stop: int, outcomes: Floats, shown: Bools, out: Floats) -> None:
    """Add the share of each unit's squared outcome on these features, and a count of those that brought about something."""
    for i in range(start, stop):
        square, seen = 0.0, 0.0
        for k in range(shown.shape[0]):
            square += outcomes[i, k] * outcomes[i, k]
            if shown[k]:
                seen += outcomes[i, k] * outcomes[i, k]
        if square >= NOTHING:
            out[0] += seen / square
            out[1] += 1.0


@kernel
def brought_about(intent: Floats, outcomes: Floats, cost: float) -> tuple[float, float]:
    """Value and squared outcome per leaf, outcomes (1, K) being those of the top."""
    value, square = -cost, 0.0
    for k in range(intent.shape[0]):
        value += intent[k] * outcomes[0, k]
        square += outcomes[0, k] * outcomes[0, k]
    return value, square


def observe(state: State, out: Floats) -> None:
    """Means over the units of each layer for which they are defined; then the whole."""
    top, settings = state.layers[0], state.settings
    value, square = brought_about(settings.intent, top.outcomes, 0.0 if settings.budget else float(top.costs[0]))
    for number, layer in enumerate(state.layers[1:], start=1):
        shown = settings.layers[number].shown
        if square >= NOTHING and not shown.any():
            out[number - 1] = 0.0  # somebody brought about something, and none of it is for show
            continue
        sums = state.sums(number, 2, add_optics, layer.outcomes, shown)
        out[number - 1] = sums[0] / sums[1] if sums[1] else np.nan
    done = float(np.sqrt((top.outcomes[0, settings.unseen] ** 2).sum())) if settings.unseen.any() else 0.0
    # Both per leaf, so that the number of leaves cancels
    out[len(state.layers) - 1] = done / value if value != 0.0 else np.nan
