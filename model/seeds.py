"""From what users call a seed to the whole number that the noise is keyed with."""

from typing import Any

import numpy as np

from superorganisms.errors import ParameterError

_LAST = 2**64 - 1


def seed_of(rng: Any) -> int:
    """The seed in [0, 2**64): rng itself if it is a whole number, else one drawn from what numpy makes of it.

    rng may be None (drawn from the operating system), a whole number, a sequence of them, a SeedSequence or a Generator.
    Raises ParameterError.
    """
    if isinstance(rng, np.integer | int) and not isinstance(rng, bool):
        if not 0 <= int(rng) <= _LAST:
            raise ParameterError(f"rng must be a seed in [0, {_LAST}], got {rng}")
        return int(rng)
    if isinstance(rng, float) and rng.is_integer() and 0 <= rng < 2**53:
        return int(rng)  # a column of seeds that went through a table with gaps
    if rng is None or isinstance(rng, np.random.Generator | np.random.BitGenerator | np.random.SeedSequence | list | tuple):
        try:
            return int(np.random.default_rng(rng).integers(_LAST, dtype=np.uint64, endpoint=True))
        except (TypeError, ValueError):
            pass
    raise ParameterError(f"rng must be a whole number in [0, {_LAST}], or what numpy makes a generator from, got {rng!r}")
