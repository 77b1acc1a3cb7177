"""The figure of class errors: who is called robust, over what the outsider gets to see."""

from pathlib import Path
from typing import Any, NamedTuple

import pandas as pd
from matplotlib.axes import Axes
from matplotlib.backends.backend_agg import FigureCanvasAgg
from matplotlib.figure import Figure

from superorganisms.scenarios.class_errors import chosen

_LINES = {  # true class: colour (Okabe & Ito 2008), marker, dash
    "robust": ("#009e73", "o", "-"),
    "pseudo": ("#0072b2", "s", "--"),
    "compliant": ("#cc79a7", "^", "-."),
    "misaligned": ("#000000", "v", (0, (1, 1))),
    "deceptive": ("#d55e00", "D", ":"),
}


class _Panel(NamedTuple):
    title: str
    over: str  # the column of the table along the horizontal axis
    label: str
    cell: dict[str, Any]  # what is held


_PANELS = (
    _Panel(
        "What was never tried can't fail",
        "regimes",
        "regimes seen (in each further one another pair of features parts)",
        {"window": 64, "noise": 0.3, "follows": 0.5, "knows": "regime"},
    ),
    _Panel(
        "Pressure hides what units want",
        "follows",
        "share of conduct that is the letter's (compliance; deceivers: audits known)",
        {"window": 64, "noise": 0.3, "regimes": 4, "knows": "regime"},
    ),
    _Panel(
        "Noise makes all look bad; a longer look clears them, good or not",
        "window",
        "ticks seen",
        {"noise": 1.0, "follows": 0.5, "regimes": 4, "knows": "regime"},
    ),
    _Panel(
        "Ignorance looks like ill will: units that know their first regime only",
        "regimes",
        "regimes seen",
        {"window": 64, "noise": 0.3, "follows": 0.5, "knows": "birth"},
    ),
)


def draw(found: pd.DataFrame, *, seeds: int, file: str | Path | None = None) -> Figure:
    """Four cuts through the table of `class_errors.table`, with 95 % intervals; written to `file` if one is given.

    A cut of which the table lacks the values that are held stays empty.
    """
    figure = Figure(figsize=(11.5, 8.2), layout="constrained")
    FigureCanvasAgg(figure)
    axes = figure.subplots(2, 2, sharey=True)
    for one, panel in zip(axes.flat, _PANELS, strict=True):
        _cut(one, panel, found)
    units = int(found["units"].max())
    counted = f"({seeds} seeds, up to {units} units a point)"
    figure.suptitle(f"Called robust by somebody who sees conduct alone: how often, by what they really are\n{counted}")
    handles, labels = axes[0, 0].get_legend_handles_labels()
    if handles:
        figure.legend(handles, labels, loc="outside lower center", ncols=len(labels), frameon=False, title="really")
    if file is not None:
        figure.savefig(file, dpi=110)
    return figure


def _cut(axes: Axes, panel: _Panel, found: pd.DataFrame) -> None:
    rows = chosen(found, **panel.cell)
    places = {value: place for place, value in enumerate(sorted(rows[panel.over].unique()))}
    for number, (truth, (colour, marker, dash)) in enumerate(_LINES.items()):
        of = chosen(rows, truth=truth).sort_values(panel.over)
        if len(of):
            across = of[panel.over].map(places) + 0.04 * (number - 2)  # side by side, so that none hides another
            axes.plot(across, of["rate"], color=colour, marker=marker, linestyle=dash, markersize=5, label=truth)
            axes.vlines(across, of["low"], of["high"], color=colour, linewidth=1.2)
    held = {"window": "{} ticks", "regimes": "{} regimes", "noise": "noise {:g}", "follows": "half the letter's"}
    axes.set_title(panel.title, fontsize="medium")
    axes.set_xticks(list(places.values()), labels=[f"{value:g}" for value in places])
    axes.set_xlabel(
        f"{panel.label}\n{', '.join(text.format(panel.cell[name]) for name, text in held.items() if name in panel.cell)}"
    )
    axes.set_ylim(-0.03, 1.03)
    axes.set_ylabel("share called robust")
    axes.grid(alpha=0.25)
