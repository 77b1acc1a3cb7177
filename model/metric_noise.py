"""How a metric errs: by which distribution, of which scale."""

from math import sqrt

import numpy as np

from superorganisms.arithmetic import cos, exp, log, normal_quantile
from superorganisms.compiled import kernel
from superorganisms.noise import Purpose, Whole, uniform

KINDS = ("normal", "laplace", "student_t")
_METRIC = np.int64(Purpose.METRIC)
_FIRST, _SECOND = np.int64(0), np.int64(1)
_TWO_PI = 6.283185307179586


@kernel
def metric_error(kind: int, degrees: float, seed: Whole, layer: Whole, key: Whole, tick: Whole) -> float:
    """One error: standard normal, Laplace of scale 1, or Student's t with so many degrees of freedom, not rescaled.

    Laplace by its quantile; t from two uniform numbers by its polar form sqrt(ν (U^(-2/ν) - 1)) cos(2πV), exact for any
    ν > 0 (Bailey 1994).
    """
    u = uniform(seed, _METRIC, layer, key, tick, _FIRST)
    if kind == 0:
        return normal_quantile(u)
    if kind == 1:
        return log(2.0 * u) if u < 0.5 else -log(2.0 * (1.0 - u))
    angle = _TWO_PI * uniform(seed, _METRIC, layer, key, tick, _SECOND)
    return sqrt(degrees * (exp(-2.0 / degrees * log(u)) - 1.0)) * cos(angle)
