"""Whose copy sits in each slot, and since when: what the card of a unit says of its ancestry."""

from typing import TYPE_CHECKING

import numpy as np

from superorganisms.arrays import Ints

if TYPE_CHECKING:
    from superorganisms.model.world import Superorganism

KEPT = 4  # generations of each slot


class Lineage:
    """For each layer and the last KEPT generations of every slot, newest first: the tick at which it came in and the row that
    was copied, (KEPT, n) each; a tick of 0: here from the start."""

    def __init__(self, since: list[Ints], source: list[Ints]) -> None:
        self._since = since
        self._source = source

    @classmethod
    def of(cls, world: "Superorganism") -> "Lineage":
        """Of a world in which nobody has been replaced yet."""
        shapes = [(KEPT, len(layer)) for layer in world.layers]
        return cls([np.zeros(shape, np.int64) for shape in shapes], [np.full(shape, -1, np.int64) for shape in shapes])

    def note(self, world: "Superorganism") -> None:
        """Take in the last tick: a newcomer has the ancestry of the one that it is a copy of."""
        for layer, since, source in zip(world.layers, self._since, self._source, strict=True):
            came = np.flatnonzero(layer.newcomers)
            copied = layer.ancestors[came]
            since[1:, came], source[1:, came] = since[:-1, copied], source[:-1, copied]  # all read before any is written
            since[0, came], source[0, came] = world.tick, copied

    def of_unit(self, layer: int, index: int) -> list[dict[str, int]]:
        """{since: tick, source: row in the layer} of each generation that is kept, newest first; [] for a unit of the start."""
        told = zip(self._since[layer][:, index].tolist(), self._source[layer][:, index].tolist(), strict=True)
        return [{"since": since, "source": source} for since, source in told if since]

    def copy(self) -> "Lineage":
        """Another, equal."""
        return Lineage([one.copy() for one in self._since], [one.copy() for one in self._source])
