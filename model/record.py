"""What was seen: a row of measures for every tick, the account of every layer's drift, and what its selection saw."""

from collections.abc import Mapping
from typing import Any, NamedTuple

import numpy as np
import pandas as pd

from superorganisms.agents.strategies import strategies
from superorganisms.arrays import Floats, Ints
from superorganisms.model.contextual import SUMS
from superorganisms.model.drift import all_terms, shown_terms
from superorganisms.model.ledger import Ledger
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


class Accounts(NamedTuple):
    """What the accounts of one tick are written to, all 0 at its beginning."""

    drift: Floats  # (layers, terms, K)
    context: Floats  # (layers, SUMS)


class Record:
    """Rows by tick, from tick 1. Room doubles when it is used up.

    Measures and the sums of the contextual account are kept for every tick (a number a column: about a kilobyte a tick in
    the default world); the account of drift, vectors, in a ledger of bounded size, which in long runs sums over ticks.

    Columns are those of the measures that were known when the world was made, and stay so: of a measure or a strategy that
    is added later nothing is recorded, and what nobody writes any more is NaN.
    """

    def __init__(self, parameters: Parameters) -> None:
        self.parameters = parameters
        self.columns = all_columns(parameters)
        self.length = 0
        self._rows = np.empty((_FIRST_ROOM, len(self.columns)))
        names = [layer.name for layer in parameters.layers]
        self._context = np.zeros((_FIRST_ROOM, len(names), len(SUMS)))
        self._drift = Ledger((len(names), len(all_terms(names)), len(parameters.features)))
        self._known: tuple[object, object] = (None, None)
        self._writers: list[_Writer] = []

    @property
    def rows(self) -> Floats:
        """(ticks, columns)."""
        return self._rows[: self.length]

    @property
    def drift(self) -> Floats:
        """(rows, layers, terms, K): a row a tick, in long runs a row for several (drift_ends)."""
        return self._drift.rows

    @property
    def drift_ends(self) -> Ints:
        """(rows,): the last tick that each row of the account of drift stands for."""
        return self._drift.ends

    @property
    def context(self) -> Floats:
        """(ticks, layers, SUMS): what the contextual regression of each tick is made of."""
        return self._context[: self.length]

    def keep_drift_in_brief(self) -> None:
        """The account of drift in two rows, where nobody will ask for it; before the first tick."""
        self._drift = Ledger(self._drift.rows.shape[1:], most_bytes=0)

    def begin(self) -> Accounts:
        """Make room for a tick; its accounts, all 0."""
        if self.length == self._rows.shape[0]:
            self._rows = np.concatenate([self._rows, np.empty_like(self._rows)])
            self._context = np.concatenate([self._context, np.zeros_like(self._context)])
        self.length += 1
        self._rows[self.length - 1] = np.nan
        return Accounts(self._drift.begin(), self._context[self.length - 1])

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

    def can_be_cut(self, tick: int) -> bool:
        """Can `arrays` stop at this tick?"""
        return self._drift.can_be_cut(tick)

    def arrays(self, until: int | None = None) -> dict[str, Any]:
        """Everything, or that of the first ticks, as `restore` takes it.

        Raises ValueError where a row of the account of drift stands for ticks before and after `until`.
        """
        columns = np.array(list(self.columns), dtype=np.str_)
        end = self.length if until is None else until
        drift = self.drift if until is None else self._drift.first(until)
        return {"rows": self.rows[:end], "columns": columns, "drift": drift, "context": self.context[:end]}

    def restore(self, arrays: Mapping[str, Any]) -> None:
        """Take over what a world has seen. Raises ValueError for arrays that another version has made."""
        known, rows, context = all_columns(self.parameters), arrays["rows"], arrays["context"]
        if context.shape != (rows.shape[0], *self._context.shape[1:]):
            raise ValueError(f"contextual sums of shape {context.shape} don't belong to {rows.shape[0]} ticks of this world")
        self._drift.restore(arrays["drift"], rows.shape[0])
        self.columns = {name: known.get(name, _UNKNOWN) for name in arrays["columns"].tolist()}
        self._known = (None, None)
        self.length = rows.shape[0]
        self._rows, self._context = rows.copy(), context.copy()
        if self.length == 0:
            self._rows = np.empty((_FIRST_ROOM, *rows.shape[1:]))
            self._context = np.zeros((_FIRST_ROOM, *context.shape[1:]))

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
        """Drift account: a row for each tick, layer and feature, a column for each term.

        change = selection_between + selection_within + mutation + pool + surrogation + imitation, and selection_between =
        the sum of the between_<layer> beside it. In runs too long to keep every tick, a row stands for the ticks since the
        row before, and `tick` is the last of them; the terms of all these ticks are added up, so it balances as well.
        """
        layers = [layer.name for layer in self.parameters.layers]
        names: list[Any] = [pd.Index(self.drift_ends), layers, self.parameters.features]
        index: pd.MultiIndex = pd.MultiIndex.from_product(names, names=["tick", "layer", "feature"])
        terms = all_terms(layers)
        table = pd.DataFrame(np.moveaxis(self.drift, 2, 3).reshape(-1, len(terms)), columns=list(terms), index=index)
        return table[shown_terms(layers)]

    def _ticks(self) -> pd.Index:
        return pd.RangeIndex(1, self.length + 1, name="tick")
