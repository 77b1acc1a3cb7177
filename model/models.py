"""The table of world models: what each unit believes, held once for all who believe the same.

A unit holds a row. Units that change their own model (and, in a fleet's family, the parent and whoever is taught by it)
have a row of their own, one for each slot of such a layer, at the head of the table; the rows after those never change
and are shared.
"""

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np

from superorganisms.agents.columns import Columns, Layer
from superorganisms.arrays import Bools, Codes, Floats, Indices, Ints
from superorganisms.compiled import kernel

NOBODYS = -1


@dataclass
class ModelTable:
    """All world models of a world. own[l] is the first row of layer l's own rows, NOBODYS if it has none."""

    models: Floats  # (m, K, K)
    own: list[int]
    shared: int  # first of the rows that never change

    def give_own(self, number: int, layers: Sequence[Layer]) -> None:
        """Own rows for a layer that has none yet."""
        count = len(layers[number])
        fresh = np.zeros((count, *self.models.shape[1:]))
        self.models = np.concatenate([self.models[: self.shared], fresh, self.models[self.shared :]])
        for layer in layers:
            layer.models[layer.models >= self.shared] += count
        self.own[number] = self.shared
        self.shared += count

    def make_own(self, number: int, layer: Layer, rows: Ints) -> None:
        """Let these units of a layer with own rows believe in theirs what they believe now."""
        everything = np.ones(self.models.shape[1])
        for row in rows[layer.models[rows] >= self.shared]:
            hand_over(self.models, int(layer.models[row]), everything, self.own[number] + int(row))
            layer.models[row] = self.own[number] + row

    def row_of(self, model: Floats) -> int:
        """Row of a shared model (K, K), added if it is new."""
        same = np.flatnonzero((self.models[self.shared :] == model).all(axis=(1, 2)))
        if same.size:
            return self.shared + int(same[0])
        self.models = np.concatenate([self.models, model[None]])
        return len(self.models) - 1

    def heirs(self, above: Columns, capacity: Floats) -> Indices:
        """For each row that a parent holds and that never changes, the row that its newborn children hold: P M_p."""
        heirs = np.arange(len(self.models), dtype=np.int32)
        if capacity.all():
            return heirs
        held = [int(row) for row in np.unique(above.models) if row >= self.shared]
        found = {row: self.row_of(capacity[:, None] * self.models[row]) for row in held}
        heirs = np.arange(len(self.models), dtype=np.int32)
        for row, heir in found.items():
            heirs[row] = heir
        return heirs

    def forget(self, layers: Sequence[Layer]) -> None:
        """Drop the shared models that nobody holds any more."""
        used = np.unique(np.concatenate([np.arange(self.shared), *(layer.models for layer in layers)]))
        if len(used) < len(self.models):
            for layer in layers:
                layer.models[:] = np.searchsorted(used, layer.models)
            self.models = self.models[used]


@kernel
def hand_over(models: Floats, source: int, capacity: Floats, target: int) -> None:
    """models[target] <- P models[source]."""
    for row in range(models.shape[1]):
        for column in range(models.shape[2]):
            models[target, row, column] = capacity[row] * models[source, row, column]


@kernel
def equip(
    start: int,
    stop: int,
    slots: tuple[Bools, Ints, Codes, Indices],
    believed: Indices,
    table: tuple[Floats, int, int],
    heirs: Indices,
    capacity: Floats,
    owners: Bools,
) -> None:
    """Give the newcomers of rows start..stop-1 the model that their parent makes: P M_p (MODEL.md section 2, step 4).

    slots: newcomers, parents, strategies, models of the layer, which are arrays and not all its columns, as two dozen cost
    more to hand on than the work itself; believed: the models of the layer above. table: the models, the layer's first own
    row, the first shared row. Whoever changes its model gets one of its own, and so does everyone whose parent's may change.
    """
    newcomers, parents, strategies, models = slots
    content, own, shared = table
    for i in range(start, stop):
        if not newcomers[i]:
            continue
        source = int(believed[parents[i]])
        if own >= 0 and (source < shared or owners[strategies[i]]):
            hand_over(content, source, capacity, own + i)
            models[i] = own + i
        else:
            models[i] = heirs[source]
