"""What units want, what they are asked, and how much of either they reach, tick by tick.

Surrogation index: how much nearer a goal is to the letter than to what the letter stood for, the parent's aim: the letter has
taken the spirit's place (Choi, Hecht & Tayler 2012). Attainment: how much of what could be done for a wish is done, of
one's own aim competence, of the letter reliability: to fail at one's own goals is one thing, to succeed at them and fail
the principal another (MODEL.md section 4). In one file, as one pass over the units is half the work of two.
"""

from collections.abc import Mapping
from typing import NamedTuple

import numpy as np

from superorganisms.agents.strategies import flags
from superorganisms.arrays import Bools, Codes, Floats, Ints
from superorganisms.compiled import kernel
from superorganisms.model.measures import Column
from superorganisms.model.parameters import Parameters
from superorganisms.model.state import State
from superorganisms.vectors import NOTHING, ONLY, apply_transposed, cosine, dot

_ROUNDING = 1e-15  # a letter that repeats an aim may be off by so much: it is made a unit vector once more


def columns(parameters: Parameters) -> Mapping[str, Column]:
    """LAYER.surrogation_index, LAYER.competence, LAYER.reliability."""
    lowest = -1.0 if parameters.effort_rule == "budget" else None
    nothing = "no unit of the layer {} that it or its leaves could do anything for"
    nearer = "mean of how much nearer, in cosine, a unit's goal is to the letter above it than to what its parent aims for"
    own, asked = "mean attainment of a unit's own aim", "mean attainment of the letter above a unit"
    found = {}
    for layer in parameters.layers:
        found[f"{layer.name}.surrogation_index"] = Column(nearer, -2, 2, "no unit of the layer has an aim of its own")
        found[f"{layer.name}.competence"] = Column(own, lowest, 1, nothing.format("has an aim"))
        found[f"{layer.name}.reliability"] = Column(asked, lowest, 1, nothing.format("is under a letter"))
    return found


@kernel
def is_identity(matrix: Floats) -> bool:
    """Whether it is."""
    for row in range(matrix.shape[0]):
        for column in range(matrix.shape[1]):
            if matrix[row, column] != (1.0 if row == column else 0.0):
                return False
    return True


class Units(NamedTuple):
    """What the units of a layer wanted, did and could do: some columns, as all cost more to hand on than the work."""

    goals: Floats  # (n, K)
    aims: Floats  # (n, K)
    outcomes: Floats  # (n, K)
    costs: Floats  # (n,)
    skill: Floats  # (n,)
    parents: Ints  # (n,)
    strategies: Codes  # (n,)


@kernel
def repeats(letters: Floats, aims: Floats, i: int) -> bool:
    """Whether letter i says all that is wanted."""
    for k in range(letters.shape[1]):  # noqa: SIM110  # numba compiles no generators
        if not abs(letters[i, k] - aims[i, k]) <= _ROUNDING:
            return False
    return True


@kernel
def stretched(wishes: Floats, i: int, response: Floats, effort: Floats) -> float:
    """|Rᵀa|² of wish i. response (1, K, K); (0, K, K) for the identity, for which there is nothing to work out."""
    if response.shape[0] == 0:
        return dot(wishes, i, wishes, i)
    apply_transposed(response, ONLY, wishes, i, effort, ONLY)
    return dot(effort, ONLY, effort, ONLY)


@kernel
def most(square: float, budget: bool) -> float:
    """The most that a leaf, of skill 1 under budget, could do for a wish: |Rᵀa|, |Rᵀa|²/2 under cost; 0 if next to nothing."""
    if square < NOTHING:
        return 0.0
    return np.sqrt(square) if budget else 0.5 * square


@kernel
def add_standing(
    start: int,
    stop: int,
    units: Units,
    above: tuple[Floats, Floats],
    response: Floats,
    budget: bool,
    aiming: Bools,
    out: Floats,
) -> None:
    """Add surrogation index and count over who aims; attainment of the own aim and count, and of the letter and count, over
    who can do something for it. above: letters and aims of the parents.

    Attainment: a·x/(s |Rᵀa|); under cost, where a·x is the mean of Rᵀa·e, what that is net of effort over its best.
    """
    goals, aims, outcomes, costs, skill, parents, strategies = units
    letters, aims_above = above
    effort, parent, asked, told = np.empty((1, letters.shape[1])), -1, 0.0, False
    for i in range(start, stop):
        if parents[i] != parent:
            parent = parents[i]
            asked = most(stretched(letters, parent, response, effort), budget)
            told = repeats(letters, aims_above, parent)
        able, cost = (skill[i], 0.0) if budget else (1.0, costs[i])
        for_letter, for_aim, square = 0.0, 0.0, 0.0
        for k in range(letters.shape[1]):  # side by side, which takes the processor a third of the time
            for_letter += letters[parent, k] * outcomes[i, k]
            for_aim += aims[i, k] * outcomes[i, k]
            square += aims[i, k] * aims[i, k]
        if able * asked > 0.0:
            out[4] += (for_letter - cost) / (able * asked)
            out[5] += 1.0
        if aiming[strategies[i]]:
            out[1] += 1.0
            if not told:
                out[0] += cosine(letters, parent, goals, i) - cosine(aims_above, parent, goals, i)
            if response.shape[0]:
                square = stretched(aims, i, response, effort)
            wanted = able * most(square, budget)
            if wanted > 0.0:
                out[2] += (for_aim - cost) / wanted
                out[3] += 1.0


def observe(state: State, out: Floats) -> None:
    """Means over the units of each layer for which they are defined."""
    aiming, budget = flags("AIMS"), state.settings.budget
    response = state.response[None][is_identity(state.response) :]
    above, at = (state.designer_letter[None], np.ascontiguousarray(state.settings.intent[None])), 0
    for number, layer in enumerate(state.layers):
        units = Units(layer.goals, layer.aims, layer.outcomes, layer.costs, layer.skill, layer.parents, layer.strategies)
        sums = state.sums(number, 6, add_standing, units, above, response, budget, aiming).tolist()
        for total, count in zip(sums[::2], sums[1::2], strict=True):
            out[at] = total / count if count else np.nan
            at += 1
        above = layer.letters, layer.aims
