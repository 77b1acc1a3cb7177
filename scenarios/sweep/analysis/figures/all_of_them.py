"""Which figures a set of findings needs."""

from collections.abc import Iterator
from typing import NamedTuple

import numpy as np
import pandas as pd
from matplotlib.figure import Figure

from superorganisms.model.measures import Column
from superorganisms.scenarios.sweep.analysis.figures import told
from superorganisms.scenarios.sweep.analysis.figures.bars import effects_figure, morris_figure, sobol_figure
from superorganisms.scenarios.sweep.analysis.figures.panels import panels, trend
from superorganisms.scenarios.sweep.analysis.figures.paper import short
from superorganisms.scenarios.sweep.analysis.figures.phase import field, phase
from superorganisms.scenarios.sweep.analysis.figures.response import response
from superorganisms.scenarios.sweep.analysis.findings import Findings
from superorganisms.scenarios.sweep.analysis.spoken import interval, number

_EFFECTS = 40  # points of a figure of effects


class Drawn(NamedTuple):
    """A figure: the file name it takes, what it shows (caption), and its text for who can't see it."""

    name: str
    figure: Figure
    caption: str
    text: str


def drawn(found: Findings, measure: str, about: Column) -> dict[str, Drawn]:
    """By kind, in order: "means", "indices", "effects", as far as the design has them."""
    kinds = {"means": _means, "indices": _indices, "effects": _effects}
    return {kind: one for kind, draw in kinds.items() for one in draw(found, measure, about)}


def _means(found: Findings, measure: str, about: Column) -> Iterator[Drawn]:
    table = found.points(measure)
    if table.empty:
        return
    if found.shape == "curve":
        (one,) = found.variables
        means = {arm: found.points(measure, arm) for arm in found.plan.arms}
        figure = response(one, means, found.runs, measure, about.sentence)
        seeds = "; pale: each seed" if found.plan.replicates > 1 else ""
        yield Drawn(f"{measure}-curve", figure, f"{measure} over {one.name}{seeds}.", told.curve(one, table, measure))
    elif found.shape == "map":
        of = field(found.variables, table, bounds=(about.low, about.high))
        caption = f"{measure} over {of.across.name} (across) and {of.up.name} (up): in each field the mean of the seeds."
        if np.isnan(of.values).any():
            caption += " White: no run ended there with a value."
        said = (caption, told.crossing(of, measure), told.parting(found.runs, found.variables, measure))
        figure = phase(of, measure, about.sentence)
        yield Drawn(f"{measure}-map", figure, " ".join(filter(None, said)), told.heat_map(of, measure))
    elif found.shape == "panels":
        figure = panels(found.variables, found.values(measure), measure, about.sentence)
        caption = (
            f"{measure} over each parameter while the others vary too. Pale: every point; dark: the mean of those with about "
            "that value. What a panel scatters comes from the other parameters and from chance."
        )
        yield Drawn(f"{measure}-panels", figure, caption, _panels_text(found, measure))


def _panels_text(found: Findings, measure: str) -> str:
    rows = []
    for one in found.variables:
        at, means = trend(one.places, found.values(measure))
        if len(at):
            ends = [number(value) if one.numeric else short(one.levels[int(value)]) for value in (at[0], at[-1])]
            rows.append(f"{one.name}: {number(means[0])} at {ends[0]}, {number(means[-1])} at {ends[1]}")
    return f"Mean of {measure} at the lower and the upper end of each parameter. {told.listed(rows, 20)}"


def _indices(found: Findings, measure: str, about: Column) -> Iterator[Drawn]:
    if measure not in found.indices:
        return
    table = found.indices[measure]
    sobol = found.plan.design == "sobol"
    first, second = ("S1", "ST") if sobol else ("mu_star", "sigma")
    if table[first].isna().any():
        return
    rows = [f"{name}: {number(row[first])} and {number(row[second])}" for name, row in table.iterrows()]
    kind = "First and total Sobol index" if sobol else "Morris's μ* and σ"
    figure = sobol_figure(table, measure) if sobol else morris_figure(table, measure)
    yield Drawn(f"{measure}-{found.plan.design}", figure, f"{kind} of each parameter.", f"{kind}. {told.listed(rows, 20)}")


def _effects(found: Findings, measure: str, about: Column) -> Iterator[Drawn]:
    if not found.paired:
        return
    table = found.contrasts[found.contrasts["measure"] == measure].sort_values("point")
    if len(table) < 2:
        return
    caption = f"What the world has more of {measure} than its contrast, paired by seed."
    name = f"{measure}-contrast"
    if found.shape == "map":
        of = field(found.variables, table, signed=True)
        figure = phase(of, f"{measure}: world - contrast", "")
        yield Drawn(name, figure, f"{caption} {told.crossing(of, 'it')}".strip(), told.heat_map(of, "the difference"))
    elif found.shape == "curve":
        (one,) = found.variables
        figure = response(one, {"world - contrast": table}, None, f"{measure}: world - contrast", "")
        yield Drawn(name, figure, caption, told.curve(one, table, "the difference"))
    else:
        yield Drawn(name, *_strip(found, table, measure, caption))


def _strip(found: Findings, table: pd.DataFrame, measure: str, caption: str) -> tuple[Figure, str, str]:
    if len(table) > _EFFECTS:
        ends = table.sort_values("mean", kind="stable")
        table = pd.concat([ends.head(_EFFECTS // 2), ends.tail(_EFFECTS // 2)])
        caption += (
            f" Of {len(ends)} points those {_EFFECTS // 2} with the smallest and those {_EFFECTS // 2} with the greatest."
        )
    names = [point_name(found, int(point)) for point in table["point"]]
    rows = [
        f"{name}: {number(row['mean'])}{interval(row['low'], row['high'])}"
        for name, (_, row) in zip(names, table.iterrows(), strict=True)
    ]
    return effects_figure(table, names, measure), caption, f"World minus contrast by point. {told.listed(rows)}"


def point_name(found: Findings, point: int) -> str:
    """The values of a point, or its number if they are many."""
    if not 0 < len(found.variables) <= 2:
        return f"point {point}"
    return ", ".join(f"{one.name.rpartition('.')[2]} {short(one.at[point])}" for one in found.variables)
