"""A results folder, to be read: as pandas tables, and run by run as the worlds that they came from."""

from functools import cached_property
from pathlib import Path
from typing import TYPE_CHECKING, Any

import pandas as pd
import pyarrow.parquet as pq

from superorganisms.errors import BatchError
from superorganisms.scenarios.sweep import manifest
from superorganisms.scenarios.sweep.files import said
from superorganisms.scenarios.sweep.finish import RUNS, TICKS, TIMES, UNITS
from superorganisms.scenarios.sweep.plan import Plan, world_parameters
from superorganisms.scenarios.sweep.tables import runs_head
from superorganisms.scenarios.sweep.work import read_file

if TYPE_CHECKING:
    from superorganisms.model.world import Superorganism


class Results:
    """What a sweep left in a folder. Raises BatchError if there is nothing that can be read."""

    def __init__(self, folder: str | Path) -> None:
        self.folder = Path(folder)
        table = manifest.table_of(self.folder)
        if table is None:
            raise BatchError(f"{self.folder} holds no results: there is no {manifest.MANIFEST}")
        self.manifest: dict[str, Any] = table

    @cached_property
    def plan(self) -> Plan:
        """What was planned."""
        plan = manifest.read(self.folder)
        assert plan is not None  # __init__ has seen the manifest
        return plan

    @property
    def finished(self) -> bool:
        """Whether all runs are done."""
        return (self.folder / RUNS).is_file()

    @property
    def runs(self) -> pd.DataFrame:
        """A row a run: what it is, its values, state hash or error, and the measures of its last tick."""
        return self._read(RUNS)

    @property
    def ticks(self) -> pd.DataFrame:
        """A row a run and tick, if ticks were recorded."""
        return self._read(TICKS)

    @property
    def units(self) -> pd.DataFrame:
        """A row a run and unit, if units were recorded."""
        return self._read(UNITS)

    @property
    def times(self) -> pd.DataFrame:
        """Seconds of each run, on the machine that did it."""
        return self._read(TIMES)

    def errors(self) -> "pd.Series[str]":
        """The error of each run that failed, by its number."""
        return self._read(RUNS, ["run", "error"]).set_index("run")["error"].dropna()

    @property
    def measures(self) -> list[str]:
        """The columns of `runs` that are measures."""
        head = runs_head(self.plan)
        self._check(RUNS)
        return [name for name in pq.read_schema(self.folder / RUNS).names if name not in head]

    def world(self, run: int, *, until: int | None = None) -> "Superorganism":
        """A run again: the world at its end, or after so many ticks."""
        from superorganisms.model.world import Superorganism
        from superorganisms.scenarios.playing import play

        if isinstance(run, bool) or not isinstance(run, int) or not 0 <= run < self.plan.total:
            raise BatchError(f"run must be a number in [0, {self.plan.total - 1}], got {run!r}")
        manifest.check_version(self.folder)
        read_file(self.plan)
        (job,) = self.plan.jobs([run])
        world = Superorganism(world_parameters(self.plan).with_changes(self.plan.changes(job)), rng=job.seed)
        play(world, self.plan.ticks if until is None else until)
        return world

    def _read(self, name: str, columns: list[str] | None = None) -> pd.DataFrame:
        self._check(name)
        with said(self.folder):
            table: pd.DataFrame = pq.read_table(self.folder / name, columns=columns).to_pandas()
        return table

    def _check(self, name: str) -> None:
        if not self.finished:
            raise BatchError(f"{self.folder} isn't finished; run the same sweep again, and it goes on")
        if not (self.folder / name).is_file():
            raise BatchError(f"{self.folder} has no {name}: nothing of the kind was recorded")
