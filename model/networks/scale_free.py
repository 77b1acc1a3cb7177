"""Scale free: few are seen by many, as newcomers prefer to link to those who have links. Barabási & Albert 1999."""

from collections.abc import Iterable

from superorganisms.declared import Option

NAME = "scale_free"
SENTENCE = "few are seen by many: one after the other links to m who came before, rather to those with many links"
OPTIONS = (Option("m", 2, 1, 1000, "siblings", "how many links each brings", whole=True),)
RANDOM = True


def edges(n: int, seed: int, *, m: int) -> Iterable[tuple[int, int]]:
    """In a family of up to m + 1 all link to as many as they can: a star around the first."""
    import networkx

    if n == 1:
        return ()
    pairs: Iterable[tuple[int, int]] = networkx.barabasi_albert_graph(n, min(m, n - 1), seed=seed).edges
    return pairs
