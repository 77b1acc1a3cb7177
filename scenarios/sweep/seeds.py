"""The seeds of a sweep: the same n at every point and in both arms, so that runs differ only by what was changed."""

from functools import lru_cache

import numpy as np

_BITS = 53  # so that a table that keeps numbers as doubles, or JavaScript, keeps every digit


@lru_cache(maxsize=4)
def seeds(seed: int, count: int) -> tuple[int, ...]:
    """So many different seeds; more of them begin with the same ones.

    Each is the first number of a child of numpy's SeedSequence, which keeps children apart whatever the seed is.

    >>> seeds(1, 2) == seeds(1, 5)[:2]
    True
    """
    children = np.random.SeedSequence(seed).spawn(count)
    return tuple(int(child.generate_state(1, np.uint64)[0]) >> (64 - _BITS) for child in children)
