"""Morris's elementary effects: how much a measure moves as one parameter takes a step, wherever the others stand.

Morris 1991; Campolongo, Cariboni & Saltelli 2007. By SALib, from the design `morris`.
"""

from collections.abc import Sequence

import numpy as np
import pandas as pd

from superorganisms.arrays import Floats
from superorganisms.errors import BatchError
from superorganisms.scenarios.sweep.designs.morris import LEVELS
from superorganisms.scenarios.sweep.designs.sobol import problem

COLUMNS = ["mu_star", "mu_star_low", "mu_star_high", "mu", "sigma", "n"]
_RESAMPLES = 1000
_SEED = 1


def morris(units: Floats, values: Floats, names: Sequence[str]) -> pd.DataFrame:
    """A row a parameter: mu* with its 95 % interval, mu and sigma, in units of the measure over the parameter's whole range.

    mu: the mean effect; mu*: the mean of its size; sigma: how much it differs from place to place. units: the design's points
    in [0, 1] (n, d); values: a number a point. A trajectory, samples of which make the design, is left out whole if one of
    its points is undefined; NaN if fewer than two are left. Raises BatchError if the values don't fit the design.
    """
    from SALib.analyze import morris as salib

    block = len(names) + 1
    if units.shape != (len(values), len(names)) or len(values) % block:
        raise BatchError(f"a morris design of {len(names)} parameters has a multiple of {block} points, got {len(values)}")
    whole = np.isfinite(values).reshape(-1, block).all(axis=1)
    kept = np.repeat(whole, block)
    if whole.sum() < 2:
        return pd.DataFrame(np.nan, index=list(names), columns=COLUMNS).assign(n=int(whole.sum()))
    done = salib.analyze(
        problem(len(names)), units[kept], values[kept].astype(float), num_levels=LEVELS, num_resamples=_RESAMPLES, seed=_SEED
    )
    size, half = np.asarray(done["mu_star"], float), np.asarray(done["mu_star_conf"], float)
    columns = {"mu_star": size, "mu_star_low": np.maximum(0.0, size - half), "mu_star_high": size + half}
    columns |= {name: np.asarray(done[name], float) for name in ("mu", "sigma")}
    return pd.DataFrame(columns, index=list(names)).assign(n=int(whole.sum()))
