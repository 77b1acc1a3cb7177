"""Figures in words: what somebody who can't see them should know, and the captions below them."""

from collections.abc import Sequence

import numpy as np
import pandas as pd

from superorganisms.scenarios.sweep.analysis.figures.paper import short
from superorganisms.scenarios.sweep.analysis.figures.phase import Field
from superorganisms.scenarios.sweep.analysis.spoken import interval, number
from superorganisms.scenarios.sweep.analysis.variables import Variable

_PART = 0.3  # of the whole range of a measure, within one point
_STEPS = 5  # values of a curve that are read out


def curve(variable: Variable, table: pd.DataFrame, measure: str) -> str:
    """A response curve: where it begins, ends, and some values between."""
    if table.empty:
        return f"{measure} is undefined at every value of {variable.name}."
    order = np.argsort(variable.places[table["point"].to_numpy(int)], kind="stable")
    chosen = order[np.unique(np.linspace(0, len(order) - 1, min(_STEPS, len(order))).round().astype(int))]
    rows = table.iloc[chosen]
    said = [
        f"{number(row['mean'])}{interval(row['low'], row['high'])} at {short(variable.at[int(row['point'])])}"
        for _, row in rows.iterrows()
    ]
    return f"Mean of {measure} over {variable.name}: {', '.join(said)}."


def heat_map(of: Field, measure: str) -> str:
    """A phase diagram: its corners, its extremes."""
    across, up, values = of.across, of.up, of.values

    def at(row: int, column: int) -> str:
        value = number(float(values[row, column]))
        return f"{value} where {across.name} is {short(across.levels[column])} and {up.name} {short(up.levels[row])}"

    rows, columns = values.shape
    corners = dict.fromkeys([(0, 0), (0, columns - 1), (rows - 1, 0), (rows - 1, columns - 1)])
    least, most = (np.unravel_index(find(values), values.shape) for find in (np.nanargmin, np.nanargmax))
    return (
        f"Mean of {measure} over {across.name} and {up.name}. Corners: {'; '.join(at(*corner) for corner in corners)}. "
        f"Least: {at(int(least[0]), int(least[1]))}. Greatest: {at(int(most[0]), int(most[1]))}."
    )


def crossing(of: Field, measure: str) -> str:
    """Where a phase diagram crosses its middle, row by row, as far as it does; "" without a line."""
    if of.middle is None or not (of.across.numeric and of.up.numeric):
        return ""
    found = []
    for row, level in enumerate(of.up.levels):
        places = _crossings(np.array(of.across.levels), of.values[row] - of.middle)
        if len(places) == 1:
            found.append((level, places[0]))
    line = f"The line is where {measure} crosses {number(of.middle)}, the middle of the scale"
    if not found:
        return f"{line}."
    said = [f"{number(place)} where {of.up.name} is {number(level)}" for level, place in _some(found)]
    return f"{line}: at {of.across.name} {', '.join(said)} (read off on a straight way between neighbouring values)."


def _some(found: list[tuple[float, float]]) -> list[tuple[float, float]]:
    return [found[place] for place in sorted({0, len(found) // 2, len(found) - 1})]


def _crossings(across: np.ndarray, above: np.ndarray) -> list[float]:
    places = []
    for left in range(len(across) - 1):
        one, two = above[left], above[left + 1]
        if np.isfinite(one) and np.isfinite(two) and (one < 0) != (two < 0):
            places.append(float(across[left] + (across[left + 1] - across[left]) * one / (one - two)))
    return places


def parting(found: pd.DataFrame, two: Sequence[Variable], measure: str) -> str:
    """Where the seeds of a point come out most differently, if they do so by much of what is seen at all; else ""."""
    points = found[found["arm"] == "world"].groupby("point")[measure]
    least, most = points.min(), points.max()
    width = most - least
    if not len(width) or not width.max() > _PART * (most.max() - least.min()):
        return ""
    point = int(width.index[int(width.to_numpy(float).argmax())])
    at = " and ".join(f"{one.name} is {short(one.at[point])}" for one in two)
    return f"Seeds part most where {at}: from {number(least[point])} to {number(most[point])}."


def listed(rows: list[str], most: int = 8) -> str:
    """Some of many, and how many more."""
    return "; ".join(rows[:most]) + (f"; and {len(rows) - most} more" if len(rows) > most else "") + "."
