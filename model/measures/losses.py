"""Coordination by layer: what would come out if all carried out w, c_*, v_0, c_0, v_1, ... perfectly, and what each step loses.

A step from aim to letter is loss of outer alignment, from letter to aim of inner; what is left is execution. They add up to
1 - η exactly (MODEL.md section 5).
"""

from collections.abc import Mapping
from typing import NamedTuple

import numpy as np

from superorganisms.agents.columns import Columns
from superorganisms.agents.strategies import flags
from superorganisms.arrays import Bools, Floats
from superorganisms.compiled import kernel
from superorganisms.model.measures import Column
from superorganisms.model.measures._pull import best_value, pull
from superorganisms.model.measures.efficiency import NO_VALUE
from superorganisms.model.parameters import Parameters
from superorganisms.model.state import State
from superorganisms.vectors import ONLY, apply_transposed, cosine, dot


def columns(parameters: Parameters) -> Mapping[str, Column]:
    """designer.outer_loss, LAYER.inner_loss, LAYER.outer_loss above the leaves, execution_loss; all 0 where V* = 0."""
    found = {"designer.outer_loss": _loss("from the intent to the designer's letter")}
    for layer in parameters.layers:
        found[f"{layer.name}.inner_loss"] = _loss("from the letter above to the units' aims")
        if layer is not parameters.layers[-1]:
            found[f"{layer.name}.outer_loss"] = _loss("from the units' aims to their letters")
    found["execution_loss"] = _loss("from the leaves' aims to what they did: wrong models, effort unspent")
    return found


def _loss(way: str) -> Column:
    return Column(f"efficiency lost {way}", undefined=NO_VALUE, share_of_best=True)


class World(NamedTuple):
    """What all promises are measured against."""

    q: Floats  # (1, K)
    response: Floats  # (1, K, K)
    budget: bool


@kernel
def promise(vectors: Floats, i: int, q: Floats, response: Floats, budget: bool, effort: Floats) -> float:
    """What leaves give that carry out a_i perfectly, as a share of the best: cos(q, Rᵀa), under cost 1 - |q - Rᵀa|²/|q|²."""
    apply_transposed(response, ONLY, vectors, i, effort, ONLY)
    if budget:
        return cosine(q, ONLY, effort, ONLY)
    missed = 0.0
    for k in range(effort.shape[1]):
        missed += (q[0, k] - effort[0, k]) ** 2
    return 1.0 - missed / dot(q, ONLY, q, ONLY)


@kernel
def add_promises(start: int, stop: int, layer: Columns, aimed: Bools, above: Floats, world: World, out: Floats) -> None:
    """Add the promise of every unit's aim, and of its letter if it has children, weighted by its leaves (budget: their skill).

    A unit without an aim counts as carrying out the letter above it.
    """
    # Taken out of the bundle once: handing that on for every unit would cost more than the unit's arithmetic
    q, response, budget = world.q, world.response, world.budget
    effort = np.empty((1, q.shape[1]))
    for i in range(start, stop):
        weight = layer.leaves[i] * (layer.skill[i] if budget else 1.0)
        if aimed[layer.strategies[i]]:
            out[0] += weight * promise(layer.aims, i, q, response, budget, effort)
        else:
            out[0] += weight * promise(above, layer.parents[i], q, response, budget, effort)
        if out.shape[0] > 1:
            out[1] += weight * promise(layer.letters, i, q, response, budget, effort)


def chain(state: State, q: Floats) -> list[float]:
    """η along w, c_*, v_0, c_0, v_1, ..., v_leaf."""
    aimed = flags("AIMS")
    budget, top = state.settings.budget, state.layers[0]
    weight = float(top.leaves[0]) * (float(top.skill[0]) if budget else 1.0)
    letters = np.ascontiguousarray(state.designer_letter[None])
    world = World(q, state.response[None], budget)
    etas = [1.0, promise(letters, 0, q, world.response, budget, np.empty_like(q))]
    for number, layer in enumerate(state.layers):
        steps = 1 if layer is state.leaves else 2
        etas += list(state.sums(number, steps, add_promises, layer, aimed, letters, world) / weight)
        letters = layer.letters
    return etas


def observe(state: State, out: Floats) -> None:
    """Steps of the chain, then execution."""
    q = pull(state)
    best = best_value(state, q)
    if best == 0.0:
        out[:] = 0.0
        return
    top = state.layers[0]
    intent = np.ascontiguousarray(state.settings.intent[None])
    cost = 0.0 if state.settings.budget else float(top.costs[0])
    done = float(top.leaves[0]) * (dot(intent, 0, top.outcomes, 0) - cost) / best
    etas = [*chain(state, q), done]
    for step in range(len(etas) - 1):
        out[step] = etas[step] - etas[step + 1]
