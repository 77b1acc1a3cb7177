"""One transition of a world, watched node by node, and the same one with something changed by hand at its start."""

from collections.abc import Callable

import numpy as np

from superorganisms import Parameters, Superorganism
from superorganisms.model.blankets.nodes import INTENT, RESPONSE, WORLD, Node

type Values = dict[Node, tuple[object, ...]]
PARTS = {"aim": "aims", "letter": "letters", "effort": "efforts", "outcome": "outcomes", "metric": "metrics", "goal": "goals"}


def units(world: Superorganism) -> list[tuple[int, int, str]]:
    """Layer, row and name of every unit."""
    return [(number, row, f"{layer.name}.{row}") for number, layer in enumerate(world.layers) for row in range(len(layer))]


def values_after(world: Superorganism) -> Values:
    """What can be seen of the nodes of the tick that a world has just done, as bits."""
    found: Values = {Node(WORLD, RESPONSE, world.tick): (world.response.tobytes(),)}
    for number, row, name in units(world):
        layer = world.layers[number]
        for variable, column in PARTS.items():
            if variable == "effort" and number < len(world.layers) - 1:
                continue  # the sum of what leaves do, which nothing reads
            found[Node(name, variable, world.tick)] = (getattr(layer, column)[row].tobytes(),)
        model = world.models[layer.models[row]].tobytes()
        found[Node(name, "model", world.tick)] = (model, layer.memories[row].tobytes())
        handed = (layer.ancestors[row], layer.newcomers[row], layer.strategies[row], layer.sees_through[row])
        found[Node(name, "hire", world.tick)] = tuple(int(one) for one in handed)
        found[Node(name, "audit", world.tick)] = (int(layer.audited[row]), int(layer.watched[row]))
    return found


def set_goal(number: int, row: int, rng: np.random.Generator) -> Callable[[Superorganism], None]:
    goal = rng.normal(size=64)

    def change(world: Superorganism) -> None:
        path = f"{world.layers[number].name}.{row}.goal"
        world.intervene(path, goal[: len(world.intent)].tolist())

    return change


def set_model(number: int, row: int, rng: np.random.Generator) -> Callable[[Superorganism], None]:
    """A model that only this unit holds, and another plan of its birth."""
    noise = rng.normal(size=(64, 64))

    def change(world: Superorganism) -> None:
        layer, table, count = world.layers[number], world.state.table, len(world.intent)
        capacity = world.state.settings.layers[number].capacity
        model = capacity[:, None] * (table.models[layer.models[row]] + noise[:count, :count])
        if layer.models[row] < table.shared:
            table.models[layer.models[row]] = model
        else:
            layer.models[row] = table.row_of(model)
        layer.memories[row] += noise[0, : layer.memories.shape[1]]

    return change


def hold_letter(number: int, row: int, rng: np.random.Generator) -> Callable[[Superorganism], None]:
    letter = rng.normal(size=64)

    def change(world: Superorganism) -> None:
        world.intervene(f"{world.layers[number].name}.{row}.letter", letter[: len(world.intent)].tolist())

    return change


def set_world(path: str, rng: np.random.Generator) -> Callable[[Superorganism], None]:
    noise = rng.normal(size=(64, 64))

    def change(world: Superorganism) -> None:
        count = len(world.intent)
        new = noise[0, :count] if path == "intent" else world.response + noise[:count, :count]
        world.intervene(path, new.tolist())

    return change


def roots_and_changes(
    world: Superorganism, rng: np.random.Generator
) -> list[tuple[list[Node], Callable[[Superorganism], None]]]:
    """Every start node and every letter, and how to change it. With insight models above the leaves are R's copies."""
    tick, found = world.tick, []
    copies = [Node(name, "model", tick) for number, row, name in units(world) if number < len(world.layers) - 1]
    found.append(([Node(WORLD, INTENT, 0)], set_world("intent", rng)))
    found.append(([Node(WORLD, RESPONSE, tick), *copies], set_world("response", rng)))
    for number, row, name in units(world):
        found.append(([Node(name, "goal", tick)], set_goal(number, row, rng)))
        found.append(([Node(name, "model", tick)], set_model(number, row, rng)))
        if number < len(world.layers) - 1:
            found.append(([Node(name, "letter", tick + 1)], hold_letter(number, row, rng)))
    return found


def begun(parameters: Parameters, seed: int, ticks: int) -> Superorganism:
    world = Superorganism(parameters, rng=seed)
    for _ in range(ticks):
        world.step()
    return world
