"""Bottlecap: optimized, but no optimizer. Its heritable vector is the effort itself; it has no aim, no model, no objective."""

import numpy as np

from superorganisms.agents.columns import Clock, Columns, Minds, Traits
from superorganisms.arrays import Ints
from superorganisms.compiled import kernel
from superorganisms.vectors import scale_to

NAME = "bottlecap"
SENTENCE = "does what it was made to do: its heritable vector is the effort itself"
RULES = ("budget",)
AIMS = False
OPTIMIZES = False
LEARNS = False
SEARCHES = False


@kernel
def aim(rows: Ints, layer: Columns, traits: Traits) -> None:
    """None: what needs an aim is NaN for a bottlecap."""
    for i in rows:
        for k in range(layer.aims.shape[1]):
            layer.aims[i, k] = np.nan


@kernel
def effort(rows: Ints, layer: Columns, above: Columns, minds: Minds, values: tuple[()], traits: Traits, clock: Clock) -> None:
    """e = skill · unit(g)."""
    for i in rows:
        for k in range(layer.efforts.shape[1]):
            layer.efforts[i, k] = layer.goals[i, k]
        scale_to(layer.efforts, i, float(layer.skill[i]))
