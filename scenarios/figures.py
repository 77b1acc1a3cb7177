"""What is printed: a run as figures. matplotlib's own objects and the Agg canvas, never pyplot, whose state is global."""

import textwrap
from collections.abc import Iterable
from dataclasses import dataclass
from itertools import cycle
from typing import TYPE_CHECKING

import numpy as np
import pandas as pd
from matplotlib.axes import Axes
from matplotlib.backends.backend_agg import FigureCanvasAgg
from matplotlib.figure import Figure

from superorganisms.arrays import Floats

if TYPE_CHECKING:
    from superorganisms.model.world import Superorganism

_SIZE = (8.0, 4.2)
_COLOURS = ("#0072b2", "#e69f00", "#009e73", "#cc79a7", "#56b4e9", "#d55e00", "#f0e442")  # Okabe & Ito 2008
_DASHES = ("-", "--", "-.", ":")
_HATCHES = ("", "//", "..", "xx")  # another one for every round of colours
_TINY = 1e-9
_MARKS = 16  # on a curve of the contrast
_LINE = 110  # characters below a figure


@dataclass(frozen=True)
class Beside:
    """The measures of another world, drawn thin beside this one's, and in a sentence what is otherwise in it."""

    measures: pd.DataFrame
    says: str = ""


def figures(world: "Superorganism", *, title: str = "", contrast: Beside | None = None) -> dict[str, Figure]:
    """File name -> figure."""
    if world.tick == 0:
        return {"goals.png": goals(world, title=title)}
    found = {
        "efficiency.png": efficiency(world, title=title, contrast=contrast),
        "alignment.png": alignment(world, title=title, contrast=contrast),
        "goals.png": goals(world, title=title),
    }
    if _shares(world):
        found["strategies.png"] = strategies(world, title=title, contrast=contrast)
    return found


def efficiency(world: "Superorganism", *, title: str = "", contrast: Beside | None = None) -> Figure:
    """Efficiency over time, and below it where the rest went: what is lost at each step from the intent to what happened."""
    figure = Figure(figsize=(_SIZE[0], 6.4), layout="constrained")
    FigureCanvasAgg(figure)
    above, below = figure.subplots(2, 1, sharex=True, height_ratios=(3, 2))
    measures = world.measures
    above.plot(measures.index, measures["efficiency"], color=_COLOURS[0], linewidth=2, label="efficiency")
    if contrast is not None:
        _thin(above, contrast.measures["efficiency"], _COLOURS[0], "--", "contrast: efficiency")
    above.set_ylim(min(0.0, float(measures["efficiency"].min())), 1.02)
    above.set_ylabel("share of the most\nthat could be done")
    above.set_title(f"{title or 'efficiency'} · seed {world.seed}")
    _stack(below, measures, losses(measures, [layer.name for layer in world.layers]))
    below.set_ylabel("lost (below 0: won)")
    below.set_xlabel("tick")
    for axes in (above, below):
        _dress(axes, world)
    _say(figure, contrast)
    return figure


