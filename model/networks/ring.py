"""Ring: a circle, in which everybody sees the k nearest on each side."""

from collections.abc import Iterable

from superorganisms.declared import Option

NAME = "ring"
SENTENCE = "a circle, in which everybody sees the k nearest on each side"
OPTIONS = (Option("k", 2, 1, 1000, "siblings", "how many each sees on each side", whole=True),)
RANDOM = False


def edges(n: int, seed: int, *, k: int) -> Iterable[tuple[int, int]]:
    """A circulant graph; in a family of up to 2k + 1 everybody sees everybody."""
    return {(min(i, j), max(i, j)) for i in range(n) for j in ((i + step) % n for step in range(1, k + 1)) if i != j}
