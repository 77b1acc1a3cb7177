"""Intervals of means by resampling the seeds, made so wide that they hold for few seeds too, as far as that is possible."""

from collections.abc import Iterator, Sequence

import numpy as np
import pandas as pd
from scipy import stats

from superorganisms.arrays import Floats, Ints

LEVEL = 0.95
_RESAMPLES = 4999
_AT_ONCE = 20_000_000  # numbers in memory
_SEED = 1
_SURE = 1 - 1e-12  # scipy takes no level of 1


def intervals(values: Floats, *, seed: int = _SEED) -> tuple[Floats, Floats]:
    """(rows,) low and high ends of the 95 % interval of the mean of each row of values (rows, n); NaN for n below 2.

    Bootstrap percentiles (scipy.stats.bootstrap), taken further out as Student's t is wider than the normal distribution:
    plain percentiles are too narrow by √((n-1)/n) and by z instead of t (Hesterberg 2015). See `reach` for few seeds.
    """
    rows, count = values.shape
    if count < 2 or not rows:
        return np.full(rows, np.nan), np.full(rows, np.nan)
    stretch = max(1, _AT_ONCE // (count * _RESAMPLES))
    found = [_resampled(values[start : start + stretch], seed) for start in range(0, rows, stretch)]
    return np.concatenate([low for low, _ in found]), np.concatenate([high for _, high in found])


def _resampled(values: Floats, seed: int) -> tuple[Floats, Floats]:
    rng = np.random.default_rng(seed)  # anew: an interval doesn't depend on how many others are asked for
    level = widened(values.shape[1])
    done = stats.bootstrap(
        (values,), np.mean, axis=1, n_resamples=_RESAMPLES, confidence_level=level, method="percentile", rng=rng
    )
    return np.asarray(done.confidence_interval.low), np.asarray(done.confidence_interval.high)


def widened(count: int) -> float:
    """The level at which percentiles of so many seeds are as wide as Student's t: .997 for 10, .958 for 100."""
    far = np.sqrt(count / (count - 1)) * stats.t.ppf(0.5 + LEVEL / 2, count - 1)
    return min(_SURE, float(1 - 2 * stats.norm.sf(far)))


def reach(count: int) -> float:
    """The most that an interval within the data can hold the true mean: all values lie on one side of it in 2^(1-n) of cases.

    Exact where values are as often above the mean as below. From 6 seeds on 95 % can be reached.

    >>> reach(4), reach(6)
    (0.875, 0.96875)
    """
    return 1 - 2.0 ** (1 - count)


def means(runs: pd.DataFrame, measures: Sequence[str], by: Sequence[str] = ("point",)) -> pd.DataFrame:
    """A row for each group and measure: n defined values, their mean, low and high of its 95 % interval.

    runs: a row a run, columns as `Results.runs` has them. Undefined values (NaN) are left out, and n says so.
    """
    keys = list(by)
    parts = [_of_one(runs, measure, keys) for measure in measures]
    if not parts:
        return pd.DataFrame(columns=[*keys, "measure", "n", "mean", "low", "high"])
    return pd.concat(parts, ignore_index=True)


def _of_one(runs: pd.DataFrame, measure: str, keys: list[str]) -> pd.DataFrame:
    known = runs.dropna(subset=[measure]).sort_values(keys, kind="stable")
    table = known.groupby(keys, sort=True)[measure].agg(n="size", mean="mean").reset_index()
    ends = np.full((2, len(table)), np.nan)
    for rows, places in stacks(table["n"].to_numpy(np.int64)):
        ends[:, rows] = intervals(known[measure].to_numpy(float)[places])
    table["low"], table["high"] = ends
    table.insert(len(keys), "measure", measure)
    return table


def stacks(sizes: Ints) -> Iterator[tuple[Ints, Ints]]:
    """Groups of one size together, of rows sorted by group: which groups (g,), and where their rows stand (g, size).

    >>> [places.tolist() for groups, places in stacks(np.array([2, 1, 2]))]
    [[[2]], [[0, 1], [3, 4]]]
    """
    starts = np.cumsum(sizes) - sizes
    for size in np.unique(sizes):
        groups = np.flatnonzero(sizes == size)
        yield groups, starts[groups][:, None] + np.arange(size)
