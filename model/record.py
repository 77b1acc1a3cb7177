"""What was seen: a row of measures for every tick, and the account of every layer's drift."""

from collections.abc import Sequence
from typing import Any, NamedTuple

import numpy as np
import pandas as pd

from superorganisms.agents.strategies import strategies
from superorganisms.arrays import Floats, Ints
from superorganisms.model.drift import TERMS
from superorganisms.model.measures import Column, Measure, all_columns, measures
from superorganisms.model.parameters import Parameters
from superorganisms.model.state import State

_FIRST_ROOM = 256  # ticks
_UNKNOWN = Column("a measure that isn't known here", undefined="the measure isn't known here, import its file first")


class _Writer(NamedTuple):
    """Which numbers of a measure go where in a row. `run`: all of them, to a run of columns."""

    measure: Measure
    width: int  # numbers that the measure writes
    sources: Ints
    targets: Ints
    run: slice | None


class Record:
    """Rows by tick, from tick 1. Room doubles when it is used up.

    Columns are those of the measures that were known when the world was made, and stay so: of a measure or a strategy that
    is added later nothing is recorded, and what nobody writes any more is NaN.
    """

    def __init__(self, parameters: Parameters) -> None:
        self.parameters = parameters
        self.columns = all_columns(parameters)
        self.length = 0
        self._rows = np.empty((_FIRST_ROOM, len(self.columns)))
        self._drift = np.empty((_FIRST_ROOM, len(parameters.layers), len(TERMS), len(parameters.features)))
        self._known: tuple[object, object] = (None, None)
        self._writers: list[_Writer] = []

    @property
    def rows(self) -> Floats:
        """(ticks, columns)."""
        return self._rows[: self.length]

    @property
    def drift(self) -> Floats:
        """(ticks, layers, terms, K)."""
        return self._drift[: self.length]

    def begin(self) -> Floats:
        """Make room for a tick; the drift account of that tick, all 0."""
        if self.length == self._rows.shape[0]:
            self._rows = np.concatenate([self._rows, np.empty_like(self._rows)])
            self._drift = np.concatenate([self._drift, np.empty_like(self._drift)])
        self.length += 1
        self._rows[self.length - 1] = np.nan
        self._drift[self.length - 1] = 0.0
        account: Floats = self._drift[self.length - 1]
        return account

    def observe(self, state: State) -> None:
        """Write the row of this tick."""
        row = self._rows[self.length - 1]
        for measure, width, sources, targets, run in self._arranged():
            if run is not None:
                measure.observe(state, row[run])
            else:
                written = np.empty(width)
                measure.observe(state, written)
                row[targets] = written[sources]

    def _arranged(self) -> list[_Writer]:
        """The measures and their places, anew when something was added: what a measure writes may depend on the strategies."""
        now = (measures(), strategies())
        if self._known[0] is not now[0] or self._known[1] is not now[1]:
            self._known, self._writers = now, self._arrange()
        return self._writers

    def _arrange(self) -> list[_Writer]:
        places = {name: place for place, name in enumerate(self.columns)}
        writers = []
        for measure in measures():
            found = np.array([places.get(name, -1) for name in measure.columns(self.parameters)], dtype=np.int64)
            sources = np.flatnonzero(found >= 0)
            targets = found[sources]
            if sources.size:
                first = int(targets[0])
                whole = np.array_equal(found, np.arange(first, first + found.size))
                run = slice(first, first + found.size) if whole else None
                writers.append(_Writer(measure, found.size, sources, targets, run))
        return writers

    def restore(self, rows: Floats, drift: Floats, names: Sequence[str]) -> None:
        """Take over what a world has seen, with the names of its columns."""
        known = all_columns(self.parameters)
        self.columns = {name: known.get(name, _UNKNOWN) for name in names}
        self._known = (None, None)
        self.length = rows.shape[0]
        self._rows, self._drift = rows.copy(), drift.copy()
        if self.length == 0:
            self._rows = np.empty((_FIRST_ROOM, *rows.shape[1:]))
            self._drift = np.empty((_FIRST_ROOM, *drift.shape[1:]))

    def reasons(self) -> dict[str, str]:
        """Why columns are undefined in some tick: those that are NaN there, and shares of a best value that is 0."""
        absent = np.isnan(self.rows).any(axis=0)
        best = self.rows[:, list(self.columns).index("best_value")]
        return {
            name: column.undefined
            for (name, column), gone in zip(self.columns.items(), absent, strict=True)
            if gone or (column.share_of_best and (best == 0.0).any())
        }

    def table(self) -> pd.DataFrame:
        """Measures, one row per tick."""
        return pd.DataFrame(self.rows.copy(), columns=list(self.columns), index=self._ticks())

    def drift_table(self) -> pd.DataFrame:
        """Drift account: a row for each tick, layer and feature, a column for each term."""
        names: list[Any] = [self._ticks(), [layer.name for layer in self.parameters.layers], self.parameters.features]
        index: pd.MultiIndex = pd.MultiIndex.from_product(names, names=["tick", "layer", "feature"])
        return pd.DataFrame(np.moveaxis(self.drift, 2, 3).reshape(-1, len(TERMS)), columns=list(TERMS), index=index)

    def _ticks(self) -> pd.Index:
        return pd.RangeIndex(1, self.length + 1, name="tick")
