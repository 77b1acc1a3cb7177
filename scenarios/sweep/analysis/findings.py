"""All that is found in a results folder, as tables: what a report, figures and a program read."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property
from typing import Any

import numpy as np
import pandas as pd

from superorganisms.arrays import Floats
from superorganisms.errors import BatchError
from superorganisms.scenarios.sweep.analysis import moved, spoken
from superorganisms.scenarios.sweep.analysis.bootstrap import means
from superorganisms.scenarios.sweep.analysis.morris_effects import morris
from superorganisms.scenarios.sweep.analysis.odd_runs import outliers
from superorganisms.scenarios.sweep.analysis.pairs import contrasts, overall
from superorganisms.scenarios.sweep.analysis.sobol_indices import sobol
from superorganisms.scenarios.sweep.analysis.variables import Variable, variables
from superorganisms.scenarios.sweep.designs import design
from superorganisms.scenarios.sweep.plan import CONTRAST, WORLD, Plan
from superorganisms.scenarios.sweep.results import Results

_SIDE = 30  # levels of a parameter in a phase diagram
_FULL = 0.5  # share of the cells of a phase diagram that must have a point


@dataclass(frozen=True)
class Findings:
    """What `analyse` found. `runs`: those that didn't fail; `measures`: those that are looked at; `why`: why these."""

    results: Results
    runs: pd.DataFrame
    failed: pd.DataFrame
    variables: tuple[Variable, ...]
    measures: tuple[str, ...]
    why: str

    @property
    def plan(self) -> Plan:
        """What was planned."""
        return self.results.plan

    @property
    def shape(self) -> str:
        """How points can be drawn: "one", "curve" over one parameter, "map" over two, "panels" for more or a scattered two."""
        if len(self.variables) < 2:
            return ("one", "curve")[len(self.variables)]
        across = [len(one.levels) for one in self.variables]
        filled = len(set(zip(*(one.at for one in self.variables), strict=True))) / np.prod(across, dtype=float)
        return "map" if len(across) == 2 and max(across) <= _SIDE and filled >= _FULL else "panels"

    @property
    def paired(self) -> bool:
        """Whether the contrast was run too."""
        return CONTRAST in self.plan.arms

    @cached_property
    def means(self) -> pd.DataFrame:
        """arm, point, measure, n, mean, low, high, and the values of what is varied."""
        found = means(self.runs, self.measures, ("arm", "point"))
        return self._with_values(found)

    def _with_values(self, table: pd.DataFrame) -> pd.DataFrame:
        at = table["point"].to_numpy(int)
        for number, one in enumerate(self.variables):
            table.insert(number, one.name, np.array(one.at, dtype=float if one.numeric else object)[at])
        return table

    def points(self, measure: str, arm: str = WORLD) -> pd.DataFrame:
        """The means of one measure, in order of the points."""
        rows = self.means["measure"].eq(measure) & self.means["arm"].eq(arm)
        return self.means[rows].sort_values("point", ignore_index=True)

    def values(self, measure: str) -> Floats:
        """The mean of every point, NaN where there is none."""
        table = self.points(measure).set_index("point")["mean"]
        return table.reindex(range(len(self.plan.points))).to_numpy(float)

    @cached_property
    def indices(self) -> dict[str, pd.DataFrame]:
        """By measure: Sobol's or Morris's indices and their sentence, a row a parameter; of other designs none."""
        if self.plan.design not in ("sobol", "morris"):
            return {}
        return {measure: self._indices(measure) for measure in self.measures}

    def _indices(self, measure: str) -> pd.DataFrame:
        names, say = [axis.name for axis in self.plan.axes], spoken.sobol_sentence
        if self.plan.design == "sobol":
            table = sobol(self.values(measure), names)
        else:
            say = spoken.morris_sentence
            table = morris(_units(self.plan), self.values(measure), names)
        sentences = [say(str(name), measure, row) for name, row in table.iterrows()]
        return table.assign(sentence=sentences)

    @cached_property
    def contrasts(self) -> pd.DataFrame:
        """World - contrast paired by seed, at each point; empty without a contrast."""
        return self._with_values(contrasts(self.runs, self.measures)) if self.paired else pd.DataFrame()

    @cached_property
    def overall(self) -> pd.DataFrame:
        """World - contrast over all points, with the sentence that it allows; empty without a contrast."""
        if not self.paired:
            return pd.DataFrame()
        table = overall(self.runs, self.measures)
        return table.assign(sentence=[spoken.contrast_sentence(row["measure"], row) for _, row in table.iterrows()])

    @cached_property
    def outliers(self) -> pd.DataFrame:
        """Runs far from the others of their point."""
        return outliers(self.runs, self.measures)

    def to_dict(self) -> dict[str, Any]:
        """All of it in lists, dicts, numbers and texts; what is undefined is None."""
        tables: Mapping[str, pd.DataFrame] = {
            "means": self.means, "contrasts": self.contrasts, "overall": self.overall, "outliers": self.outliers,
            "failed": self.failed[["run", "point", "arm", "seed", "error"]],
        }  # fmt: skip
        plan = self.plan
        head: dict[str, Any] = {
            "folder": str(self.results.folder),
            "world": plan.name,
            "design": plan.design,
            "version": plan.version,
        }
        head |= {"points": len(plan.points), "runs": plan.total, "seeds": plan.replicates, "ticks": plan.ticks}
        found = {name: _rows(table) for name, table in tables.items()}
        indices = {measure: _rows(table.rename_axis("parameter").reset_index()) for measure, table in self.indices.items()}
        return {**head, "measures": list(self.measures), "why": self.why, **found, "indices": indices}


