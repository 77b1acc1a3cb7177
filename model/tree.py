"""The tree of slots: families as contiguous offsets of any size, and the blocks that a tick works through."""

from collections.abc import Sequence
from dataclasses import dataclass
from itertools import accumulate, pairwise

import numpy as np

from superorganisms.arrays import Ints
from superorganisms.errors import TreeError

BLOCK = 1024  # units; a run of this many stays in the processor's cache


@dataclass(frozen=True)
class Tree:
    """A hierarchy brought from outside: names and parents, layer by layer from the top.

    names[l][i] is unit i of layer l, parents[l][i] the row of its parent in layer l - 1 (0 for the one top unit). Children
    of a parent stand together and families in the order of their parents, so parents[l] never decreases. Every unit
    above the last layer has a child. Raises TreeError, naming layer and unit, for anything else.
    """

    names: tuple[tuple[str, ...], ...]
    parents: tuple[tuple[int, ...], ...]

    def __post_init__(self) -> None:
        if not 2 <= len(self.names) <= 8 or len(self.parents) != len(self.names):
            raise TreeError(f"a tree must have 2 to 8 layers, each with names and parents, got {len(self.names)}")
        if len(self.names[0]) != 1 or self.parents[0] != (0,):
            raise TreeError(f"a tree must have one unit at the top, got {len(self.names[0])}")
        for number in range(1, len(self.names)):
            self._check_layer(number)

    def _check_layer(self, number: int) -> None:
        names, parents, above = self.names[number], self.parents[number], self.names[number - 1]
        if len(names) != len(parents):
            raise TreeError(f"layer {number} of the tree has {len(names)} names and {len(parents)} parents")
        if any(a > b for a, b in pairwise(parents)) or (parents and not 0 <= parents[0] <= parents[-1] < len(above)):
            raise TreeError(f"the parents of layer {number} must be rows of layer {number - 1} in ascending order")
        if missing := set(range(len(above))).difference(parents):
            raise TreeError(f"'{above[min(missing)]}' in layer {number - 1} of the tree has no child")

    @classmethod
    def from_sizes(cls, sizes: Sequence[Sequence[int]], names: Sequence[Sequence[str]] | None = None) -> "Tree":
        """A tree from the family sizes of each layer below the top: [[5], [2, 1, 3, 1, 1], ...]."""
        parents = [(0,), *(tuple(np.repeat(np.arange(len(layer)), layer).tolist()) for layer in sizes)]
        if names is None:
            names = [[f"{number}.{i}" for i in range(len(layer))] for number, layer in enumerate(parents)]
        return cls(tuple(tuple(layer) for layer in names), tuple(parents))

    def family_sizes(self, number: int) -> tuple[int, ...]:
        """Sizes of the families of a layer, one for each unit of the layer above (the designer's for the top)."""
        above = len(self.names[number - 1]) if number else 1
        return tuple(np.bincount(np.asarray(self.parents[number], dtype=np.int64), minlength=above).tolist())


def even_sizes(units: int, families: int) -> tuple[int, ...]:
    """Units spread over families as evenly as possible, the first ones with one more: 7 over 5 is (2, 2, 1, 1, 1)."""
    share, more = divmod(units, families)
    return tuple(share + (i < more) for i in range(families))


def family_sizes(sizes: Sequence[int | Sequence[int]]) -> list[Sequence[int]]:
    """Sizes of the families of every layer, one family for each unit of the layer above (the designer's one for the top).

    sizes: of each layer, from the top, how many units it has, or the size of each parent's family.
    """
    found: list[Sequence[int]] = []
    above = 1
    for size in sizes:
        found.append(even_sizes(size, above) if isinstance(size, int) else size)
        above = sum(found[-1])
    return found


def offsets(sizes: Sequence[int]) -> Ints:
    """Where each family starts, and the end: (2, 3) is [0, 2, 5]."""
    return np.fromiter(accumulate(sizes, initial=0), dtype=np.int64, count=len(sizes) + 1)


def family_blocks(families: Ints) -> list[tuple[int, int]]:
    """Runs of whole families, (first, last + 1), of about a thousand units each: the unit of work of selection."""
    blocks, first = [], 0
    for family in range(1, families.shape[0]):
        if families[family] - families[first] >= BLOCK or family == families.shape[0] - 1:
            blocks.append((first, family))
            first = family
    return blocks


def row_blocks(families: Ints) -> list[tuple[int, int]]:
    """Runs of rows (start, stop) of about a thousand units each: whole families, or pieces of a very large one."""
    blocks = []
    for first, last in family_blocks(families):
        start, stop = int(families[first]), int(families[last])
        blocks += (
            [(at, min(at + BLOCK, stop)) for at in range(start, stop, BLOCK)] if stop - start > 2 * BLOCK else [(start, stop)]
        )
    return blocks
