"""Random: each pair of siblings is linked with the same probability. Erdős & Rényi 1959; Gilbert 1959."""

from collections.abc import Iterable

from superorganisms.declared import Option

NAME = "random"
SENTENCE = "each pair of siblings is linked with probability p"
OPTIONS = (Option("p", 0.1, 0.0, 1.0, "probability", "how likely two siblings are linked"),)
RANDOM = True


def edges(n: int, seed: int, *, p: float) -> Iterable[tuple[int, int]]:
    """Pair by pair: the faster generator takes logarithms, which differ between processors."""
    import networkx

    pairs: Iterable[tuple[int, int]] = networkx.gnp_random_graph(n, p, seed=seed).edges
    return pairs
