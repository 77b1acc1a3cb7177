"""Indices and effects with their intervals, a row each: nothing that lies beside 0 looks like something."""

import numpy as np
import pandas as pd
from matplotlib.figure import Figure

from superorganisms.arrays import Floats
from superorganisms.scenarios.sweep.analysis.figures.paper import BLUE, GREY, ORANGE, dress, sheet, wrapped

_APART = 0.16


def sobol_figure(table: pd.DataFrame, measure: str) -> Figure:
    """First and total index of every parameter, that with the greatest total first."""
    table = table.sort_values("ST", kind="stable")
    figure = sheet(1.7 + 0.55 * len(table))
    axes = figure.subplots()
    rows = np.arange(len(table))
    for index, place, colour, marker, label in (
        ("S1", _APART, BLUE, "o", "it alone (first order)"),
        ("ST", -_APART, ORANGE, "s", "and with others (total)"),
    ):
        value = table[index].to_numpy(float)
        reach = _reach(value, table[f"{index}_low"], table[f"{index}_high"])
        axes.errorbar(value, rows + place, xerr=reach, fmt=marker, color=colour, capsize=3, label=label)
    axes.axvline(0, color="black", linewidth=0.8)
    axes.set_yticks(rows, labels=[wrapped(str(name), 26) for name in table.index])
    axes.set_xlabel(wrapped(f"share of the variance of {measure} between points, with 95 % intervals"))
    figure.legend(loc="outside upper center", ncols=2, frameon=False, fontsize="small")
    dress(axes)
    return figure


def morris_figure(table: pd.DataFrame, measure: str) -> Figure:
    """mu* with its interval, and sigma, that with the greatest mu* first."""
    table = table.sort_values("mu_star", kind="stable")
    figure = sheet(1.7 + 0.55 * len(table))
    axes = figure.subplots()
    rows, value = np.arange(len(table)), table["mu_star"].to_numpy(float)
    reach = _reach(value, table["mu_star_low"], table["mu_star_high"])
    axes.errorbar(value, rows + _APART, xerr=reach, fmt="o", color=BLUE, capsize=3, label="μ*: mean size of the effect")
    axes.plot(table["sigma"], rows - _APART, "D", color=ORANGE, label="σ: how it differs from place to place")
    axes.axvline(0, color="black", linewidth=0.8)
    axes.set_yticks(rows, labels=[wrapped(str(name), 26) for name in table.index])
    axes.set_xlabel(wrapped(f"change of {measure} as the parameter goes over its whole range, with 95 % intervals"))
    figure.legend(loc="outside upper center", ncols=2, frameon=False, fontsize="small")
    dress(axes)
    return figure


def effects_figure(table: pd.DataFrame, names: list[str], measure: str) -> Figure:
    """World - contrast of every point, the greatest above. table: mean, low, high; names: of the points."""
    order = np.argsort(table["mean"].to_numpy(float), kind="stable")
    figure = sheet(1.3 + 0.26 * len(table))
    axes = figure.subplots()
    value = table["mean"].to_numpy(float)[order]
    reach = _reach(value, table["low"].iloc[order], table["high"].iloc[order])
    axes.errorbar(value, np.arange(len(value)), xerr=reach, fmt="o", color=BLUE, ecolor=GREY, capsize=2, markersize=4)
    axes.axvline(0, color="black", linewidth=0.8)
    axes.set_yticks(np.arange(len(value)), labels=[names[row] for row in order], fontsize="small")
    axes.set_xlabel(wrapped(f"{measure}: world - contrast, paired by seed, with 95 % intervals"))
    dress(axes)
    return figure


def _reach(value: Floats, low: "pd.Series[float]", high: "pd.Series[float]") -> Floats:
    return np.nan_to_num(np.maximum(0.0, [value - low.to_numpy(float), high.to_numpy(float) - value]))
