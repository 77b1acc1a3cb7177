"""Coordination by cause: effort unspent, efforts that cancel among siblings, and the sum going the wrong way.

Under budget η = utilisation · Π coherence_l · direction exactly. Under cost the loss 1 - η = distortion + intensity, and
1 - η = bias + Σ dispersion_l, both exactly (MODEL.md section 5).
"""

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
from superorganisms.vectors import ONLY, cosine, dot, length


def columns(parameters: Parameters) -> Mapping[str, Column]:
    """LAYER.coherence above the leaves; then utilisation, direction, or distortion, intensity, bias, LAYER.dispersion."""
    silent = "nobody below the layer makes any effort"
    found = {}
    for layer in parameters.layers[:-1]:
        coherence = "what is left when the efforts of siblings below the layer are added: Σ|Y_i| over Σ|Y| one layer below"
        found[f"{layer.name}.coherence"] = Column(coherence, 0, 1, silent)
    if parameters.effort_rule == "budget":
        found["utilisation"] = Column("effort spent, after saturation, as a share of all skill", 0, 1, "nobody has any skill")
        found["direction"] = Column("cosine of the sum of all efforts with the best direction, cos(q, Y)", -1, 1)
        return found
    found["distortion"] = Column("loss by efforts off the best direction, mean sin²(q, e)", 0, 1, NO_VALUE)
    found["intensity"] = Column("loss by too much or too little effort, mean (|e|/|q| - cos(q, e))²", 0, None, NO_VALUE)
    found["bias"] = Column("loss by the mean effort, |q - ē|²/|q|²", 0, None, NO_VALUE)
    for layer in parameters.layers[1:]:
        words = "loss by differences of mean effort between the layer's siblings, as a share of |q|²"
        found[f"{layer.name}.dispersion"] = Column(words, 0, None, NO_VALUE)
    return found


def accounts(parameters: Parameters) -> dict[str, list[str]]:
    """The columns of each exact account: factors of η under budget; two sums of losses under cost."""
    names = list(columns(parameters))
    if parameters.effort_rule == "budget":
        return {"cause": names}
    first = names.index("distortion")
    return {"cause": names[first : first + 2], "dispersion": names[first + 2 :]}


@kernel
def add_lengths(start: int, stop: int, done: Floats, out: Floats) -> None:
    """Add |Y_i|, done (n, K) being what each unit or all below it did."""
    for i in range(start, stop):
        out[0] += length(done, i)


@kernel
def add_misses(start: int, stop: int, leaves: Columns, q: Floats, out: Floats) -> None:
    """Add sin²(q, e) and (|e|/|q| - cos(q, e))² over leaves."""
    size = length(q, ONLY)
    for i in range(start, stop):
        cos = cosine(q, ONLY, leaves.efforts, i)
        out[0] += 1.0 - cos * cos
        out[1] += (length(leaves.efforts, i) / size - cos) ** 2


@kernel
def add_dispersion(start: int, stop: int, layer: Columns, above: Columns, out: Floats) -> None:
    """Add leaves_i · |ē_i - ē_p|², ē the mean effort of a unit's leaves."""
    for i in range(start, stop):
        p = layer.parents[i]
        for k in range(layer.efforts.shape[1]):
            difference = layer.efforts[i, k] / layer.leaves[i] - above.efforts[p, k] / above.leaves[p]
            out[0] += layer.leaves[i] * difference * difference


def observe(state: State, out: Floats) -> None:
    """Causes of this tick."""
    layers, leaves = state.layers, float(state.layers[0].leaves[0])
    done = [*(layer.efforts for layer in layers[:-1]), state.done]
    lengths = [float(state.sums(number, 1, add_lengths, one)[0]) for number, one in enumerate(done)]
    for number in range(len(layers) - 1):
        out[number] = lengths[number] / lengths[number + 1] if lengths[number + 1] > 0.0 else np.nan
    q, at = pull(state), len(layers) - 1
    if state.settings.budget:
        skill = leaves * float(layers[0].skill[0])
        out[at] = lengths[-1] / skill if skill > 0.0 else np.nan
        out[at + 1] = cosine(q, 0, layers[0].efforts, 0)
        return
    square = dot(q, 0, q, 0)
    if square == 0.0:
        out[at:] = np.nan
        return
    out[at : at + 2] = state.sums(len(layers) - 1, 2, add_misses, state.leaves, q) / leaves
    missed = q - layers[0].efforts / leaves
    out[at + 2] = dot(missed, 0, missed, 0) / square
    for number in range(1, len(layers)):
        spread = state.sums(number, 1, add_dispersion, layers[number], layers[number - 1])[0]
        out[at + 2 + number] = spread / (leaves * square)
