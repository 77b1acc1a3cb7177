"""What a page shows of one unit."""

import math
from typing import TYPE_CHECKING, Any

import numpy as np

from superorganisms.arrays import Floats
from superorganisms.errors import SuperorganismError
from superorganisms.web.acted import acted
from superorganisms.web.leaks import openings, reaches
from superorganisms.web.lineage import KEPT, Lineage

if TYPE_CHECKING:
    from superorganisms.model.state import State
    from superorganisms.model.world import Superorganism


def _plain(value: float) -> float | None:
    return value if math.isfinite(value) else None


def _vector(values: Floats) -> list[float | None]:
    return [_plain(value) for value in values.tolist()]


def card(
    world: "Superorganism", lineage: Lineage, layer: int, index: int, *, behaviour: dict[str, Any] | None = None
) -> dict[str, Any]:
    """One unit's numbers, as it acted in the last tick, or is about to in the first; null where one is undefined.

    behaviour: what web/behaviour.py found, if somebody asked for it. Raises SuperorganismError if there is no such unit.
    """
    if layer >= len(world.layers) or index >= len(world.layers[layer]):
        sizes = ", ".join(str(len(one)) for one in world.layers)
        raise SuperorganismError(f"no unit {index} in layer {layer}: the layers have {sizes} units")
    own, has_acted = world.layers[layer], world.tick > 0
    letter = world.state.acted_letter if layer == 0 else world.layers[layer - 1].letters[own.parents[index]]
    state = acted(world)
    competence, reliability = attainments(state, layer, index) if has_acted else (None, None)
    ancestry = lineage.of_unit(layer, index)
    return {
        "type": "unit",
        "tick": world.tick,
        "layer": layer,
        "index": index,
        "leaf": layer == len(world.layers) - 1,
        "alignment": _plain(float(world.inner_alignment(layer)[index])),
        "competence": competence,
        "reliability": reliability,
        "metric": _plain(float(own.metrics[index])) if has_acted else None,
        "audited": bool(own.audited[index]),
        "ancestry": ancestry,
        "earlier": len(ancestry) == KEPT,
        "newcomer": bool(own.newcomers[index]),
        "strategy": world.strategy_names[own.former_strategies[index]],
        "class": str(world.classify()[layer][index]) if has_acted else None,
        "relation": relation(state, layer, index) if layer and has_acted else None,
        "leaks": [
            {"kind": one.kind, "strength": one.strength, "moved": float(one.moved[index])}
            for one in openings(world)
            if reaches(one, layer, index)
        ],
        "goal": _vector(own.former_goals[index]),
        "letter": _vector(letter),
        "aim": _vector(own.aims[index]),
        "behaviour": behaviour,
    }


def attainments(state: "State", layer: int, index: int) -> tuple[float | None, float | None]:
    """Competence and reliability of one unit: its attainment of its own aim, and of the letter above (MODEL.md section 4).

    None where it has no aim, or nothing could be done.
    """
    from superorganisms.agents.strategies import flags
    from superorganisms.model.measures.competence import Units, add_standing, is_identity

    own = state.layers[layer]
    units = Units(own.goals, own.aims, own.outcomes, own.costs, own.skill, own.parents, own.strategies)
    if layer == 0:
        above = state.designer_letter[None].copy(), state.settings.intent[None].copy()
    else:
        above = state.layers[layer - 1].letters, state.layers[layer - 1].aims
    response, sums = state.response[None][is_identity(state.response) :], np.zeros(6)
    add_standing(index, index + 1, units, above, response, state.settings.budget, flags("AIMS"), sums)
    own_aim, aims, asked, letters = sums[2:].tolist()
    return (own_aim if aims else None), (asked if letters else None)


def relation(state: "State", layer: int, index: int) -> dict[str, Any] | None:
    """How a unit below the top stands to its parent, whether both know the same, and the features that neither knows.

    None for who is no mesa-optimizer.
    """
    from superorganisms.agents.strategies import flags
    from superorganisms.model.relations import RELATIONS, find_known, relate

    own, above = state.layers[layer], state.layers[layer - 1]
    code = int(relate(state)[layer - 1].relations[index])
    if not code:
        return None
    parent = own.parents[index]
    its = above.models[parent]
    mine = its if flags("BORROWS")[own.strategies[index]] else own.models[index]
    known = np.empty((2, state.response.shape[0]), np.bool_)
    find_known(np.ascontiguousarray(state.table.models[[mine, its]]), state.response, known)
    capacities = np.stack([state.settings.layers[number].capacity != 0.0 for number in (layer, layer - 1)])
    held, features = known & capacities, state.parameters.features
    same = bool((held[0] == held[1]).all()) and not own.sees_through[index]
    return {"name": RELATIONS[code], "same": same, "unknown": [features[j] for j in np.flatnonzero(~held.any(axis=0))]}
