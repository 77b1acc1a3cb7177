"""Foresight: a parent that knows what its children want writes the letter that cancels it, as far as its model reaches.

Embedded agency: its model must be larger than they are (MODEL.md section 3).
"""

from math import sqrt
from typing import TYPE_CHECKING

import numpy as np

from superorganisms.agents.columns import Columns
from superorganisms.arrays import Floats
from superorganisms.compiled import kernel
from superorganisms.vectors import NOTHING, ONLY, dot, length, scale_to

if TYPE_CHECKING:
    from superorganisms.model.state import State

_NOT_QUITE = 1.0 - 1e-9
_LEAST = 1e-9  # a compliance below this counts as 0: letters divided by it would leave a double


@kernel
def add_goals(layer: Columns, out: Floats) -> None:
    """The plain mean of the goals of each family, out (families, K)."""
    for family in range(layer.families.shape[0] - 1):
        start, stop = layer.families[family], layer.families[family + 1]
        for k in range(out.shape[1]):
            out[family, k] = 0.0
            for i in range(start, stop):
                out[family, k] += layer.goals[i, k]
            if stop > start:
                out[family, k] /= stop - start


def mean_goals(layer: Columns) -> Floats:
    """(units above, K) the mean goal of each one's children."""
    out = np.empty((layer.families.shape[0] - 1, layer.goals.shape[1]))
    add_goals(layer, out)
    return out


@kernel
def cross(vectors: Floats, i: int, h: Floats, across: Floats) -> None:
    """The unit vector in the plane of h and v_i, perpendicular to h, on the side of v_i; any perpendicular if there is none."""
    square = dot(h, ONLY, h, ONLY)
    along = dot(vectors, i, h, ONLY) / square
    for k in range(h.shape[1]):
        across[0, k] = vectors[i, k] - along * h[0, k]
    if dot(across, ONLY, across, ONLY) < 1e-24 * dot(vectors, i, vectors, i):
        axis = 0
        for k in range(h.shape[1]):
            if abs(h[0, k]) < abs(h[0, axis]):
                axis = k
        for k in range(h.shape[1]):
            across[0, k] = (1.0 if k == axis else 0.0) - h[0, axis] / square * h[0, k]
    scale_to(across, ONLY, 1.0)


@kernel
def aim_off(aims: Floats, i: int, h: Floats, compliance: float, across: Floats, out: Floats) -> None:
    """out_i <- the unit letter a that brings h + λ a nearest to v_i in angle.

    Where |h| = λ and v points away from h there is no best letter, only letters that come ever nearer and leave ever less
    of the effort's length, down to none. So |h| counts as a little more than λ there, and the tangent as not quite the end.
    """
    square, pull = dot(h, ONLY, h, ONLY), dot(aims, i, h, ONLY)
    radius = compliance * compliance
    root = radius - square + pull * pull
    if square <= radius * _NOT_QUITE or (root >= 0.0 and pull > 0.0):
        reach = pull + sqrt(max(0.0, root))
        for k in range(h.shape[1]):
            out[i, k] = (reach * aims[i, k] - h[0, k]) / compliance
        scale_to(out, i, 1.0)
        return
    # The tangent from 0 to the sphere of radius λ about h: the angle between h and it has sine λ/|h|
    cross(aims, i, h, across)
    sine = min(compliance / sqrt(square), _NOT_QUITE)
    cosine = sqrt(1.0 - sine * sine)
    for k in range(h.shape[1]):
        out[i, k] = cosine * across[0, k] - sine * h[0, k] / sqrt(square)
    scale_to(out, i, 1.0)  # along a line, where nothing is across, all that is left is to pull back


@kernel
def expect(
    start: int, stop: int, aims: Floats, goals: Floats, capacity: Floats, compliance: float, budget: bool, out: Floats
) -> None:
    """out_i <- the letter by which the children of i, whose mean goal is goals_i, come nearest to doing v_i."""
    h, across = np.empty((1, aims.shape[1])), np.empty((1, aims.shape[1]))
    for i in range(start, stop):
        for k in range(aims.shape[1]):
            h[0, k] = (1.0 - compliance) * capacity[k] * goals[i, k]
            out[i, k] = aims[i, k]
        if compliance < _LEAST or (budget and dot(aims, i, aims, i) < NOTHING):
            continue
        if budget:
            aim_off(aims, i, h, compliance, across, out)
        else:
            for k in range(aims.shape[1]):
                out[i, k] = (aims[i, k] - h[0, k]) / compliance


def foresee(state: "State", number: int) -> Floats:
    """What each unit of a layer would write to its children if it could reward everything (n, K)."""
    layer, settings = state.layers[number], state.settings.layers[number]
    compliance = state.settings.layers[number + 1].traits.compliance
    out = np.empty_like(layer.aims)
    goals = mean_goals(state.layers[number + 1])
    state.each_block(number, expect, layer.aims, goals, settings.capacity, compliance, settings.traits.budget, out)
    return out


def foresight(aim: Floats, goal: Floats, compliance: float, *, rule: str = "budget") -> Floats:
    """The letter by which children with mean goal `goal` come nearest to doing `aim`.

    aim (K,), goal (K,) as the parent sees it, compliance in [0, 1]. Under `budget` the unit letter a that brings
    (1 - λ) goal + λ a nearest to the aim in angle; under `cost` a = (v - (1 - λ) goal)/λ. λ = 0: the aim itself.
    Raises ValueError. MODEL.md section 3; Demski and Garrabrant 2019 on embedded agency.
    """
    v, g = (np.ascontiguousarray(one, dtype=np.float64).reshape(1, -1) for one in (aim, goal))
    if v.shape != g.shape or not 0 <= compliance <= 1 or rule not in ("budget", "cost"):
        raise ValueError("aim and goal must be vectors of one length, compliance in [0, 1], rule 'budget' or 'cost'")
    if rule == "budget":
        size = length(v, ONLY)
        v = v / size if size > 0 else v
    out = np.empty_like(v)
    expect(0, 1, v, g, np.ones(v.shape[1]), float(compliance), rule == "budget", out)
    letter: Floats = out[0]
    return letter
