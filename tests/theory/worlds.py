"""Small worlds in which theory can be computed by hand."""

from collections.abc import Sequence
from typing import Any

import numpy as np
from scipy import stats

from superorganisms import LayerParameters, Parameters
from superorganisms.arrays import Bools, Floats, Ints
from superorganisms.scenarios.evidence.small_worlds import obedient, quiet, selfish

__all__ = ["assert_mean", "assert_share", "normal_order_means", "obedient", "quiet", "quiet_world", "selfish"]

type Numbers = Floats | Ints | Bools

ERRORS = 4.9  # standard errors that a mean may be off: by chance once in a million


def quiet_world(*layers: LayerParameters, **settings: Any) -> Parameters:
    """A world of quiet layers: R = M = S = D = I, one regime."""
    return Parameters(layers=layers, **settings)


def assert_mean(samples: Numbers, expected: float | Sequence[float] | Floats) -> None:
    """Independent samples (n,) or (n, k) have the expected mean, within 4.9 standard errors."""
    error = samples.std(axis=0, ddof=1) / np.sqrt(len(samples))
    np.testing.assert_array_less(np.abs(samples.mean(axis=0) - np.asarray(expected)), ERRORS * error + 1e-12)


def assert_share(samples: Bools, expected: float) -> None:
    """Of independent samples (n,) as many are True as expected: a number that is no rarer than once in a million."""
    count = stats.binomtest(int(samples.sum()), samples.size, min(1.0, max(0.0, float(expected))))
    assert count.pvalue > 1e-6, f"expected a share of {expected}, got {samples.mean()} of {samples.size}"


def normal_order_means(n: int) -> Floats:
    """Expected values of n standard normal numbers in ascending order, (n,): by quadrature, good to about ten digits."""
    x = np.linspace(-9.0, 9.0, 7201)
    density, below = stats.norm.pdf(x), stats.norm.cdf(x)
    return np.array([np.trapezoid(x * stats.beta.pdf(below, k, n + 1 - k) * density, x) for k in range(1, n + 1)])
