"""Leaks: paths of influence that go round the letter, one file a kind, found by looking (MODEL.md section 6).

A leak is a module with
  NAME          what users type
  SENTENCE      who hears whom
  ABOVE_LEAVES   whether only units with children can have it
  BELOW   the uppermost layer that can have it (0 is the top)
  hears(web, number, row)  the nodes of the influence graph that leak into a unit's aim, see model/blankets/influence.py
  source(state, number)  (m, K) vectors, and for each unit of the layer (n,) the row that leaks into its aim
Each makes v <- ⟨v + κ a⟩ of the units that have an aim, in the order in which a world lists its leaks.
"""

from collections.abc import Mapping
from functools import cache
from typing import TYPE_CHECKING, Protocol, cast

import numpy as np

from superorganisms.agents.columns import Columns
from superorganisms.agents.strategies import flags
from superorganisms.arrays import Bools, Floats, Ints
from superorganisms.compiled import kernel
from superorganisms.found import modules
from superorganisms.vectors import settle

if TYPE_CHECKING:
    from superorganisms.model.blankets.influence import Web
    from superorganisms.model.blankets.nodes import Node
    from superorganisms.model.state import State


class Leak(Protocol):
    """What a leak's module holds."""

    NAME: str
    SENTENCE: str
    ABOVE_LEAVES: bool
    BELOW: int

    @staticmethod
    def hears(web: "Web", number: int, row: int) -> "list[Node]":
        """What leaks into a unit's aim."""
        ...

    @staticmethod
    def source(state: "State", number: int) -> tuple[Floats, Ints]:
        """Vectors that leak, and which of them reaches whom."""
        ...


@cache
def leaks() -> Mapping[str, Leak]:
    """All kinds of leak by name."""
    found = [cast(Leak, module) for module in modules(__name__, __path__)]
    return {kind.NAME: kind for kind in sorted(found, key=lambda kind: kind.NAME)}


@kernel
def seep(rows: Ints, layer: Columns, aiming: Bools, source: Floats, which: Ints, strength: float, budget: bool) -> None:
    """v_i <- ⟨v_i + κ a⟩ for these rows, a the row which_i of source."""
    aims, strategies = layer.aims, layer.strategies
    for i in rows:
        if aiming[strategies[i]]:
            for k in range(aims.shape[1]):
                aims[i, k] += strength * source[which[i], k]
            settle(aims, i, budget)


def leak(state: "State", number: int) -> None:
    """What leaks into the aims of a layer in this tick."""
    layer, settings = state.layers[number], state.settings.layers[number]
    for kind, unit, strength in settings.leaks:
        source, which = kind.source(state, number)
        rows = np.arange(len(layer)) if unit is None else np.array([unit])
        seep(rows, layer, flags("AIMS"), source, which, strength, settings.traits.budget)
