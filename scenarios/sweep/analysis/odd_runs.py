"""Runs that came out quite otherwise than the others of their point: worth a look one by one."""

from collections.abc import Sequence

import numpy as np
import pandas as pd

from superorganisms.arrays import Floats, Ints
from superorganisms.scenarios.sweep.analysis.bootstrap import stacks

FAR = 3.5  # Iglewicz & Hoaglin 1993
ENOUGH = 8  # seeds of a point that say how far its runs scatter
LEAST = 4  # of two runs that differ neither is the odd one, and of three it makes both others odd
_NORMAL, _NORMAL_MEAN = 0.6745, 1.2533  # of a normal distribution: MAD / σ; σ / mean absolute deviation
_DUST = 1e-9

COLUMNS = ["run", "arm", "point", "seed", "measure", "value", "median", "z"]


def outliers(runs: pd.DataFrame, measures: Sequence[str], *, far: float = FAR) -> pd.DataFrame:
    """run, arm, point, seed, measure, value, median of the others of its point, z: the farthest first.

    z = .6745 · d / MAD(d), where d = value - median of the others. With fewer than 8 seeds a point the MAD is that of all
    points together; with fewer than 4 there are none to be told.
    """
    found = [_of_one(runs, measure, far) for measure in measures]
    table = pd.concat(found, ignore_index=True) if found else pd.DataFrame(columns=COLUMNS)
    return table.sort_values("z", key=np.abs, ascending=False, kind="stable", ignore_index=True)


def _of_one(runs: pd.DataFrame, measure: str, far: float) -> pd.DataFrame:
    table = runs.dropna(subset=[measure])[["run", "arm", "point", "seed", measure]].rename(columns={measure: "value"})
    table = table.sort_values(["arm", "point"], kind="stable").assign(measure=measure)
    sizes = np.asarray(table.groupby(["arm", "point"], sort=True).size(), dtype=np.int64)
    table["median"], own = _within(table["value"].to_numpy(float), sizes)
    told = np.repeat(sizes, sizes) >= LEAST
    pooled = np.full(len(table), np.nan)
    pooled[told] = robust((table["value"] - table["median"]).to_numpy(float)[told])
    table["z"] = np.where(np.isfinite(own), own, pooled)
    return table.loc[told & (table["z"].abs() > far), COLUMNS]


def _within(values: Floats, sizes: Ints) -> tuple[Floats, Floats]:
    """The median of the others for each value, and z by its own point alone, NaN where that has too few runs."""
    medians, own = np.full((2, len(values)), np.nan)
    for _, places in stacks(sizes):
        medians[places] = others(values[places])
        if places.shape[1] >= ENOUGH:
            own[places] = [robust(rest) for rest in values[places] - medians[places]]
    return medians, own


def others(values: Floats) -> Floats:
    """For each value of a row (rows, n) the median of the others of that row; NaN if there are none.

    >>> others(np.array([[1.0, 9.0, 2.0, 3.0]])).tolist()
    [[3.0, 2.0, 3.0, 2.0]]
    """
    left = values.shape[1] - 1
    if not left:
        return np.full_like(values, np.nan)
    order = np.argsort(values, axis=1, kind="stable")
    ranks = np.argsort(order, axis=1, kind="stable")
    ranked = np.take_along_axis(values, order, axis=1)
    ends = [np.take_along_axis(ranked, place + (ranks <= place), axis=1) for place in ((left - 1) // 2, left // 2)]
    return np.asarray((ends[0] + ends[1]) / 2)


def robust(rest: Floats) -> Floats:
    """How far from 0 each is in units of the usual scatter; all 0 where they hardly differ."""
    away = np.abs(rest)
    scatter = float(np.median(away)) / _NORMAL if away.size else 0.0
    if scatter <= _DUST:  # more than half of them agree: the mean deviation then says what is usual
        scatter = float(away.mean()) * _NORMAL_MEAN if away.size else 0.0
    return rest / scatter if scatter > _DUST else np.zeros_like(rest)
