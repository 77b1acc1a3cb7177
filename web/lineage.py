"""Whose copy sits in each slot, and since when: what the card of a unit says of its ancestry."""

from typing import TYPE_CHECKING

import numpy as np

from superorganisms.arrays import Ints

if TYPE_CHECKING:
    from superorganisms.model.world import Superorganism


class Lineage:
    """For each layer, the tick at which every slot was last replaced (0: never) and the row that was copied into it."""

    def __init__(self, since: list[Ints], source: list[Ints]) -> None:
        self._since = since
        self._source = source

    @classmethod
    def of(cls, world: "Superorganism") -> "Lineage":
        """Of a world in which nobody has been replaced yet."""
        sizes = [len(layer) for layer in world.layers]
        return cls([np.zeros(size, np.int64) for size in sizes], [np.full(size, -1, np.int64) for size in sizes])

    def note(self, world: "Superorganism") -> None:
        """Take in the last tick."""
        for layer, since, source in zip(world.layers, self._since, self._source, strict=True):
            since[layer.newcomers] = world.tick
            source[layer.newcomers] = layer.ancestors[layer.newcomers]

    def of_unit(self, layer: int, index: int) -> dict[str, int] | None:
        """{since: tick, source: row in the layer}; None for a unit that has been here from the start."""
        since = int(self._since[layer][index])
        return {"since": since, "source": int(self._source[layer][index])} if since else None

    def copy(self) -> "Lineage":
        """Another, equal."""
        return Lineage([one.copy() for one in self._since], [one.copy() for one in self._source])
