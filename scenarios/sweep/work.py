"""What a worker does: some runs one after the other, and what is to be kept of each."""

import faulthandler
import json
import os
import time
import traceback
from collections.abc import Callable, Sequence
from functools import cache, lru_cache
from typing import Any, NamedTuple

import pyarrow as pa

from superorganisms.errors import BatchError
from superorganisms.model.parameters import Parameters
from superorganisms.scenarios.sweep.plan import Job, Plan, address, source_of, world_parameters
from superorganisms.scenarios.sweep.tables import runs_table, ticks_table, told, units_table

_GRACE = 0.2  # seconds, for the run's own notice of the time limit


class Group(NamedTuple):
    """Some runs that are done: their rows, and if asked for those of their ticks and units; and the seconds of each."""

    numbers: tuple[int, ...]
    runs: pa.Table
    ticks: pa.Table | None
    units: pa.Table | None
    seconds: tuple[float, ...]


class Done(NamedTuple):
    """One run that is done."""

    row: dict[str, Any]
    ticks: pa.Table | None
    units: pa.Table | None
    seconds: float


class TooLong(Exception):
    """A run took longer than it may."""


def work(text: str, jobs: Sequence[Job], limit: float | None = None) -> Group:
    """Do these runs of the plan in `text`. A run that fails is a row that says so.

    A run of more than `limit` seconds is broken off between two ticks, and fails. If it hangs within a tick the process
    ends itself a moment later, and whoever sent the runs sees that it has gone. Raises SuperorganismError if none can begin.
    """
    if limit is not None:
        _load()
    prepared = _prepared(text)
    done = [_watched(prepared, job, limit) for job in jobs]
    return grouped(prepared.plan, jobs, done)


def grouped(plan: Plan, jobs: Sequence[Job], done: Sequence[Done]) -> Group:
    """Runs that are done, as one."""
    ticks = [one.ticks for one in done if one.ticks is not None]
    units = [one.units for one in done if one.units is not None]
    return Group(
        numbers=tuple(job.number for job in jobs),
        runs=runs_table([one.row for one in done], plan),
        ticks=pa.concat_tables(ticks, promote_options="default") if ticks else None,
        units=pa.concat_tables(units, promote_options="default") if units else None,
        seconds=tuple(one.seconds for one in done),
    )


def failed(plan: Plan, job: Job, error: str, trace: str = "", seconds: float = 0.0) -> Done:
    """The row of a run that failed."""
    row = {**head(plan, job), "error": told(error), "traceback": told(trace, times=10) or None}
    return Done(row, None, None, seconds)


def head(plan: Plan, job: Job) -> dict[str, Any]:
    """What is known of a run before it begins."""
    known = {"run": job.number, "point": job.point, "arm": job.arm, "replicate": job.replicate, "seed": job.seed}
    return {**known, **plan.values(job)}


class _Prepared:
    """A plan, and the parameters of the point that was last asked for: replicates have the same."""

    def __init__(self, plan: Plan) -> None:
        self.plan = plan
        self._base = world_parameters(plan)
        self._last: tuple[tuple[int, str], tuple[Parameters, str]] | None = None

    def parameters(self, job: Job) -> tuple[Parameters, str]:
        """What a run is a world of, and their one text. Raises ParameterError."""
        which = (job.point, job.arm)
        if self._last is None or self._last[0] != which:
            changes = self.plan.changes(job)
            mine = self._base.with_changes(changes) if changes else self._base
            self._last = which, (mine, mine.canonical())
        return self._last[1]


@lru_cache(maxsize=2)
def _prepared(text: str) -> _Prepared:
    plan = Plan.of_plain(json.loads(text))
    read_file(plan)
    return _Prepared(plan)


@cache
def _load() -> None:
    """The laws, by a small world's tick, before any clock starts; it may take seconds in a new process."""
    from superorganisms.model.warm import small_world
    from superorganisms.model.world import Superorganism

    Superorganism(small_world("budget", ["direct"], "truncation"), rng=0).step()


def read_file(plan: Plan) -> None:
    """A user's file may define strategies, rules, measures. Raises BatchError if it isn't what it was, ScenarioError."""
    if plan.file is None:
        return
    try:
        now = source_of(plan.file)
    except OSError as error:
        raise BatchError(f"{plan.file} can't be read where the runs are done: {error.strerror}") from error
    if now != plan.source:
        raise BatchError(f"{plan.file} isn't what it was when the sweep was planned")
    _read(plan.file, plan.source)


@cache
def _read(file: str, source: str | None) -> None:
    from superorganisms.scenarios.scenario import scenario

    scenario(file)


def _watched(prepared: _Prepared, job: Job, limit: float | None) -> Done:
    began = time.perf_counter()
    if limit is not None:
        faulthandler.dump_traceback_later(limit + _GRACE, exit=True, file=_nowhere())
    try:
        return _one(prepared, job, _clock(limit))
    except TooLong:
        return failed(prepared.plan, job, too_long(limit or 0), seconds=time.perf_counter() - began)
    except BaseException as error:  # noqa: BLE001  whatever goes wrong in one run, be it sys.exit, is that run's row
        return failed(prepared.plan, job, _spoken(error), traceback.format_exc(), time.perf_counter() - began)
    finally:
        if limit is not None:
            faulthandler.cancel_dump_traceback_later()


def _spoken(error: BaseException) -> str:
    try:
        return f"{type(error).__name__}: {error}"
    except Exception:  # noqa: BLE001  an error of somebody's own may fail to say what it is
        return type(error).__name__


def too_long(limit: float) -> str:
    """The error of a run that took too long."""
    return f"ended after more than {limit:g} s (--run-timeout)"


@cache
def _nowhere() -> Any:
    return open(os.devnull, "w", encoding="utf-8")  # as long as the process lives


def _clock(limit: float | None) -> Callable[[Any], bool] | None:
    if limit is None:
        return None
    end = time.perf_counter() + limit

    def in_time(world: Any) -> bool:
        if time.perf_counter() > end:
            raise TooLong
        return True

    return in_time


def _one(prepared: _Prepared, job: Job, in_time: Callable[[Any], bool] | None) -> Done:
    from superorganisms.model.world import Superorganism
    from superorganisms.scenarios.playing import play

    plan, began = prepared.plan, time.perf_counter()
    mine, settings = prepared.parameters(job)
    world = Superorganism(mine, rng=job.seed)
    play(world, plan.ticks, in_time)
    key = address(settings, job.seed, plan.ticks, f"{plan.version} {plan.source or ''}".strip())
    known = {**head(plan, job), "key": key, "ticks": world.tick}
    row = {**world.row(), **known, "state_hash": world.state_hash()}
    ticks = ticks_table(world, job.number) if plan.record in ("ticks", "units") else None
    units = units_table(world, job.number) if plan.record == "units" else None
    return Done(row, ticks, units, time.perf_counter() - began)
