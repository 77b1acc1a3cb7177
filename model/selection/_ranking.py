"""Order within a family: worst first, ties by lot."""

from superorganisms.arrays import Bools, Floats, Ints
from superorganisms.compiled import kernel
from superorganisms.vectors import FIRST


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
    """Fill rows with the units of [start, stop) that were read; how many there are."""
    n = 0
    for i in range(start, stop):
        if read[i]:
            rows[n] = i
            n += 1
    return n


@kernel
def sift(rows: Ints, root: int, end: int, metrics: Floats, ties: Floats) -> None:
    """Let rows[root] sink into the heap below it (the best on top)."""
    while 2 * root + 1 < end:
        child = 2 * root + 1
        if child + 1 < end and worse(rows[child], rows[child + 1], metrics, ties):
            child += 1
        if not worse(rows[root], rows[child], metrics, ties):
            return
        rows[root], rows[child] = rows[child], rows[root]
        root = child


@kernel
def rank(rows: Ints, n: int, metrics: Floats, ties: Floats) -> None:
    """Sort rows[:n], worst first. Heapsort: no memory, no bad case in a family of a million."""
    for root in range(n // 2 - 1, -1, -1):
        sift(rows, root, n, metrics, ties)
    for end in range(n - 1, 0, -1):
        rows[0], rows[end] = rows[end], rows[0]
        sift(rows, FIRST, end, metrics, ties)
