"""A results folder that survives: what is done stands in parts that appear whole or not at all, and is never done again.

manifest.json   what the folder is: plan, version, commit, machine, times
points.parquet  the points of the plan, so that any of them can be run again
parts/          runs that are done, until all are: NUMBER.ticks.parquet, NUMBER.units.parquet, and last NUMBER.parquet, which
                makes them count
runs.parquet, ticks.parquet, units.parquet   all of it in order of the runs, the same bytes however it came about
times.parquet   seconds of each run: they alone differ from machine to machine
lock            held by the one process that writes
"""

import os
import shutil
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from pathlib import Path

import numpy as np
import pyarrow as pa
import pyarrow.compute as pc
import pyarrow.parquet as pq
from filelock import FileLock, Timeout

from superorganisms.arrays import Bools
from superorganisms.errors import BatchError
from superorganisms.scenarios.sweep import manifest
from superorganisms.scenarios.sweep.files import HALF, said, sync, write_table
from superorganisms.scenarios.sweep.finish import DETAILS, RUNS, SECONDS, TIMES, join
from superorganisms.scenarios.sweep.merge import ROWS
from superorganisms.scenarios.sweep.plan import Plan
from superorganisms.scenarios.sweep.work import Group

PARTS, LOCK = "parts", "lock"


