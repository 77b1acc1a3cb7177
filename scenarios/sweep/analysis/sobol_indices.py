"""Sobol's indices: which share of a measure's variance between the points goes back to each parameter.

Sobol 2001; Saltelli et al. 2010. By SALib, from the design `sobol`.
"""

from collections.abc import Sequence

import numpy as np
import pandas as pd

from superorganisms.arrays import Floats
from superorganisms.errors import BatchError
from superorganisms.scenarios.sweep.designs.sobol import problem

COLUMNS = ["S1", "S1_low", "S1_high", "ST", "ST_low", "ST_high", "n"]
_RESAMPLES = 1000
_SEED = 1  # not 0, which SALib takes for none
_DUST = 1e-9


def sobol(values: Floats, names: Sequence[str]) -> pd.DataFrame:
    """A row a parameter: S1 (it alone), ST (it in any way, with others too), each with its 95 % interval; n base samples.

    values: a number a point, in the order of the design's points. A base sample, samples·(d+2) of which make the design, is
    left out whole if one of its points is undefined. NaN where the measure doesn't move, or too little is left.
    Raises BatchError if the values don't fit the design.
    """
    from SALib.analyze import sobol as salib

    block = len(names) + 2
    if len(values) % block:
        raise BatchError(f"a sobol design of {len(names)} parameters has a multiple of {block} points, got {len(values)}")
    whole = values.reshape(-1, block)
    whole = whole[np.isfinite(whole).all(axis=1)]
    if len(whole) < 2 or np.ptp(whole) <= _DUST * max(1.0, float(np.abs(whole).max())):
        return pd.DataFrame(np.nan, index=list(names), columns=COLUMNS).assign(n=len(whole))
    done = salib.analyze(problem(len(names)), whole.ravel(), calc_second_order=False, num_resamples=_RESAMPLES, seed=_SEED)
    table = pd.DataFrame(index=list(names))
    for index in ("S1", "ST"):
        half = done[f"{index}_conf"]
        table[index], table[f"{index}_low"], table[f"{index}_high"] = done[index], done[index] - half, done[index] + half
    return table.assign(n=len(whole))
