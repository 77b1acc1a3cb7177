"""What the contrast changes: world minus contrast, run by run with the same seed, so that chance that both share falls out."""

from collections.abc import Sequence

import numpy as np
import pandas as pd

from superorganisms.scenarios.sweep.analysis.bootstrap import intervals, means
from superorganisms.scenarios.sweep.plan import CONTRAST, WORLD


def differences(runs: pd.DataFrame, measure: str) -> pd.DataFrame:
    """point, seed, world, contrast, difference: a row for each pair of which both ran and both are defined."""
    world, contrast = (_arm(runs, measure, arm) for arm in (WORLD, CONTRAST))
    pairs = world.merge(contrast, on=["point", "seed"]).dropna()
    return pairs.assign(difference=pairs[WORLD] - pairs[CONTRAST])


def _arm(runs: pd.DataFrame, measure: str, arm: str) -> pd.DataFrame:
    return runs.loc[runs["arm"] == arm, ["point", "seed", measure]].rename(columns={measure: arm})


def contrasts(runs: pd.DataFrame, measures: Sequence[str]) -> pd.DataFrame:
    """A row for each point and measure: n pairs, the mean difference world - contrast, low and high of its 95 % interval."""
    found = []
    for measure in measures:
        table = means(differences(runs, measure), ["difference"])
        found.append(table.assign(measure=measure))
    return pd.concat(found, ignore_index=True)


def overall(runs: pd.DataFrame, measures: Sequence[str]) -> pd.DataFrame:
    """A row a measure: the difference over all points, the same with each point.

    All points share the seeds, so it is seeds that are resampled; points at which a seed is missing are left out.
    """
    rows = []
    for measure in measures:
        grid = differences(runs, measure).pivot_table(index="seed", columns="point", values="difference")
        each = grid.dropna(axis=1).mean(axis=1).to_numpy(float)
        low, high = intervals(each[None]) if len(each) else ([np.nan], [np.nan])
        points = len(grid.dropna(axis=1).columns)
        mean = float(each.mean()) if points else np.nan
        rows.append((measure, points, len(each), mean, float(low[0]), float(high[0])))
    return pd.DataFrame(rows, columns=["measure", "points", "n", "mean", "low", "high"])
