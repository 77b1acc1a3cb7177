"""Small worlds in which plug-ins are tried, and how two of them are compared."""

import pickle
from collections.abc import Callable
from typing import Any

from superorganisms.model.checks._declared import demand
from superorganisms.model.parameters import LayerParameters, Parameters
from superorganisms.model.world import Superorganism

SEED = 11
FEATURES = ("output", "security", "wellbeing")
RESPONSE = ((1.0, 0.2, 0.0), (0.0, 0.8, 0.3), (0.1, 0.0, 1.2))
FAMILIES = (4, 1, 3)  # of the firms
READ = {"noise": 0.1, "audit": 0.6, "detection": 0.5}


def small_world(
    *,
    of_all: dict[str, Any] | None = None,
    managers: dict[str, Any] | None = None,
    firms: dict[str, Any] | None = None,
    leaves: dict[str, Any] | None = None,
) -> Parameters:
    """1 order, 2 governments, 3 firms, 8 employees in families of 4, 1 and 3, audited now and then; these things otherwise.

    of_all: the world's parameters; managers: of all layers above the leaves; firms, leaves: of those layers.
    """
    above: dict[str, Any] = {"selection": "none"} | READ | (managers or {})
    top = {name: value for name, value in above.items() if name != "selection"}
    return Parameters(
        features=FEATURES,
        layers=(
            LayerParameters(name="order", **top),
            LayerParameters(name="government", size=2, **above),
            LayerParameters(name="firm", **{"size": (2, 1)} | above | (firms or {})),
            LayerParameters(name="employee", **{"size": FAMILIES, "selection": "none"} | READ | (leaves or {})),
        ),
        **{"response": RESPONSE, "intent": (3.0, 1.0, 2.0)} | (of_all or {}),
    )


def every_other(name: str) -> list[str]:
    """Strategies of the employees: this one in every other place, direct between."""
    return [name if place % 2 == 0 else "direct" for place in range(sum(FAMILIES))]


def made(parameters: Parameters, *, pieces: bool = False) -> Superorganism:
    """A world; in pieces: cut as finely as can be, and worked through by two threads."""
    world = Superorganism(parameters, rng=SEED, threads=2 if pieces else 1)
    if pieces:
        state = world.state
        state.row_blocks = [[(row, row + 1) for row in range(len(layer))] for layer in state.layers]
        state.family_blocks = [[(f, f + 1) for f in range(layer.families.shape[0] - 1)] for layer in state.layers]
        state.forget_casts()
    return world


def check_repeats(parameters: Parameters, ticks: int, look: Callable[[Superorganism], None]) -> None:
    """Runs of one world end alike: run again, in pieces by two threads, and from half-way on after being saved and loaded.

    look is called after every tick of the first run.
    """
    first, again, pieces = made(parameters), made(parameters), made(parameters, pieces=True)
    for _ in range(ticks):
        first.step()
        look(first)
    again.run_for(ticks // 2)
    loaded = pickle.loads(pickle.dumps(again))  # as a file would hold it
    again.run_for(ticks - ticks // 2)
    loaded.run_for(ticks - ticks // 2)
    pieces.run_for(ticks)
    ended = first.state_hash()
    demand(again.state_hash() == ended, "the same world run twice doesn't end alike: something else than its noise decides")
    demand(pieces.state_hash() == ended, "the world ends otherwise when its families are worked through apart, by two threads")
    demand(loaded.state_hash() == ended, "a world that was saved and loaded doesn't go on as it would have")
