"""Curves of theory with what came out on them, for the results whose findings have a place."""

import math
from itertools import cycle

from matplotlib.backends.backend_agg import FigureCanvasAgg
from matplotlib.figure import Figure

from superorganisms.scenarios.evidence.finding import Finding
from superorganisms.scenarios.evidence.running import Outcome

_COLOURS = ("#0072b2", "#e69f00", "#009e73", "#cc79a7", "#56b4e9", "#d55e00")  # Okabe & Ito 2008
_MARKS = ("o", "s", "^", "D", "v", "P")


def figure(outcome: Outcome) -> Figure | None:
    """Expected as lines, ours as marks with their intervals, a colour and a mark a series; None if nothing has a place."""
    placed = [one for one in outcome.findings if not math.isnan(one.at) and not isinstance(one.expected, tuple)]
    if outcome.result.axes is None or not placed:
        return None
    drawn = Figure(figsize=(8.0, 4.5), layout="constrained")
    FigureCanvasAgg(drawn)
    axes = drawn.subplots()
    series: dict[str, list[Finding]] = {}
    for one in sorted(placed, key=lambda one: one.at):
        series.setdefault(one.series, []).append(one)
    for (name, points), colour, mark in zip(series.items(), cycle(_COLOURS), cycle(_MARKS), strict=False):
        at, ours = [one.at for one in points], [one.ours for one in points]
        reach = [one.ours - one.low for one in points], [one.high - one.ours for one in points]
        axes.plot(at, [one.expected for one in points], color=colour, linewidth=1)
        axes.errorbar(at, ours, reach, color=colour, marker=mark, linestyle="none", capsize=3, label=name)
        for one in points:
            if not one.passed:
                axes.annotate("FAIL", (one.at, one.ours), textcoords="offset points", xytext=(6, 6), weight="bold")
    axes.set_xlabel(outcome.result.axes[0])
    axes.set_ylabel(outcome.result.axes[1])
    axes.set_title(f"{outcome.result.name}: theory (lines) and ours (marks)")
    axes.grid(alpha=0.25)
    axes.legend(loc="center left", bbox_to_anchor=(1.01, 0.5), frameon=False, fontsize="small")
    return drawn
