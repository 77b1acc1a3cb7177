"""What units know beside their parents: the share of each relation, and what neither knows (MODEL.md section 3)."""

from collections.abc import Mapping

import numpy as np

from superorganisms.arrays import Floats
from superorganisms.model.measures import Column
from superorganisms.model.parameters import Parameters
from superorganisms.model.relations import RELATIONS, relate
from superorganisms.model.state import State

_SENTENCES = {
    "superoptimizer": "that know all that their parent knows, and more",
    "suboptimizer": "that know less than their parent, and nothing else",
    "transoptimizer": "that know something else than their parent, or the same with another goal",
    "peer": "that know what their parent knows, with a goal that agrees with its letter",
}
_NOBODY = "no unit of the layer is a mesa-optimizer"


def columns(parameters: Parameters) -> Mapping[str, Column]:
    """LAYER.superoptimizer_share, suboptimizer_share, transoptimizer_share, peer_share, shared_failure below the top."""
    found = {}
    for layer in parameters.layers[1:]:
        for name in RELATIONS[1:]:
            found[f"{layer.name}.{name}_share"] = Column(f"share of the mesa-optimizers {_SENTENCES[name]}", 0, 1, _NOBODY)
        words = "mean number of features that neither the unit nor its parent knows"
        found[f"{layer.name}.shared_failure"] = Column(words, 0)
    return found


def observe(state: State, out: Floats) -> None:
    """Shares as they acted in this tick."""
    at, width = 0, len(RELATIONS)
    for stand in relate(state):
        counts = np.bincount(stand.relations, minlength=width)
        judged = counts[1:].sum()
        out[at : at + width - 1] = counts[1:] / judged if judged else np.nan
        out[at + width - 1] = stand.shared_failures.mean()
        at += width
