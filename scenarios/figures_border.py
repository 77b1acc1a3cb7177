"""The border figure: who takes over, and what is done watched and unwatched, over the detection of audits."""

from pathlib import Path

import pandas as pd
from matplotlib.backends.backend_agg import FigureCanvasAgg
from matplotlib.figure import Figure

from superorganisms.scenarios.detection import crossing, summary

_CURVES = {  # name in the sweep: colour (Okabe & Ito 2008), dash, label
    "deceivers": ("#d55e00", "-", "deceivers' share"),
    "audited": ("#0072b2", "--", "value while audited"),
    "unaudited": ("#009e73", "-.", "value while not audited"),
}


def border(swept: pd.DataFrame, *, title: str = "", file: str | Path | None = None) -> Figure:
    """Means over seeds with their 95 % intervals; the border that closed form 5 gives, and the one that the sweep shows.

    `swept` is what `detection.sweep` gives. Written to `file` if one is given.
    """
    figure = Figure(figsize=(8.0, 4.2), layout="constrained")
    FigureCanvasAgg(figure)
    axes = figure.subplots()
    table = summary(swept, tuple(_CURVES))
    for name, (colour, dash, label) in _CURVES.items():
        of = table[name]
        axes.plot(of.index, of["mean"], color=colour, linestyle=dash, marker="o", markersize=3, label=label)
        axes.fill_between(of.index, of["low"], of["high"], color=colour, alpha=0.2, linewidth=0)
    axes.axvline(swept["closed_form"].mean(), color="black", linestyle="--", linewidth=0.9, label="border, closed form 5")
    axes.axvline(crossing(swept), color="black", linestyle=":", linewidth=0.9, label="border, this sweep")
    axes.set_xlabel("detection: how often a deceiver recognises an audit")
    axes.set_ylabel("share; value of the most that could be done")
    axes.set_title(f"{title or 'the border of deception'} · {swept['seed'].nunique()} seeds")
    axes.margins(x=0)
    axes.grid(alpha=0.25)
    axes.legend(loc="center left", bbox_to_anchor=(1.01, 0.5), frameon=False, fontsize="small")
    if file is not None:
        figure.savefig(file, dpi=150)
    return figure
