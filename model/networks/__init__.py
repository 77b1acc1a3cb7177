"""Who is whose neighbour among siblings: one file a kind of graph, found by looking.

A graph is a module with
  NAME      what users type
  SENTENCE  what it looks like
  OPTIONS   declared options with default, range, unit and sentence
  RANDOM    whether it differs from family to family of the same size
  edges(n, seed, **options)  pairs of places (i, j), 0 <= i, j < n, of a family of n >= 1, each once and i != j. What a
            family is too small for is left out: fewer neighbours, never an error.
Random graphs are drawn by a generator seeded with SEED and the number of the family in its layer, and by nothing else:
networks belong to the slots, as the tree does, and are the same in every run, whatever the world's seed.
"""

from collections.abc import Iterable, Mapping
from functools import cache
from typing import TYPE_CHECKING, Any, Protocol, cast

import numpy as np

from superorganisms.arrays import Ints
from superorganisms.declared import Option
from superorganisms.found import modules

if TYPE_CHECKING:
    from superorganisms.model.kinds.networks import Network

COMPLETE = "complete"  # all siblings: a mean over the family, for which nobody lists neighbours
SEED = 0x5EED


class Generator(Protocol):
    """What a graph's module holds."""

    NAME: str
    SENTENCE: str
    OPTIONS: tuple[Option, ...]
    RANDOM: bool

    @staticmethod
    def edges(n: int, seed: int, **options: Any) -> Iterable[tuple[int, int]]:
        """The pairs of neighbours in a family of n."""
        ...


@cache
def generators() -> Mapping[str, Generator]:
    """All graphs by name."""
    found = [cast(Generator, module) for module in modules(__name__, __path__)]
    return {one.NAME: one for one in sorted(found, key=lambda one: one.NAME)}


def family_seed(family: int) -> int:
    """The seed of a family's graph: SEED in the upper half, the family's number in its layer in the lower."""
    return (SEED << 32) + family


def linked(pairs: Ints, n: int) -> tuple[Ints, Ints]:
    """Neighbours of n units from pairs of rows (m, 2): offsets (n+1,) into rows, ascending for each unit.

    >>> offsets, rows = linked(np.array([[0, 2], [1, 2]]), 4)
    >>> offsets.tolist(), rows.tolist()
    ([0, 1, 2, 4, 4], [2, 2, 0, 1])
    """
    both = np.concatenate([pairs, pairs[:, ::-1]])
    both = both[np.lexsort((both[:, 1], both[:, 0]))]
    offsets = np.zeros(n + 1, np.int64)
    np.cumsum(np.bincount(both[:, 0], minlength=n), out=offsets[1:])
    return offsets, np.ascontiguousarray(both[:, 1], dtype=np.int64)


def generated(name: str, options: Mapping[str, Any], families: Ints) -> Ints:
    """All pairs of rows (m, 2) that a graph links in a layer, family by family; families (f+1,) offsets."""
    generator, found = generators()[name], [np.empty((0, 2), np.int64)]
    known: dict[int, Ints] = {}
    for family, start in enumerate(families[:-1]):
        n = int(families[family + 1] - start)
        if generator.RANDOM or n not in known:
            pairs = list(generator.edges(n, family_seed(family), **options))
            known[n] = np.array(pairs, dtype=np.int64).reshape(-1, 2)
        found.append(known[n] + start)
    return np.concatenate(found)


def neighbours(network: "Network", families: Ints) -> tuple[Ints, Ints] | None:
    """Whom each unit of a layer sees: offsets (n+1,) and rows of its neighbours, ascending; None: all its siblings.

    families (f+1,) offsets of the layer's families, whose graphs are made here unless the network lists its links.
    """
    if network.kind == COMPLETE:
        return None
    if network.kind in generators():
        pairs = generated(network.kind, network.options, families)
    else:
        pairs = np.array(network.edges, dtype=np.int64).reshape(-1, 2)
    return linked(pairs, int(families[-1]))