def _thin(axes: Axes, values: "pd.Series[float]", colour: str, dash: str, label: str) -> None:
    """A curve of the contrast: the colour of the world's, thin and with marks, so that they differ in print too."""
    every = max(1, len(values) // _MARKS)
    (line,) = axes.plot(values.index, values, color=colour, linestyle=dash, linewidth=0.9, label=label)
    line.set(marker="o", markersize=3.5, markerfacecolor="white", markevery=(every // 2, every))


def _say(figure: Figure, contrast: Beside | None) -> None:
    """Below a figure, what is otherwise in the contrast that it shows."""
    if contrast is not None and contrast.says:
        figure.supxlabel(textwrap.fill(f"Contrast (same seed): {contrast.says}", _LINE), fontsize="small")


def _stack(axes: Axes, measures: pd.DataFrame, steps: list[tuple[str, Floats]]) -> None:
    """What each step loses, one on the other; what a step wins hangs below the line."""
    ends = np.zeros((2, len(measures)))  # of the stacks above and below 0
    seen = [(name, loss) for name, loss in steps if np.abs(loss).max() > _TINY]
    for number, (name, loss) in enumerate(seen):
        colour, hatch = _COLOURS[1:][number % (len(_COLOURS) - 1)], _HATCHES[number // (len(_COLOURS) - 1) % len(_HATCHES)]
        for end, part, label in ((ends[0], np.maximum(loss, 0.0), name), (ends[1], np.minimum(loss, 0.0), None)):
            axes.fill_between(measures.index, end, end + part, color=colour, hatch=hatch, linewidth=0, label=label)
            end += part
    axes.axhline(0.0, color="black", linewidth=0.7)


def losses(measures: pd.DataFrame, layers: Iterable[str]) -> list[tuple[str, Floats]]:
    """The steps from the intent to what happened, in order, and the efficiency lost at each, tick by tick; NaN counts as 0."""
    steps = [("the designer's letter", "designer.outer_loss")]
    for layer in layers:
        steps += [(f"goals of {layer}", f"{layer}.inner_loss"), (f"letters of {layer}", f"{layer}.outer_loss")]
    steps.append(("execution", "execution_loss"))
    return [(name, measures[column].fillna(0.0).to_numpy()) for name, column in steps if column in measures]


def alignment(world: "Superorganism", *, title: str = "", contrast: Beside | None = None) -> Figure:
    """Inner alignment over time, a line a layer."""
    return _lines(
        world,
        title=title or "inner alignment",
        columns={layer.name: f"{layer.name}.inner_alignment" for layer in world.layers},
        contrast=contrast,
        axis="inner alignment: cos(letter above, goal)",
    )


def strategies(world: "Superorganism", *, title: str = "", contrast: Beside | None = None) -> Figure:
    """Shares of the strategies over time, in the layers where more than one lives."""
    columns = {column.removesuffix("_share").replace(".", ": "): column for column in _shares(world)}
    return _lines(world, title=title or "strategies", columns=columns, contrast=contrast, axis="share of the layer")


def _shares(world: "Superorganism") -> list[str]:
    """Columns of strategies that are neither absent nor alone throughout; shares of classes are no strategies."""
    names = [f"{layer.name}.{strategy}_share" for layer in world.layers for strategy in world.strategy_names]
    measures = world.measures
    return [name for name in names if name in measures and not measures[name].isin((0.0, 1.0)).all()]


def _lines(world: "Superorganism", *, title: str, columns: dict[str, str], contrast: Beside | None, axis: str) -> Figure:
    figure = Figure(figsize=_SIZE, layout="constrained")
    FigureCanvasAgg(figure)
    axes = figure.subplots()
    for (name, column), colour, dash in zip(columns.items(), cycle(_COLOURS), cycle(_DASHES), strict=False):
        if column not in world.measures or world.measures[column].isna().all():
            continue
        axes.plot(world.measures.index, world.measures[column], color=colour, linestyle=dash, label=name)
        if contrast is not None and column in contrast.measures:
            _thin(axes, contrast.measures[column], colour, dash, f"contrast: {name}")
    axes.set_title(f"{title} · seed {world.seed}")
    axes.set_ylabel(axis)
    axes.set_xlabel("tick")
    _dress(axes, world)
    _say(figure, contrast)
    return figure


def goals(world: "Superorganism", *, title: str = "") -> Figure:
    """The mean goal of each layer over the features, below the intent and the designer's letter: who wants what in the end."""
    rows: dict[str, Floats] = {"intent": world.intent, "designer's letter": world.designer_letter}
    rows |= {f"goals of {layer.name}": layer.goals.mean(axis=0) for layer in world.layers}
    values, features = np.array(list(rows.values())), list(world.parameters.features)
    figure = Figure(figsize=(max(_SIZE[0], 2.5 + 0.9 * len(features)), 1.6 + 0.55 * len(rows)), layout="constrained")
    FigureCanvasAgg(figure)
    axes = figure.subplots()
    bound = float(np.abs(values).max()) or 1.0
    image = axes.imshow(values, cmap="PuOr", vmin=-bound, vmax=bound, aspect="auto")
    axes.set_xticks(range(len(features)), labels=features, rotation=25, ha="right")
    axes.set_yticks(range(len(rows)), labels=list(rows))
    for (row, column), value in np.ndenumerate(values):
        ink = "white" if abs(value) > 0.6 * bound else "black"
        axes.text(column, row, f"{value:.2f}", ha="center", va="center", color=ink)
    axes.set_title(f"{title or 'goals'} · seed {world.seed} · tick {world.tick}")
    figure.colorbar(image, ax=axes, label="mean over the layer")
    return figure


def _dress(axes: Axes, world: "Superorganism") -> None:
    """Grid, regime shifts and interventions that lie in the run, and the legend."""
    axes.margins(x=0)
    axes.grid(alpha=0.25)
    marks = {
        "regime shift": [one.at for one in world.parameters.regimes],
        "intervention": [one.at for one in world.interventions],
    }
    for (name, ticks), dash in zip(marks.items(), ("--", ":"), strict=True):
        for number, tick in enumerate(tick for tick in ticks if 0 < tick < world.tick):
            axes.axvline(tick + 0.5, color="black", linestyle=dash, linewidth=0.9, label=None if number else name)
    if axes.get_legend_handles_labels()[0]:
        axes.legend(loc="center left", bbox_to_anchor=(1.01, 0.5), frameon=False, fontsize="small")
