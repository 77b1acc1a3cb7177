"""A measure over two parameters: a field for each pair of values, with its number, and the line where it crosses the middle."""

from collections.abc import Sequence
from dataclasses import dataclass

import matplotlib as mpl
import numpy as np
import pandas as pd
from matplotlib import patheffects
from matplotlib.axes import Axes
from matplotlib.colors import to_hex
from matplotlib.figure import Figure
from matplotlib.image import AxesImage

from superorganisms.arrays import Floats
from superorganisms.scenarios.sweep.analysis.figures.paper import ink, sheet, short, wrapped
from superorganisms.scenarios.sweep.analysis.variables import Variable

_NUMBERS = 12  # fields a side into which numbers fit
_DUST = 1e-9
_BOTH = 0.1  # how far the smaller side of 0 must reach, against the other, for a measure to go both ways
_SPAN = 0.5  # share of its range that a measure must cover for the colours to show all of the range


@dataclass(frozen=True)
class Field:
    """Means (rows, columns) over two variables, NaN where there is none; `middle` where a line is worth drawing."""

    across: Variable
    up: Variable
    values: Floats
    low: float
    high: float
    middle: float | None
    diverging: bool


def field(
    two: Sequence[Variable],
    table: pd.DataFrame,
    *,
    bounds: tuple[float | None, float | None] = (None, None),
    signed: bool = False,
) -> Field:
    """From a row a point (point, mean, low, high); the variable with more levels lies across, the other one upwards.

    bounds: of the measure, None where there is none. signed: 0 is the middle, whatever the values are.
    """
    up, across = sorted(two, key=lambda one: len(one.levels))
    values = np.full((len(up.levels), len(across.levels)), np.nan)
    points = table["point"].to_numpy(int)
    for point, mean in zip(points, table["mean"].to_numpy(float), strict=True):
        values[up.levels.index(up.at[point]), across.levels.index(across.at[point])] = mean
    least, most = float(np.nanmin(values)), float(np.nanmax(values))
    diverging = signed or min(-least, most) > _BOTH * max(-least, most)
    low, high = _ends(least, most, bounds, diverging=diverging)
    middle = 0.0 if diverging else (low + high) / 2
    return Field(across, up, values, low, high, middle if _crosses(table, middle) else None, diverging)


def _ends(least: float, most: float, bounds: tuple[float | None, float | None], *, diverging: bool) -> tuple[float, float]:
    """Of the colours: the measure's own bounds if it covers much of them, 0 in the middle if it goes both ways."""
    low, high = bounds
    if diverging:
        far = max(-least, most, _DUST)
        return -far, far
    if low is not None and high is not None and most - least >= _SPAN * (high - low):
        return low, high
    return (least, most) if most - least > _DUST else (least - 0.5, most + 0.5)


def _crosses(table: pd.DataFrame, middle: float) -> bool:
    """Whether some point is surely below and another surely above; without intervals, whether any is."""
    low, high = table["low"].fillna(table["mean"]), table["high"].fillna(table["mean"])
    return bool((high < middle).any() and (low > middle).any())


def phase(of: Field, measure: str, says: str) -> Figure:
    """The field as a heat map."""
    rows, columns = of.values.shape
    figure = sheet(min(9.0, 2.2 + 0.42 * max(rows, 5)), max(6.6, min(11.0, 2.4 + 0.52 * columns)))
    axes = figure.subplots()
    colours = mpl.colormaps["PuOr" if of.diverging else "viridis"].with_extremes(bad="#ffffff")
    image = axes.imshow(of.values, origin="lower", aspect="auto", cmap=colours, vmin=of.low, vmax=of.high)
    _numbers(axes, of, image)
    bar = figure.colorbar(image, ax=axes, label=wrapped(f"{measure}: {says}" if says else measure, 40))
    if of.middle is not None:
        _line(axes, of)
        bar.ax.axhline(of.middle, color="white", linewidth=3)
        bar.ax.axhline(of.middle, color="black", linewidth=1.5)
    axes.set_xlabel(wrapped(of.across.label))
    axes.set_ylabel(wrapped(of.up.label, 34))
    axes.set_xticks(range(columns), labels=[short(one) for one in of.across.levels], rotation=30 if columns > 10 else 0)
    axes.set_yticks(range(rows), labels=[short(one) for one in of.up.levels])
    return figure


def _numbers(axes: Axes, of: Field, image: AxesImage) -> None:
    if max(of.values.shape) > _NUMBERS:
        return
    small = 9 if of.values.shape[1] <= 8 else 7.5
    for (row, column), value in np.ndenumerate(of.values):
        if np.isfinite(value):
            red, green, blue, _ = image.to_rgba(np.array([value]))[0]
            shade = to_hex((red, green, blue))
            colour = ink(shade)
            text = axes.text(
                column, row, figures(float(value)), ha="center", va="center", color=colour, fontsize=small, zorder=5
            )
            text.set_path_effects(
                [patheffects.withStroke(linewidth=2.5, foreground=shade)]
            )  # readable where the line runs through it
        else:
            axes.text(column, row, "-", ha="center", va="center", color="black", fontsize=small)


def figures(value: float) -> str:
    """A number in a field: two decimals where they say enough.

    >>> figures(0.349), figures(12.34), figures(1234.0), figures(-0.001), figures(0.0001)
    ('0.35', '12.3', '1.2e+03', '0.00', '0.00')
    """
    if abs(value) >= 1000:
        return f"{value:.1e}"
    text = f"{value:.1f}" if abs(value) >= 10 else f"{value:.2f}"
    return text.removeprefix("-") if float(text) == 0 else text


def _line(axes: Axes, of: Field) -> None:
    """Where the mean crosses the middle, on a straight way between neighbours; numbers keep the fields' order."""
    if min(of.values.shape) < 2 or not (of.across.numeric and of.up.numeric):
        return
    drawn = axes.contour(of.values, levels=[of.middle], colors="black", linewidths=2, linestyles="solid")
    drawn.set_path_effects([patheffects.withStroke(linewidth=4, foreground="white")])
