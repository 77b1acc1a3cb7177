"""The guarantee curve as a figure: how alignment holds as the world turns away from the one that goals were trained in."""

import numpy as np
import pandas as pd
from matplotlib.backends.backend_agg import FigureCanvasAgg
from matplotlib.figure import Figure

_MEAN, _BOUND = "#0072b2", "#d55e00"  # Okabe & Ito 2008


def guarantee(table: pd.DataFrame, *, title: str = "") -> Figure:
    """A panel a layer of what `world.guarantee` gives: B over the angle, mean, 5 % quantile, worst, and theory's bounds."""
    layers = list(dict.fromkeys(table.index.get_level_values("layer")))
    figure = Figure(figsize=(3.2 * len(layers) + 1.0, 3.6), layout="constrained")
    FigureCanvasAgg(figure)
    panels = figure.subplots(1, len(layers), sharey=True, squeeze=False)[0]
    for axes, layer in zip(panels, layers, strict=True):
        curve = table.xs(layer, level="layer").sort_index()
        degrees = np.degrees(curve.index.to_numpy())
        axes.fill_between(degrees, curve["worst"], curve["mean"], color=_MEAN, alpha=0.15, linewidth=0)
        axes.plot(degrees, curve["mean"], color=_MEAN, linewidth=2, label="mean")
        axes.plot(degrees, curve["low"], color=_MEAN, linestyle="--", label="5 % quantile")
        axes.plot(degrees, curve["worst"], color=_MEAN, linestyle=":", label="worst")
        axes.plot(degrees, curve["mean_bound"], color=_BOUND, linewidth=1.2, label="mean is at least")
        axes.plot(degrees, curve["worst_bound"], color=_BOUND, linestyle=":", linewidth=1.2, label="worst is at least")
        axes.set_title(layer)
        axes.set_xlabel("angle to the regime of training (°)")
        axes.set_ylim(-1.05, 1.05)
        axes.grid(alpha=0.25)
    panels[0].set_ylabel("behavioural alignment B")
    panels[-1].legend(loc="center left", bbox_to_anchor=(1.01, 0.5), frameon=False, fontsize="small")
    figure.suptitle(title or "guarantee")
    return figure
