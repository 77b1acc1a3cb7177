"""A world's state as the units of its last tick had it: what a page shows is how they acted, not who has come since."""

from copy import copy
from typing import TYPE_CHECKING

from superorganisms.agents.columns import Columns, Layer

if TYPE_CHECKING:
    from superorganisms.model.state import State
    from superorganisms.model.world import Superorganism


def acted(world: "Superorganism") -> "State":
    """Goals, strategies, response and the designer's letter of the last tick; models are those of now. To look at only."""
    state = copy(world.state)
    state.layers = [
        Layer.named(
            layer.name,
            Columns(*layer)._replace(
                goals=layer.former_goals,
                strategies=layer.former_strategies,
                sees_through=layer.former_sees_through,
            ),
        )
        for layer in world.layers
    ]
    state.response, state.designer_letter = state.acted_response, state.acted_letter
    return state
