"""Complete: everybody sees all siblings."""

from collections.abc import Iterable
from itertools import combinations

from superorganisms.declared import Option

NAME = "complete"
SENTENCE = "everybody sees all siblings"
OPTIONS: tuple[Option, ...] = ()
RANDOM = False


def edges(n: int, seed: int) -> Iterable[tuple[int, int]]:
    """All pairs."""
    return combinations(range(n), 2)
