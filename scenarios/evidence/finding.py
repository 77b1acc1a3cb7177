"""One number that theory or literature gives, beside what came out."""

import math
from dataclasses import dataclass, replace

import numpy as np
import numpy.typing as npt

from superorganisms.scenarios.evidence.intervals import caught, caught_share, share_interval, student_critical

EXACT = 1e-9
"""How far a number that knows no chance may be off, relative to the expected one where that is larger than 1."""


@dataclass(frozen=True, kw_only=True)
class Finding:
    """Expected and ours, with the interval around ours that must hold the expected.

    `expected` is a number, or a range (low, high) which the interval must reach into, or lie in if `whole`.
    `detects` is the smallest deviation from the expected that would have failed (99 times in 100, where there is chance).
    `at` and `series` say where it stands in the figure.
    """

    case: str
    expected: float | tuple[float, float]
    ours: float
    low: float
    high: float
    replicates: int
    detects: float
    whole: bool = False
    at: float = math.nan
    series: str = ""

    @property
    def passed(self) -> bool:
        """Whether it came out as expected; never where a number is NaN."""
        first, last = self.expected if isinstance(self.expected, tuple) else (self.expected, self.expected)
        if self.whole:
            return first <= self.low and self.high <= last
        return self.low <= last and first <= self.high

    def placed(self, at: float, series: str = "") -> "Finding":
        """The same with a place in the figure."""
        return replace(self, at=at, series=series)


def exact(case: str, expected: float, ours: float, *, tolerance: float = EXACT) -> Finding:
    """A number without chance: 1e-9 is all that it may be off, relative to the expected one where that is above 1."""
    most = tolerance * max(1.0, abs(expected))
    return Finding(
        case=case,
        expected=float(expected),
        ours=float(ours),
        low=ours - most,
        high=ours + most,
        replicates=1,
        detects=most,
    )


def all_exact(case: str, expected: npt.ArrayLike, ours: npt.ArrayLike) -> Finding:
    """Arrays that must be the same number by number: their largest difference, which must be 0."""
    off = np.abs(np.asarray(ours, dtype=float) - np.asarray(expected, dtype=float))
    return exact(f"{case}, error", 0.0, float(off.max()))


def mean(case: str, expected: float, samples: npt.ArrayLike) -> Finding:
    """The mean of independent samples (n,), n >= 2, by Student's t."""
    values = np.asarray(samples, dtype=float)
    error = float(values.std(ddof=1) / math.sqrt(values.size))
    half = student_critical(values.size - 1) * error + 1e-12  # rounding, where all samples are the same
    ours = float(values.mean())
    return Finding(
        case=case,
        expected=float(expected),
        ours=ours,
        low=ours - half,
        high=ours + half,
        replicates=values.size,
        detects=caught(values.size - 1, error),
    )


def share(case: str, expected: float, hits: npt.ArrayLike) -> Finding:
    """The share of independent trials (n,) that came out true, by the binomial distribution itself."""
    found = np.asarray(hits, dtype=bool)
    low, high = share_interval(int(found.sum()), found.size)
    chance = min(1.0, max(0.0, float(expected)))
    return Finding(
        case=case,
        expected=chance,
        ours=float(found.mean()),
        low=low,
        high=high,
        replicates=found.size,
        detects=caught_share(chance, found.size),
    )