class Store:
    """A results folder, opened for writing by one process at a time."""

    def __init__(self, folder: Path, plan: Plan) -> None:
        self.folder, self.plan = folder, plan
        self.parts = folder / PARTS
        self.done: Bools = np.zeros(plan.total, dtype=bool)
        self.failed = 0
        self._next = 0  # the number of the next part
        self._lock = FileLock(folder / LOCK, timeout=0)

    @classmethod
    @contextmanager
    def opened(cls, folder: Path, plan: Plan, *, retry_failed: bool = False) -> "Iterator[Store]":
        """Begin a folder, or go on with it. Raises BatchError: another plan, another version, somebody else is at it."""
        store = cls(folder, plan)
        with said(folder):
            store._refuse_strangers()
            store.parts.mkdir(parents=True, exist_ok=True)
            try:
                store._lock.acquire()
            except Timeout:
                raise BatchError(
                    f"{folder} is being written by another process; wait for it, or choose another folder"
                ) from None
        try:
            with said(folder):
                store._begin_or_go_on(retry_failed=retry_failed)
            yield store
        finally:
            store._lock.release()

    @property
    def left(self) -> int:
        """Runs still to do."""
        return int(len(self.done) - self.done.sum())

    def _refuse_strangers(self) -> None:
        """Before anything is changed. What a killed process may have left before the manifest is ours."""
        if not self.folder.is_dir() or (self.folder / manifest.MANIFEST).is_file():
            return
        ours = (PARTS, LOCK, manifest.POINTS, manifest.POINTS + HALF, manifest.MANIFEST + HALF)
        others = sorted(file.name for file in self.folder.iterdir() if file.name not in ours)
        if others:
            raise BatchError(f"{self.folder} holds other files ({', '.join(others[:3])}); choose an empty folder")
        if self.parts.is_dir() and any(self.parts.iterdir()):
            raise BatchError(f"{self.folder} holds results and no {manifest.MANIFEST}; choose another folder")

    def _begin_or_go_on(self, *, retry_failed: bool) -> None:
        manifest.check_version(self.folder)
        known = manifest.read(self.folder)
        if known is None:
            manifest.begin(self.folder, self.plan)
        elif difference := self.plan.difference(known):
            raise BatchError(
                f"{self.folder} holds another sweep ({difference}); give the same options to go on with it, "
                "or choose another folder"
            )
        self._clean()
        if retry_failed:
            self._forget_failed()
        self._see()

    def _clean(self) -> None:
        """What a killed process left half done."""
        for half in (*self.folder.glob(f"*{HALF}"), *self.parts.glob(f"*{HALF}")):
            half.unlink()
        if self._whole.is_file():  # finished, if not tidied up: it takes the place of the parts in one step
            self._drop_parts()
        for detail in (file for file in self.parts.glob("*.parquet") if file.name.count(".") > 1):
            if not (self.parts / f"{detail.name.partition('.')[0]}.parquet").is_file():
                detail.unlink()

    def _drop_parts(self) -> None:
        """Those that count first: details without them are nothing."""
        for file in (*self._parts(), *self.parts.glob("*.parquet")):
            file.unlink(missing_ok=True)

    def _forget_failed(self) -> None:
        """Runs that failed count as not done. Stopped anywhere, the folder is either as it was or as it should be."""
        if self._whole.is_file():
            if pq.read_table(self._whole, columns=["error"])["error"].null_count < self.plan.total:
                self._take_apart()
            return
        for part in self._parts():
            table = pq.ParquetFile(part).read()
            if table["error"].null_count < len(table):
                self._keep_good(table, part)

    def _take_apart(self) -> None:
        """What is finished becomes the one part, without the runs that failed; these have no details."""
        name = self._name()
        for kind, whole in DETAILS.items():
            if (self.folder / whole).is_file():
                _link(self.folder / whole, self.parts / f"{name}.{kind}.parquet")
        seconds = pq.read_table(self.folder / TIMES)["seconds"]  # in the same order
        self._keep_good(pq.read_table(self._whole).append_column(SECONDS, seconds), self.parts / f"{name}.parquet")
        self._whole.unlink()
        sync(self.folder)

    def _keep_good(self, table: pa.Table, part: Path) -> None:
        write_table(table.filter(pc.field("error").is_null()).replace_schema_metadata(None), part, ROWS)

    def _see(self) -> None:
        for file in [self._whole] if self._whole.is_file() else self._parts():
            table = pq.ParquetFile(file).read(["run", "error"])
            self._count(table)
        self._next = max((int(part.stem) + 1 for part in self._parts()), default=0)

    def _count(self, table: pa.Table) -> None:
        self.done[table["run"].to_numpy()] = True
        self.failed += len(table) - table["error"].null_count

    @property
    def _whole(self) -> Path:
        return self.folder / RUNS

    def _parts(self) -> list[Path]:
        return sorted(file for file in self.parts.glob("*.parquet") if file.name.count(".") == 1)

    def _name(self) -> str:
        return f"{self._next:07d}"

    def write(self, groups: Sequence[Group]) -> None:
        """Keep runs that are done. On return they are safe. Raises BatchError if there is no room: what was safe remains so."""
        if not groups:
            return
        order, name = sorted(groups, key=lambda group: group.numbers[0]), self._name()
        with said(self.folder):
            for kind in DETAILS:
                tables = [table for group in order if (table := getattr(group, kind)) is not None]
                if tables:
                    write_table(_one(tables), self.parts / f"{name}.{kind}.parquet", ROWS)
            runs = _one([group.runs.append_column(SECONDS, [pa.array(group.seconds, pa.float64())]) for group in order])
            write_table(runs, self.parts / f"{name}.parquet", ROWS)
        self._next += 1
        self._count(runs)

    def finish(self) -> None:
        """All runs are done: the tables in order of the runs, and the parts are gone."""
        if self.left:
            raise BatchError(f"{self.left} of {self.plan.total} runs of {self.folder} are not done yet")
        with said(self.folder):
            if parts := self._parts():
                join(self.folder, self.parts, parts, self.plan)
            known = manifest.table_of(self.folder) or {}
            if parts or "ended" not in known or known.get("failed") != self.failed:
                manifest.note(self.folder, ended=manifest.now(), failed=self.failed)
            self._drop_parts()


def _one(tables: Sequence[pa.Table]) -> pa.Table:
    return pa.concat_tables(tables, promote_options="default")


def _link(source: Path, target: Path) -> None:
    """The same file under another name, which takes neither time nor room; a copy where that can't be."""
    target.unlink(missing_ok=True)
    try:
        os.link(source, target)
    except OSError:
        shutil.copyfile(source, target)
        with target.open("rb+") as file:
            os.fsync(file.fileno())
