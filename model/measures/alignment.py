"""Outer alignment: how much of what a unit wants is in what it says. Inner: how much of the letter is in its goal."""

from collections.abc import Mapping

import numpy as np

from superorganisms.agents.columns import Columns
from superorganisms.agents.strategies import flags
from superorganisms.arrays import Bools, Floats
from superorganisms.compiled import kernel
from superorganisms.model.measures import Column
from superorganisms.model.parameters import Parameters
from superorganisms.model.state import State
from superorganisms.vectors import cosine

_NO_AIM = "no unit of the layer has an aim of its own"


def columns(parameters: Parameters) -> Mapping[str, Column]:
    """designer.outer_alignment, LAYER.inner_alignment, and above the leaves LAYER.outer_alignment."""
    found = {"designer.outer_alignment": Column("cosine of the intent with the designer's letter", -1, 1)}
    for layer in parameters.layers:
        inner = "mean cosine of a unit's goal with the letter above it"
        found[f"{layer.name}.inner_alignment"] = Column(inner, -1, 1, _NO_AIM)
        if layer is not parameters.layers[-1]:
            outer = "mean cosine of a unit's aim with the letter that it publishes"
            found[f"{layer.name}.outer_alignment"] = Column(outer, -1, 1)
    return found


@kernel
def add_alignments(start: int, stop: int, layer: Columns, letters: Floats, aiming: Bools, out: Floats) -> None:
    """Add cos(c_p, g_i) and a count over the units that have an aim; above the leaves cos(v_i, c_i) over all."""
    for i in range(start, stop):
        if aiming[layer.strategies[i]]:
            out[0] += cosine(letters, layer.parents[i], layer.goals, i)
            out[1] += 1.0
        if out.shape[0] > 2:
            out[2] += cosine(layer.aims, i, layer.letters, i)


@kernel
def fill_inner(layer: Columns, letters: Floats, aiming: Bools, out: Floats) -> None:
    """cos(c_p, g_i) of every unit as it acted; NaN for who has no aim."""
    for i in range(out.shape[0]):
        has_aim = aiming[layer.former_strategies[i]]
        out[i] = cosine(letters, layer.parents[i], layer.former_goals, i) if has_aim else np.nan


def inner_alignments(state: State, number: int) -> Floats:
    """Inner alignment (n,) of each unit of a layer as it acted in the last tick; at tick 0 as it would act."""
    layer, found = state.layers[number], np.empty(len(state.layers[number]))
    letters = state.layers[number - 1].letters if number else np.ascontiguousarray(state.acted_letter[None])
    fill_inner(layer, letters, flags("AIMS"), found)
    return found


def observe(state: State, out: Floats) -> None:
    """Means over the units of each layer."""
    aiming = flags("AIMS")
    letters = np.ascontiguousarray(state.designer_letter[None])
    out[0] = cosine(np.ascontiguousarray(state.settings.intent[None]), 0, letters, 0)
    at = 1
    for number, layer in enumerate(state.layers):
        leaf = layer is state.leaves
        sums = state.sums(number, 2 if leaf else 3, add_alignments, layer, letters, aiming)
        out[at] = sums[0] / sums[1] if sums[1] else np.nan
        if not leaf:
            out[at + 1] = sums[2] / len(layer)
        at += 2
        letters = layer.letters
