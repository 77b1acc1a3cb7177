"""A traced curve as a figure."""

from matplotlib.backends.backend_agg import FigureCanvasAgg
from matplotlib.figure import Figure

from superorganisms.scenarios.tracing import Traced

_SIZE = (7.0, 4.2)
_SPREAD = 8.0  # ends of the axis this far apart, both above 0, are shown on a logarithmic one


def curve(traced: Traced, *, title: str = "") -> Figure:
    """Means over seeds with their 95 % intervals, the single seeds thin behind them."""
    figure = Figure(figsize=_SIZE, layout="constrained")
    FigureCanvasAgg(figure)
    axes = figure.subplots()
    found = traced.table()
    at = found.index.to_numpy(float)
    axes.plot(at, traced.values, color="#56b4e9", linewidth=0.6, alpha=0.6)
    reach = [found["mean"] - found["low"], found["high"] - found["mean"]]
    axes.errorbar(at, found["mean"], reach, color="#0072b2", marker="o", capsize=3, linewidth=2)
    if at.min() > 0 and at.max() > _SPREAD * at.min():
        axes.set_xscale("log")
        axes.set_xticks(at, labels=[f"{place:g}" for place in at])
        axes.minorticks_off()
    axes.set_xlabel(traced.curve.along)
    axes.set_ylabel(traced.curve.effect)
    seeds = traced.values.shape[1]
    axes.set_title(f"{title or traced.curve.name} · {seeds} seeds", fontsize="medium")
    axes.grid(alpha=0.25)
    return figure
