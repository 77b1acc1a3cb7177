"""Grid: rows and columns as nearly square as the family's size allows, in which everybody sees up to four."""

from collections.abc import Iterable
from math import isqrt

from superorganisms.declared import Option

NAME = "grid"
SENTENCE = "rows and columns, nearly square, in which everybody sees those left, right, above and below"
OPTIONS: tuple[Option, ...] = ()
RANDOM = False


def edges(n: int, seed: int) -> Iterable[tuple[int, int]]:
    """Row by row, in rows of ceil(sqrt(n)); the last one may be shorter."""
    width = isqrt(n - 1) + 1
    yield from ((i, i + 1) for i in range(n - 1) if (i + 1) % width)
    yield from ((i, i + width) for i in range(n - width))
