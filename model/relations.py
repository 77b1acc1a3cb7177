"""Who knows what: mesa-superoptimizers, suboptimizers and transoptimizers, by the models of a unit and of its parent."""

from collections.abc import Sequence
from itertools import pairwise
from typing import NamedTuple

import numpy as np
import pandas as pd

from superorganisms.agents.columns import Columns
from superorganisms.agents.strategies import flags
from superorganisms.arrays import Bools, Codes, Floats, Indices, Ints
from superorganisms.compiled import kernel
from superorganisms.model.classes import THRESHOLD
from superorganisms.model.state import State
from superorganisms.vectors import cosine

RELATIONS = ("none", "superoptimizer", "suboptimizer", "transoptimizer", "peer")
_CLOSE = 0.1  # a model's row is known if it misses the response's by at most this share of its length


class Stand(NamedTuple):
    """How the units of a layer stand to their parents."""

    relations: Codes  # (n,) index in RELATIONS; 0 for who is no mesa-optimizer
    shared_failures: Ints  # (n,) number of features that neither knows


@kernel
def find_known(models: Floats, response: Floats, known: Bools) -> None:
    """known[m, j]: model m holds row j of the response to within a tenth of its length."""
    for m in range(models.shape[0]):
        for j in range(models.shape[1]):
            missed, size = 0.0, 0.0
            for k in range(models.shape[2]):
                missed += (models[m, j, k] - response[j, k]) ** 2
                size += response[j, k] ** 2
            known[m, j] = missed <= _CLOSE * _CLOSE * size


@kernel
def compare(
    start: int,
    stop: int,
    layer: Columns,
    letters: Floats,
    known: tuple[Bools, Floats, Floats],
    models_above: Indices,
    optimizes: Bools,
    borrows: Bools,
    relations: Codes,
    shared_failures: Ints,
) -> None:
    """Relation of each unit to its parent. known: what each model knows (m, K), and the capacities of layer and parents."""
    models_know, capacity, capacity_above = known
    for i in range(start, stop):
        parent = layer.parents[i]
        its = models_above[parent]
        mine = its if borrows[layer.strategies[i]] else layer.models[i]
        more, less, neither = layer.sees_through[i], False, 0
        for j in range(capacity.shape[0]):
            i_know = models_know[mine, j] and capacity[j] != 0.0
            it_knows = models_know[its, j] and capacity_above[j] != 0.0
            more = more or (i_know and not it_knows)
            less = less or (it_knows and not i_know)
            neither += not i_know and not it_knows
        shared_failures[i] = neither
        if not optimizes[layer.strategies[i]]:
            relations[i] = 0
        elif more and less:
            relations[i] = 3
        elif more:
            relations[i] = 1
        elif less:
            relations[i] = 2
        else:
            relations[i] = 4 if cosine(letters, parent, layer.goals, i) >= THRESHOLD else 3


def relate(state: State) -> list[Stand]:
    """How the units of each layer below the top stand to their parents, by models, goals and response of now."""
    models = state.table.models
    models_know = np.empty(models.shape[:2], np.bool_)
    find_known(models, state.response, models_know)
    found = []
    for number in range(1, len(state.layers)):
        layer, above = state.layers[number], state.layers[number - 1]
        known = (models_know, state.settings.layers[number].capacity, state.settings.layers[number - 1].capacity)
        stand = Stand(np.empty(len(layer), np.int8), np.empty(len(layer), np.int64))
        kinds = (flags("OPTIMIZES"), flags("BORROWS"))
        state.each_block(number, compare, layer, above.letters, known, above.models, *kinds, *stand)
        found.append(stand)
    return found


def relation_table(state: State, names: Sequence[Sequence[str]]) -> pd.DataFrame:
    """A row for each family: layer, parent (by its name), units, the number in each relation, mean shared failure."""
    rows = []
    for number, stand in enumerate(relate(state), start=1):
        layer = state.layers[number]
        for parent, (start, stop) in enumerate(pairwise(layer.families.tolist())):
            counts = np.bincount(stand.relations[start:stop], minlength=len(RELATIONS))
            who = {"layer": layer.name, "parent": names[number - 1][parent], "units": stop - start}
            how = dict(zip(RELATIONS, counts.tolist(), strict=True))
            rows.append(who | how | {"shared_failure": float(stand.shared_failures[start:stop].mean())})
    return pd.DataFrame(rows)
