"""Small world: a ring of k nearest neighbours, half on each side, with some links moved at random. Watts & Strogatz 1998."""

from collections.abc import Iterable

from superorganisms.declared import Option

NAME = "small_world"
SENTENCE = "a ring of k nearest neighbours, half on each side, each link moved at random with probability p"
OPTIONS = (
    Option("k", 4, 0, 1000, "siblings", "how many each sees before links are moved; an odd one counts as one less", whole=True),
    Option("p", 0.1, 0.0, 1.0, "probability", "how likely a link is moved"),
)
RANDOM = True


def edges(n: int, seed: int, *, k: int, p: float) -> Iterable[tuple[int, int]]:
    """In a family of up to k everybody sees everybody."""
    import networkx

    pairs: Iterable[tuple[int, int]] = networkx.watts_strogatz_graph(n, min(k, n), p, seed=seed).edges
    return pairs
