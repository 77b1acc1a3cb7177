"""Path: a line, in which everybody sees those before and behind."""

from collections.abc import Iterable
from itertools import pairwise

from superorganisms.declared import Option

NAME = "path"
SENTENCE = "a line, in which everybody sees those before and behind"
OPTIONS: tuple[Option, ...] = ()
RANDOM = False


def edges(n: int, seed: int) -> Iterable[tuple[int, int]]:
    """Each with the next."""
    return pairwise(range(n))
