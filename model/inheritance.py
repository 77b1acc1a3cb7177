"""Inheritance: a newcomer is its ancestor's mutated copy, with a model made by its parent (MODEL.md section 2, step 4)."""

from math import sqrt

import numpy as np
import numpy.typing as npt

from superorganisms.agents.columns import Clock, Columns, Traits
from superorganisms.arrays import Bools, Floats, Indices, Ints
from superorganisms.compiled import kernel
from superorganisms.model.noise import Purpose, fill_normal
from superorganisms.vectors import settle

_GOAL, _MUTATION, _START = np.int64(Purpose.GOAL), np.int64(Purpose.MUTATION), np.int64(0)


@kernel
def vary(goals: Floats, i: int, base: Floats, j: int, size: float, z: Floats, sphere: bool) -> None:
    """g_i <- [base_j + size · z]."""
    for k in range(goals.shape[1]):
        goals[i, k] = base[j, k] + size * z[k]
    settle(goals, i, sphere)


@kernel
def spread_goals(layer: Columns, bases: Floats, which: Ints, spread: float, traits: Traits, seed: np.uint64) -> None:
    """Initial goals g_i = [base + spread · z / √K], base the row `which` of bases."""
    z = np.zeros(bases.shape[1])
    size = spread / sqrt(float(bases.shape[1]))
    for i in range(layer.goals.shape[0]):
        if size > 0.0:
            fill_normal(z, seed, _GOAL, traits.number, layer.keys[i], _START)
        vary(layer.goals, i, bases, which[i], size, z, traits.sphere)


@kernel
def replace(start: int, stop: int, layer: Columns, models: Indices, traits: Traits, clock: Clock) -> None:
    """Newcomers of rows start..stop-1 take their ancestor's former goal, mutated, its strategy, and a model by their parent.

    ancestors count from `start` when this begins, and are rows of the layer when it ends.
    """
    z = np.zeros(layer.goals.shape[1])
    for i in range(start, stop):
        layer.ancestors[i] += start
        if not layer.newcomers[i]:
            continue
        ancestor = layer.ancestors[i]
        if traits.mutation > 0.0:
            fill_normal(z, clock.seed, _MUTATION, traits.number, layer.keys[i], clock.tick)
        vary(layer.goals, i, layer.former_goals, ancestor, traits.mutation, z, traits.sphere)
        layer.strategies[i] = layer.former_strategies[ancestor]
        layer.models[i] = models[layer.parents[i]]


def inherit(
    goals: npt.ArrayLike,
    ancestors: npt.ArrayLike,
    mutation: float,
    noise: npt.ArrayLike,
    *,
    geometry: str = "sphere",
    newcomers: npt.ArrayLike | None = None,
) -> Floats:
    """Goals after selection: [goal of the ancestor + mutation · noise] for newcomers, the own goal for the others.

    goals (n, K); ancestors (m,) rows of goals; mutation >= 0; noise (m, K) standard normal; geometry `sphere` or `free`;
    newcomers (m,) who is new (all if None; who isn't keeps the ancestor's goal as it is). Returns (m, K). Raises
    ValueError. MODEL.md section 2.
    """
    if geometry not in ("sphere", "free"):
        raise ValueError(f"geometry must be 'sphere' or 'free', got {geometry!r}")
    g = np.atleast_2d(np.ascontiguousarray(goals, dtype=np.float64))
    rows: Ints = np.ascontiguousarray(ancestors, dtype=np.int64)
    z = np.ascontiguousarray(np.broadcast_to(np.asarray(noise, dtype=np.float64), (rows.shape[0], g.shape[1])))
    if not mutation >= 0 or ((rows < 0) | (rows >= g.shape[0])).any():
        raise ValueError(f"mutation must be >= 0 and ancestors rows of {g.shape[0]} goals")
    fresh: Bools = np.ones(rows.shape[0], bool) if newcomers is None else np.asarray(newcomers, dtype=bool)
    heirs = g[rows]
    for i in np.flatnonzero(fresh):
        vary(heirs, int(i), g, int(rows[i]), float(mutation), z[i], geometry == "sphere")
    return heirs
