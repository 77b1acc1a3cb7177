"""What a page must know of a world once, before its first frame."""

from typing import TYPE_CHECKING, Any

import numpy as np

from superorganisms.web import own_columns

if TYPE_CHECKING:
    from superorganisms.model.world import Superorganism
    from superorganisms.web.lane import Lane

REGIME = "regime"  # our own column: how often the response has been replaced so far


def columns(world: "Superorganism") -> tuple[str, ...]:
    """Names of the measures in a row of a frame."""
    return (*world.record.columns, *own_columns.names(world), REGIME)


def shape(lane: "Lane", *, most_ticks: int) -> dict[str, Any]:
    """The message that tells of a world before it is in a frame."""
    from superorganisms.model.classes import CLASSES

    world = lane.front.world
    names = world.strategy_names
    return {
        "type": "world",
        "world": lane.number,
        "scenario": lane.at.scenario,
        "seed": lane.at.seed,
        "features": list(world.parameters.features),
        "layers": [
            {
                "name": layer.name,
                "size": len(layer),
                "parents": layer.parents.tolist() if number else [],
                "names": world.names(number) if world.parameters.tree else None,
            }
            for number, layer in enumerate(world.layers)
        ],
        "strategies": list(names),
        "classes": list(CLASSES),
        "present": sorted({names[code] for layer in world.layers for code in np.unique(layer.strategies)}),
        "columns": list(columns(world)),
        "measures": own_columns.meanings(world),
        "most_ticks": most_ticks,
    }
