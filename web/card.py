"""What a page shows of one unit."""

import math
from typing import TYPE_CHECKING, Any

from superorganisms.arrays import Floats
from superorganisms.errors import SuperorganismError

if TYPE_CHECKING:
    from superorganisms.web.player import Player


def _plain(value: float) -> float | None:
    return value if math.isfinite(value) else None


def _vector(values: Floats) -> list[float | None]:
    return [_plain(value) for value in values.tolist()]


def card(player: "Player", layer: int, index: int) -> dict[str, Any]:
    """One unit's numbers, as it acted in the last tick, or is about to in the first; null where one is undefined.

    Raises SuperorganismError if there is no such unit.
    """
    world = player.world
    if layer >= len(world.layers) or index >= len(world.layers[layer]):
        sizes = ", ".join(str(len(one)) for one in world.layers)
        raise SuperorganismError(f"no unit {index} in layer {layer}: the layers have {sizes} units")
    own = world.layers[layer]
    letter = world.state.acted_letter if layer == 0 else world.layers[layer - 1].letters[own.parents[index]]
    acted = world.tick > 0
    return {
        "type": "unit",
        "tick": world.tick,
        "layer": layer,
        "index": index,
        "alignment": _plain(float(world.inner_alignment(layer)[index])),
        "metric": _plain(float(own.metrics[index])) if acted else None,
        "audited": bool(own.audited[index]),
        "ancestry": player.lineage.of_unit(layer, index),
        "newcomer": bool(own.newcomers[index]),
        "strategy": world.strategy_names[own.former_strategies[index]],
        "class": str(world.classify()[layer][index]) if acted else None,
        "goal": _vector(own.former_goals[index]),
        "letter": _vector(letter),
        "aim": _vector(own.aims[index]),
    }
