"""A register of firms as large and small as real ones: family sizes by Zipf's law."""

import numpy as np

from superorganisms.arithmetic import exp, log
from superorganisms.arrays import Floats, Ints
from superorganisms.compiled import kernel
from superorganisms.errors import TreeError

AXTELL = 1.059  # exponent of the firms of the USA in 1997
ALMOST_1 = 1.0 - 1e-9  # keeps the rounding errors of a sum from handing out one unit too many


def zipf_sizes(units: int, families: int, *, exponent: float = AXTELL) -> tuple[int, ...]:
    """Sizes of families whose share of at least s members falls as s ** -exponent; each >= 1, their sum is units.

    Nothing is drawn: the sizes are the quantiles (rank - 1/2) / families of the Pareto distribution, scaled to the sum
    and rounded by largest remainder; those that would be below 1 are 1, so the law holds above the smallest sizes.
    Large and small are mixed in van der Corput's order, in which any run of neighbours has nearly the same distribution
    as the whole: each parent of a run gets its share of large families. exponent > 0; at 1 it is Zipf's law. Raises
    TreeError for fewer units than families.

    Axtell 2001, Science 293, 1818-1820: firms of the USA, 1.059.

    >>> zipf_sizes(100, 8)
    (47, 6, 10, 4, 17, 5, 7, 4)
    """
    if families < 1 or units < families:
        raise TreeError(f"a register needs at least one unit in each of at least 1 family, got {units} in {families}")
    if not 0.0 < exponent < np.inf:
        raise TreeError(f"the exponent of a register must be a number above 0, got {exponent}")
    exact = _scaled(_quantiles(families, exponent), units)
    sizes = np.maximum(np.floor(exact * ALMOST_1), 1.0).astype(np.int64)
    each, more = divmod(units - int(sizes.sum()), families)
    sizes += each
    sizes[np.argsort(sizes - exact, kind="stable")[:more]] += 1
    return tuple(sizes[_mixed(families)].tolist())


@kernel
def _quantiles(count: int, exponent: float) -> Floats:
    """Pareto's quantiles in the middle of count equal shares, largest first, in units of the smallest possible."""
    found = np.empty(count)
    for i in range(count):
        found[i] = exp(log(count / (i + 0.5)) / exponent)
    return found


@kernel
def _scaled(quantiles: Floats, units: int) -> Floats:
    """The quantiles times the one factor with which they sum to units where those below 1 are 1."""
    above = 0.0
    for i in range(quantiles.shape[0]):
        above += float(quantiles[i])
    large, factor = quantiles.shape[0], units / above
    while large > 1 and factor * quantiles[large - 1] < 1.0:
        large -= 1
        above -= float(quantiles[large])
        factor = (units - (quantiles.shape[0] - large)) / above
    found = np.ones(quantiles.shape[0])
    for i in range(large):
        found[i] = factor * quantiles[i]
    return found


def _mixed(count: int) -> Ints:
    """The numbers below count in van der Corput's order: which rank of size stands at each place. 0, 2, 1 for 3."""
    bits = max(1, (count - 1).bit_length())
    places = np.arange(count, dtype=np.int64)
    mirrored = np.zeros(count, dtype=np.int64)
    for _ in range(bits):
        mirrored = (mirrored << 1) | (places & 1)
        places >>= 1
    ranks = np.empty(count, dtype=np.int64)
    ranks[np.argsort(mirrored)] = np.arange(count)
    return ranks
