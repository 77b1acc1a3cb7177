"""M += ρ (x - M e) eᵀ/|e|²: the error E = M - R becomes E (I - ρ ê êᵀ), ê the direction of the effort (Kaczmarz's row
action). Efforts in all directions alike shrink it by 1 - ρ(2-ρ)/K per tick in mean square; an effort that never changes
never turns.
"""

from collections.abc import Iterator
from typing import Any

import numpy as np

from superorganisms.arrays import Floats
from superorganisms.model.world import Superorganism
from superorganisms.scenarios.bibliography import Source
from superorganisms.scenarios.evidence.finding import Finding, all_exact, mean
from superorganisms.scenarios.evidence.small_worlds import obedient, world_of

GROUP = "literature"
CLAIM = "Controllers who try all directions halve what they don't know at the rate of random Kaczmarz iterations."
SOURCES = (
    Source("kaczmarz-1937", "The projection."),
    Source("widrow-1960", "The same as a rule of learning."),
    Source("strohmer-2009", "Its rate where directions are random."),
)
REPLICATES, QUICK = 4000, 800  # employees
AXES = ("ticks since the turn", "mean square error of models")
_ANGLE = 1.0


def controllers(count: int, features: int, exploration: float, rate: float, **world: Any) -> Superorganism:
    """A world that turns in its first tick."""
    units = {"strategies": {"controller": 1.0}, "exploration": exploration, "rate": rate}
    layers = obedient("order", 1), obedient("firm", 2), obedient("employee", count, **units)
    regimes = [{"at": 1, "rotate": {"features": [0, 1], "angle": _ANGLE}}]
    intent = [1.0] + [0.0] * (features - 1)
    return world_of(*layers, features=features, intent=intent, regimes=regimes, ticks=1, **world)


def errors(world: Superorganism) -> Floats:
    """M - R of each employee."""
    return np.array(world.models[world.layers[2].models] - world.response)


def measure(replicates: int, seed: int) -> Iterator[Finding]:
    """Each step, the curve, and who never explores."""
    world = controllers(40, 4, 0.3, 0.5, seed=seed)
    world.step()
    for _ in range(2):
        before = errors(world)
        world.step()
        along = world.layers[2].efforts / np.linalg.norm(world.layers[2].efforts, axis=1, keepdims=True)
        expected = before - 0.5 * np.einsum("nij,nj,nk->nik", before, along, along)
        yield all_exact(f"each model, tick {world.tick}", expected, errors(world))
    start = 8 * np.sin(_ANGLE / 2) ** 2
    for features, rate in ((2, 0.5), (3, 1.0), (5, 1.7)):
        world = controllers(replicates, features, 1.0, rate, effort_rule="cost", intensity=0.0, seed=seed)
        for ticks in (1, 3, 8):
            world.run_for(1 + ticks - world.tick)
            expected = start * (1 - rate * (2 - rate) / features) ** ticks
            found = mean(f"K = {features}, ρ = {rate}: after {ticks}", expected, (errors(world) ** 2).sum(axis=(1, 2)))
            yield found.placed(ticks, f"K = {features}, ρ = {rate}")
    world = controllers(10, 3, 0.0, 0.5, seed=seed)
    world.run_for(49)
    yield all_exact("no exploration: cos θ for ever", np.full(49, np.cos(_ANGLE)), world.measures["efficiency"].to_numpy()[1:])
