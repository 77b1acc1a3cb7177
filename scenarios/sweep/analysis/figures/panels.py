"""A measure over more parameters than two: a panel each, every point a dot, and the mean of those with about that value."""

from collections.abc import Sequence

import numpy as np
from matplotlib.axes import Axes
from matplotlib.figure import Figure

from superorganisms.arrays import Floats
from superorganisms.scenarios.sweep.analysis.figures.paper import BLUE, SKY, dress, sheet, short, wrapped
from superorganisms.scenarios.sweep.analysis.variables import Variable

_BINS = 8
_BESIDE = 3  # panels
_MANY = 1500  # dots above which they are drawn as an image


def panels(variables: Sequence[Variable], values: Floats, measure: str, says: str) -> Figure:
    """values: the mean of every point."""
    beside = min(_BESIDE, len(variables))
    down = -(-len(variables) // beside)
    figure = sheet(0.6 + 2.9 * down, 2.6 * beside + 1.4)
    grid = figure.subplots(down, beside, sharey=True, squeeze=False)
    for axes, one in zip(grid.flat, variables, strict=False):
        _panel(axes, one, values)
    for axes in grid.flat[len(variables) :]:
        axes.set_visible(False)
    figure.supylabel(wrapped(f"{measure}: {says}" if says else measure, 30 * down), fontsize="medium")
    return figure


def _panel(axes: Axes, variable: Variable, values: Floats) -> None:
    at = variable.places
    axes.plot(at, values, ".", color=SKY, markersize=3.5, alpha=0.7, rasterized=len(at) > _MANY)
    across, means = trend(at, values)
    axes.plot(across, means, "o-" if variable.numeric else "o", color=BLUE, markersize=4.5, linewidth=1.6)
    axes.set_xlabel(wrapped(variable.label, 30), fontsize="small")
    if not variable.numeric:
        labels = [short(level) for level in variable.levels]
        axes.set_xticks(range(len(labels)), labels=labels, rotation=25, ha="right")
    dress(axes)


def trend(at: Floats, values: Floats) -> tuple[Floats, Floats]:
    """Where, and how high: the mean at each value if these are few, else in bins with the same number of points each."""
    known = np.isfinite(values)
    at, values = at[known], values[known]
    levels = np.unique(at)
    if len(levels) <= _BINS:
        return levels, np.array([values[at == level].mean() for level in levels])
    order = np.argsort(at, kind="stable")
    parts = np.array_split(order, _BINS)
    return np.array([at[part].mean() for part in parts]), np.array([values[part].mean() for part in parts])
