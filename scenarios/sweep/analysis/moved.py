"""Which measures a design moves most, so that a report shows these and not all of them."""

from collections.abc import Sequence

import numpy as np
import pandas as pd

from superorganisms.arrays import Floats
from superorganisms.errors import BatchError, suggest

MOST = 5  # besides efficiency
FIRST = "efficiency"
_SAME = 0.999  # correlation of two measures that say the same
_DUST = 1e-9
_LEAST = 0.05  # share of variance between points below which a measure isn't worth a figure


def share_between(points: pd.Series, values: pd.Series, codes: Floats | None = None) -> float:
    """Share of the variance of values that lies between points, not between the seeds of a point; 0 if none, NaN if constant.

    Corrected for what chance alone would give (ε², Kelley 1935). With one seed a point there is nothing to compare with:
    then the share that a curve of second order in the parameters' codes (points, d) explains.
    """
    known = values.notna()
    points, values = points[known], values[known]
    if not len(values) or np.ptp(values) <= _DUST * max(1.0, float(values.abs().max())):
        return float("nan")
    means = values.groupby(points).transform("mean")
    count, groups = len(values), points.nunique()
    total = float(((values - values.mean()) ** 2).sum())
    if count == groups:
        return _fitted(values.to_numpy(float), codes[points.to_numpy()]) if codes is not None else 1.0
    within = float(((values - means) ** 2).sum()) / (count - groups)
    return max(0.0, 1 - within * (count - 1) / total)


def _fitted(values: Floats, codes: Floats) -> float:
    terms = np.column_stack([np.ones(len(values)), codes, codes**2])
    fitted, _, rank, _ = np.linalg.lstsq(terms, values, rcond=None)
    free = len(values) - int(rank)
    if free < 1:
        return 1.0
    rest = float(((values - terms @ fitted) ** 2).sum()) / free
    return max(0.0, 1 - rest / float(values.var(ddof=1)))


def shares(runs: pd.DataFrame, measures: list[str], codes: Floats | None = None) -> pd.Series:
    """`share_between` of each measure, the greatest first; those that never move are left out."""
    found = {measure: share_between(runs["point"], runs[measure], codes) for measure in measures}
    return pd.Series(found, dtype=float).dropna().sort_values(ascending=False, kind="stable")


def most_moved(runs: pd.DataFrame, measures: list[str], codes: Floats | None = None) -> list[str]:
    """Efficiency, and up to five others that the design moves most, of several that go together only one."""
    points = runs.groupby("point")[measures].mean()
    chosen = [FIRST] if FIRST in measures and runs[FIRST].notna().any() else []
    for measure, share in shares(runs, measures, codes).items():
        if len(chosen) > MOST:
            break
        if measure not in chosen and share >= _LEAST and not any(_alike(points[measure], points[one]) for one in chosen):
            chosen.append(str(measure))
    return chosen or measures[:1]


def _alike(one: pd.Series, other: pd.Series) -> bool:
    both = one.notna() & other.notna()
    first, second = one[both].to_numpy(float), other[both].to_numpy(float)
    if len(first) < 3 or min(np.ptp(first), np.ptp(second)) <= _DUST:
        return False
    return bool(abs(np.corrcoef(first, second)[0, 1]) > _SAME)


def checked(named: Sequence[str], measures: list[str]) -> list[str]:
    """These measures, each once. Raises BatchError for one that isn't there."""
    for name in named:
        if name not in measures:
            hint = suggest(name, measures) or f"; there are {', '.join(measures[:6])} and {max(0, len(measures) - 6)} more"
            raise BatchError(f"no measure {name!r} in these results{hint}")
    return list(dict.fromkeys(named))
