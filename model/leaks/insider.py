"""Insider: a unit knows what the whole is for."""

from typing import TYPE_CHECKING

import numpy as np

from superorganisms.arrays import Floats, Ints

if TYPE_CHECKING:
    from superorganisms.model.blankets.influence import Web
    from superorganisms.model.blankets.nodes import Node
    from superorganisms.model.state import State

NAME = "insider"
SENTENCE = "a unit's aim moves to the intent, which no unit is meant to see"
ABOVE_LEAVES = False
BELOW = 0


def hears(web: "Web", number: int, row: int) -> "list[Node]":
    """The intent."""
    return [web.intent]


def source(state: "State", number: int) -> tuple[Floats, Ints]:
    """The intent, the same for all."""
    return state.settings.intent[None].copy(), np.zeros(len(state.layers[number]), np.int64)
