"""Who takes part in a family, and in which order: worst first, ties by lot."""

from typing import cast

import numpy as np

from superorganisms.arrays import Bools, Floats, Ints
from superorganisms.compiled import kernel
from superorganisms.vectors import FIRST

# As Python's 1 numba would compile for that very number
SOMEBODY = cast(int, np.int64(1))


@kernel
def worse(i: int, j: int, metrics: Floats, ties: Floats) -> bool:
    """Whether row i stands before row j: by metric, then by lot (column 0 of ties), then by row."""
    if metrics[i] != metrics[j]:
        return bool(metrics[i] < metrics[j])
    if ties[i, 0] != ties[j, 0]:
        return bool(ties[i, 0] < ties[j, 0])
    return i < j


@kernel
def read_rows(start: int, stop: int, read: Bools, rows: Ints) -> int:
    """Fill rows, from `start` on, with the units of [start, stop) that were read; how many there are."""
    n = 0
    for i in range(start, stop):
        if read[i]:
            rows[start + n] = i
            n += 1
    return n


@kernel
def arrange(families: Ints, read: Bools, rows: Ints, counts: Ints) -> None:
    """Who takes part in each family, in the order of rows: the first pass of every rule."""
    for family in range(counts.shape[0]):
        counts[family] = read_rows(families[family], families[family + 1], read, rows)


@kernel
def sift(rows: Ints, start: int, root: int, end: int, metrics: Floats, ties: Floats) -> None:
    """Let the unit at place `root` sink into the heap below it, the best on top; places count from `start`."""
    while 2 * root + 1 < end:
        child = 2 * root + 1
        if child + 1 < end and worse(rows[start + child], rows[start + child + 1], metrics, ties):
            child += 1
        if not worse(rows[start + root], rows[start + child], metrics, ties):
            return
        rows[start + root], rows[start + child] = rows[start + child], rows[start + root]
        root = child


@kernel
def rank(rows: Ints, start: int, n: int, metrics: Floats, ties: Floats) -> None:
    """Sort rows[start : start + n], worst first. Heapsort: no memory, no bad case in a family of a million."""
    for root in range(n // 2 - 1, -1, -1):
        sift(rows, start, root, n, metrics, ties)
    for end in range(n - 1, 0, -1):
        rows[start], rows[start + end] = rows[start + end], rows[start]
        sift(rows, start, FIRST, end, metrics, ties)


@kernel
def share_of(n: int, share: float, lot: float, least: int) -> int:
    """⌊share · n + U⌋ of n units, at least `least`, at most all."""
    return min(n, max(least, int(share * n + lot)))
