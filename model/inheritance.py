"""Inheritance: a newcomer is its ancestor's mutated copy (MODEL.md section 2, step 4)."""

from math import sqrt
from typing import NamedTuple

import numpy as np
import numpy.typing as npt

from superorganisms.agents.columns import Clock, Columns, Layer, Minds, Traits
from superorganisms.agents.strategies import strategies
from superorganisms.arrays import Bools, Codes, Floats, Ints, Keys
from superorganisms.compiled import kernel
from superorganisms.noise import Purpose, fill_normal, fill_uniform
from superorganisms.vectors import settle

_GOAL, _MUTATION, _TRAITS = np.int64(Purpose.GOAL), np.int64(Purpose.MUTATION), np.int64(Purpose.TRAITS)
_START = np.int64(0)


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


class Births(NamedTuple):
    """What it takes to make newcomers: some columns of a layer, as all of them cost more to hand on than the work itself."""

    keys: Keys
    newcomers: Bools
    ancestors: Ints
    goals: Floats
    strategies: Codes
    sees_through: Bools

    @classmethod
    def among(cls, layer: Columns) -> "Births":
        """Those of a layer."""
        return cls(layer.keys, layer.newcomers, layer.ancestors, layer.goals, layer.strategies, layer.sees_through)


type Former = tuple[Floats, Codes, Bools]


def former(layer: Columns) -> Former:
    """Goals, strategies and sees_through of those that acted in this tick."""
    return layer.former_goals, layer.former_strategies, layer.former_sees_through


@kernel
def inherited(
    fresh: float, lots: Floats, ancestors: tuple[int, bool], mixture: tuple[Codes, Floats], share: float
) -> tuple[int, bool]:
    """Strategy and sees_through of a newborn: its ancestor's, each with probability `fresh` a fresh draw from the layer's.

    lots (4,): whether the strategy is fresh, which; whether sees_through is, yes. mixture: codes, cumulative shares.
    """
    strategy, sees_through = ancestors
    if lots[0] < fresh:
        codes, bounds = mixture
        which = 0
        while which < bounds.shape[0] - 1 and lots[1] >= bounds[which]:
            which += 1
        strategy = int(codes[which])
    if lots[2] < fresh:
        sees_through = lots[3] < share
    return strategy, sees_through


@kernel
def conceive(
    start: int,
    stop: int,
    births: Births,
    former: Former,
    mixture: tuple[Codes, Floats],
    traits: Traits,
    clock: Clock,
) -> None:
    """Newcomers among rows start..stop-1 take their ancestor's goal, mutated, its strategy and its sees_through.

    former: goals, strategies and sees_through of those that births.ancestors counts.
    """
    keys, newcomers, ancestors, goals, strategies, sees_through = births
    z, lots = np.zeros(goals.shape[1]), np.empty(4)
    for i in range(start, stop):
        if not newcomers[i]:
            continue
        ancestor = ancestors[i]
        if traits.mutation > 0.0:
            fill_normal(z, clock.seed, _MUTATION, traits.number, keys[i], clock.tick)
        vary(goals, i, former[0], ancestor, traits.mutation, z, traits.sphere)
        strategy, trait = int(former[1][ancestor]), bool(former[2][ancestor])
        if traits.strategy_mutation > 0.0:
            fill_uniform(lots, clock.seed, _TRAITS, traits.number, keys[i], clock.tick)
            strategy, trait = inherited(traits.strategy_mutation, lots, (strategy, trait), mixture, traits.sees_through)
        strategies[i] = strategy
        sees_through[i] = trait


def born(layer: Layer, letters: Floats, minds: Minds, traits: Traits) -> None:
    """What newcomers keep for themselves is made by their strategies, under the letters (n above, K) of their parents."""
    if layer.memories.shape[1] == 0:
        return
    for code, strategy in enumerate(strategies().values()):
        if strategy.born is not None:
            rows = np.flatnonzero(layer.newcomers & (layer.strategies == code))
            if rows.size:
                strategy.born(rows, layer, letters, minds, traits)


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
