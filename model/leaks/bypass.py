"""Bypass: a unit reads its grandparent's letter over its parent's head."""

from typing import TYPE_CHECKING

from superorganisms.arrays import Floats, Ints

if TYPE_CHECKING:
    from superorganisms.model.blankets.influence import Web
    from superorganisms.model.blankets.nodes import Node
    from superorganisms.model.state import State

NAME = "bypass"
SENTENCE = "a unit's aim moves to the letter of its parent's parent, the designer's for the second layer"
ABOVE_LEAVES = False
BELOW = 1


def hears(web: "Web", number: int, row: int) -> "list[Node]":
    """The letter above the parent."""
    return [web.above(number - 1, int(web.layer(number).parents[row]))]


def source(state: "State", number: int) -> tuple[Floats, Ints]:
    """The letters of two layers up, as published in this tick."""
    parents = state.layers[number].parents
    if number == 1:
        return state.designer_letter[None].copy(), parents
    return state.layers[number - 2].letters, state.layers[number - 1].parents[parents]
