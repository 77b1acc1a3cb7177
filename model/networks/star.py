"""Star: all see the first of the family, who sees all; nobody else sees anybody."""

from collections.abc import Iterable

from superorganisms.declared import Option

NAME = "star"
SENTENCE = "all see the first of the family, who sees all"
OPTIONS: tuple[Option, ...] = ()
RANDOM = False


def edges(n: int, seed: int) -> Iterable[tuple[int, int]]:
    """The first with each."""
    return ((0, i) for i in range(1, n))
