"""A measure over one parameter: means with their intervals, the single seeds faint behind."""

import numpy as np
import pandas as pd
from matplotlib.axes import Axes
from matplotlib.figure import Figure

from superorganisms.arrays import Floats
from superorganisms.scenarios.sweep.analysis.figures.paper import BLUE, ORANGE, SKY, dress, sheet, short, wrapped
from superorganisms.scenarios.sweep.analysis.variables import Variable

_SEEDS = 40  # lines of single seeds
_STYLES = {"world": (BLUE, "o", "-"), "contrast": (ORANGE, "s", "--")}
_BESIDE = 0.08  # how far dots of seeds stand beside the mean of a value that is no number
_TURN = 6  # names below an axis that stand upright


def response(variable: Variable, means: dict[str, pd.DataFrame], runs: pd.DataFrame | None, measure: str, says: str) -> Figure:
    """means: by arm, a row a point (point, mean, low, high); runs: a row a run (point, arm, replicate, the measure).

    Without runs the means are differences: 0 is marked.
    """
    figure = sheet(4.2)
    axes = figure.subplots()
    if runs is None:
        axes.axhline(0, color="black", linewidth=0.8)
    else:
        _seeds(axes, variable, runs, measure)
    for arm, table in means.items():
        colour, marker, dash = _STYLES.get(arm, _STYLES["world"])
        _mean(axes, variable, table, colour=colour, marker=marker, dash=dash, label=f"{arm}: mean, 95 % interval")
    _name(axes, variable)
    axes.set_ylabel(wrapped(f"{measure}: {says}" if says else measure, 44))
    dress(axes)
    axes.legend(loc="best", frameon=True, framealpha=0.85, fontsize="small")
    return figure


def _seeds(axes: Axes, variable: Variable, runs: pd.DataFrame, measure: str) -> None:
    """One line a seed of the world."""
    world = runs[runs["arm"] == "world"]
    if world.groupby("point").size().max() < 2:
        return
    for number, (_, of) in enumerate(list(world.groupby("replicate"))[:_SEEDS]):
        at = variable.places[of["point"].to_numpy(int)]
        order = np.argsort(at, kind="stable")
        at = at if variable.numeric else at - _BESIDE
        line = "-" if variable.numeric else ""
        axes.plot(
            at[order], of[measure].to_numpy(float)[order], linestyle=line, marker=".", markersize=3, color=SKY, linewidth=0.6,
            alpha=0.7, label=None if number else "single seeds", zorder=1,
        )  # fmt: skip


def _mean(axes: Axes, variable: Variable, table: pd.DataFrame, *, colour: str, marker: str, dash: str, label: str) -> None:
    at = variable.places[table["point"].to_numpy(int)]
    order = np.argsort(at, kind="stable")
    mean = table["mean"].to_numpy(float)[order]
    axes.errorbar(
        at[order], mean, arms(table)[:, order], color=colour, marker=marker, markersize=5, capsize=3, linewidth=1.8,
        linestyle=dash if variable.numeric else "", label=label, zorder=3,
    )  # fmt: skip


def arms(table: pd.DataFrame) -> Floats:
    """(2, n) how far each interval reaches below and above its mean; 0 where there is none."""
    mean, low, high = (table[name].to_numpy(float) for name in ("mean", "low", "high"))
    return np.nan_to_num(np.maximum(0.0, [mean - low, high - mean]))


def _name(axes: Axes, variable: Variable) -> None:
    axes.set_xlabel(wrapped(variable.label))
    if not variable.numeric:
        axes.set_xlim(-0.5, len(variable.levels) - 0.5)
        labels = [short(level) for level in variable.levels]
        axes.set_xticks(range(len(labels)), labels=labels, rotation=20 if len(labels) > _TURN else 0)
