"""What was seen: a row of measures for every tick, and the account of every layer's drift."""

from collections.abc import Mapping
from functools import cached_property
from typing import Any

import numpy as np
import pandas as pd

from superorganisms.arrays import Floats
from superorganisms.model.drift import TERMS
from superorganisms.model.measures import Column, measures
from superorganisms.model.parameters import Parameters
from superorganisms.model.state import State

_FIRST_ROOM = 256  # ticks


class Record:
    """Rows by tick, from tick 1. Room doubles when it is used up."""

    def __init__(self, parameters: Parameters) -> None:
        self.parameters = parameters
        self.length = 0
        self._rows = np.empty((_FIRST_ROOM, len(self.columns)))
        self._drift = np.empty((_FIRST_ROOM, len(parameters.layers), len(TERMS), len(parameters.features)))
        ends = np.cumsum([len(measure.columns(parameters)) for measure in measures()])
        self._slots = [slice(end - len(m.columns(parameters)), end) for m, end in zip(measures(), ends, strict=True)]

    @cached_property
    def columns(self) -> Mapping[str, Column]:
        """All columns with what they say."""
        return {name: column for measure in measures() for name, column in measure.columns(self.parameters).items()}

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
        self._drift[self.length - 1] = 0.0
        account: Floats = self._drift[self.length - 1]
        return account

    def observe(self, state: State) -> None:
        """Write the row of this tick."""
        row = self._rows[self.length - 1]
        for measure, slot in zip(measures(), self._slots, strict=True):
            measure.observe(state, row[slot])

    def restore(self, rows: Floats, drift: Floats) -> None:
        """Take over what a saved world has seen."""
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
