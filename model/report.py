"""Report: outcomes come up, and every unit gets its metric (MODEL.md section 2, step 3)."""

from collections.abc import Callable
from functools import partial

import numpy as np
import numpy.typing as npt

from superorganisms.agents.columns import Clock, Columns, Traits
from superorganisms.agents.planning import saturate_all
from superorganisms.agents.strategies import flags
from superorganisms.arrays import Bools, Floats
from superorganisms.compiled import kernel
from superorganisms.model.metric_noise import metric_error
from superorganisms.model.state import State
from superorganisms.model.tree import BLOCK
from superorganisms.vectors import ONLY, apply, apply_transposed, dot


@kernel
def happen(start: int, stop: int, leaves: Columns, done: Floats, response: Floats) -> None:
    """x = R f(e) at the leaves, done (n, K) = f(e), and what the effort cost."""
    for i in range(start, stop):
        apply(response, done, i, leaves.outcomes, i)
        leaves.costs[i] = 0.5 * dot(leaves.efforts, i, leaves.efforts, i)


@kernel
def gather(start: int, stop: int, layer: Columns, below: Columns, done: Floats) -> None:
    """What was done below summed, outcomes and costs averaged over leaves, for units start..stop-1 of a layer with children.

    done (n, K): by each unit of the layer below, f(e) at a leaf. A family is added up in pieces of BLOCK, then piece by
    piece, so that the bits don't depend on who adds which piece.
    """
    piece = np.empty((2, layer.goals.shape[1]))
    for i in range(start, stop):
        layer.efforts[i] = 0.0
        layer.outcomes[i] = 0.0
        layer.costs[i] = 0.0
        for at in range(below.families[i], below.families[i + 1], BLOCK):
            piece[:] = 0.0
            cost = 0.0
            for j in range(at, min(at + BLOCK, below.families[i + 1])):
                for k in range(piece.shape[1]):
                    piece[0, k] += done[j, k]
                    piece[1, k] += below.leaves[j] * below.outcomes[j, k]
                cost += below.leaves[j] * below.costs[j]
            for k in range(piece.shape[1]):
                layer.efforts[i, k] += piece[0, k]
                layer.outcomes[i, k] += piece[1, k]
            layer.costs[i] += cost
        for k in range(piece.shape[1]):
            layer.outcomes[i, k] /= layer.leaves[i]
        layer.costs[i] /= layer.leaves[i]


@kernel
def judge(start: int, stop: int, layer: Columns, letters: Floats, sensor: Floats, sandboxed: Bools) -> None:
    """m_i = c_p · (S x_i), with Sᵀ c_p worked out once a family; who was judged in a sandbox has a metric already."""
    reading, strategies = np.empty((1, letters.shape[1])), layer.strategies
    parent = -1
    for i in range(start, stop):
        if layer.parents[i] != parent:
            parent = layer.parents[i]
            apply_transposed(sensor, ONLY, letters, parent, reading, ONLY)
        if not sandboxed[strategies[i]]:
            layer.metrics[i] = dot(reading, ONLY, layer.outcomes, i)


@kernel
def err(start: int, stop: int, layer: Columns, traits: Traits, clock: Clock) -> None:
    """m_i += σ ε."""
    for i in range(start, stop):
        error = metric_error(traits.noise_kind, traits.degrees, clock.seed, traits.number, layer.keys[i], clock.tick)
        layer.metrics[i] += traits.noise * error


@kernel
def charge(start: int, stop: int, layer: Columns, costs: Floats) -> None:
    """Searching isn't free: m_i -= the search cost of the unit's strategy, costs (strategies,)."""
    for i in range(start, stop):
        layer.metrics[i] -= costs[layer.strategies[i]]


def blur(each: Callable[..., None], layer: Columns, costs: Floats, traits: Traits, clock: Clock) -> None:
    """What stands between what a unit did and the number by which it is judged. each: runs a law over the rows."""
    if traits.noise > 0.0:
        each(err, layer, traits, clock)
    if costs.any():
        each(charge, layer, costs)


def saturate_leaves(state: State) -> None:
    """What leaves do, f(e): their very efforts where nothing saturates."""
    leaves, saturation = state.leaves, state.settings.layers[-1].traits.saturation
    state.done = leaves.efforts
    if saturation > 0.0:
        state.done = np.empty_like(leaves.efforts)
        state.each_block(len(state.layers) - 1, saturate_all, leaves.efforts, saturation, state.done)


def report(state: State) -> None:
    """Outcomes from the leaves up, then metrics."""
    last = len(state.layers) - 1
    sandboxed = flags("SANDBOXED")
    saturate_leaves(state)
    state.each_block(last, happen, state.layers[last], state.done, state.response)
    for number in range(last - 1, -1, -1):
        done = state.done if number + 1 == last else state.layers[number + 1].efforts
        state.each_block(number, gather, state.layers[number], state.layers[number + 1], done)
    letters = state.designer_letter[None, :]
    for number, layer in enumerate(state.layers):
        settings = state.settings.layers[number]
        each = partial(state.each_block, number)
        each(judge, layer, letters, settings.sensor[None], sandboxed)
        blur(each, layer, settings.search_costs, settings.traits, state.clock)
        letters = layer.letters


@kernel
def judge_all(outcomes: Floats, reading: Floats, noise: Floats, metrics: Floats) -> None:
    """Metrics (n,) of outcomes (n, K) under reading (n, K) = Sᵀ c."""
    for i in range(outcomes.shape[0]):
        metrics[i] = dot(reading, i, outcomes, i) + noise[i]


def metric(
    outcome: npt.ArrayLike, letter: npt.ArrayLike, sensor: npt.ArrayLike | None = None, noise: npt.ArrayLike = 0.0
) -> Floats:
    """m = c·(S x) + noise: the one number by which a parent judges.

    outcome (K,) or (n, K); letter (K,) or (n, K); sensor (K, K), rows readings, columns outcomes, identity if None; noise
    a number or (n,), added as it is. Returns a number for one outcome, else (n,). Raises ValueError for shapes that don't
    fit. MODEL.md section 2; Holmström and Milgrom 1991.
    """
    x = np.ascontiguousarray(np.atleast_2d(np.asarray(outcome, dtype=np.float64)))
    c = np.ascontiguousarray(np.broadcast_to(np.asarray(letter, dtype=np.float64), x.shape))
    s = np.eye(x.shape[1]) if sensor is None else np.ascontiguousarray(sensor, dtype=np.float64)
    if s.shape != (x.shape[1], x.shape[1]):
        raise ValueError(f"sensor must be {x.shape[1]} x {x.shape[1]}, got shape {s.shape}")
    metrics, reading = np.empty(x.shape[0]), np.empty_like(x)
    for i in range(x.shape[0]):
        apply_transposed(s[None], 0, c, i, reading, i)
    judge_all(x, reading, np.broadcast_to(np.asarray(noise, dtype=np.float64), x.shape[0]).copy(), metrics)
    return metrics if np.ndim(outcome) == 2 else metrics[0]
