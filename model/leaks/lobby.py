"""Lobby: a unit hears what its children want, as a government hears its firms."""

from typing import TYPE_CHECKING

import numpy as np

from superorganisms.arrays import Floats, Ints
from superorganisms.model.foresight import mean_goals

if TYPE_CHECKING:
    from superorganisms.model.blankets.influence import Web
    from superorganisms.model.blankets.nodes import Node
    from superorganisms.model.state import State

NAME = "lobby"
SENTENCE = "a unit's aim moves to the mean goal of its children"
ABOVE_LEAVES = True
BELOW = 0


def hears(web: "Web", number: int, row: int) -> "list[Node]":
    """The children's goals."""
    return [web.start(number + 1, child, "goal") for child in web.children(number, row)]


def source(state: "State", number: int) -> tuple[Floats, Ints]:
    """The mean goal of each unit's children."""
    return mean_goals(state.layers[number + 1]), np.arange(len(state.layers[number]))