def _units(plan: Plan) -> Floats:
    """The points in [0, 1], drawn again. Raises BatchError where another version of SALib draws others."""
    chosen = design(plan.design)
    again = chosen.points(plan.axes, plan.samples, plan.seed)
    if [list(point) for point in again] != [list(point) for point in plan.points]:
        raise BatchError("the points of this morris design can't be drawn again: another version of SALib has made them")
    return np.asarray(chosen.units(len(plan.axes), plan.samples, plan.seed), dtype=float)


def _rows(table: pd.DataFrame) -> list[dict[str, Any]]:
    plain = table.astype(object).where(table.notna(), None)
    return [{str(name): _plain(value) for name, value in row.items()} for row in plain.to_dict("records")]


def _plain(value: Any) -> Any:
    return value.item() if isinstance(value, np.generic) else value


def analyse(results: Results, *, measures: Sequence[str] = ()) -> Findings:
    """What is found in finished results, for these measures; without any, for efficiency and those that are moved most.

    Raises BatchError for a measure that isn't there, for results that aren't finished, or if all runs failed.
    """
    runs, known = results.runs, results.measures
    varied = tuple(variables(results.plan))
    wrong = runs["error"].notna()
    good = runs[~wrong]
    if good.empty:
        raise BatchError(f"all {len(runs)} runs of {results.folder} failed; the first one: {runs['error'].iloc[0]}")
    codes = np.column_stack([one.places for one in varied]) if varied else None
    if measures:
        chosen, why = moved.checked(measures, known), "as asked for by --measure"
    else:
        world = good[good["arm"] == WORLD] if (good["arm"] == WORLD).any() else good
        chosen, why = moved.most_moved(world, known, codes), _why(results.plan)
    return Findings(results, good, runs[wrong], varied, tuple(chosen), why)


def _why(plan: Plan) -> str:
    if plan.replicates > 1:
        by = "by the share of their variance that lies between points and not between seeds"
    else:
        by = "by the share of their variance that a curve in the parameters explains, as there is one seed a point"
    return f"efficiency, and up to {moved.MOST} others that the design moves most, {by}; of measures that go together only one"
