"""Sends what is left of a plan to workers in groups, keeps what comes back, and tells how far it is."""

import time
from collections import deque
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from itertools import islice

import numpy as np

from superorganisms.scenarios.sweep.plan import Job, Plan
from superorganisms.scenarios.sweep.store import Store
from superorganisms.scenarios.sweep.work import Group, failed, grouped
from superorganisms.scenarios.sweep.workers import Lost, Workers

_TARGET = 0.7  # seconds that a group of runs should take: long against what sending it costs, short against waiting
_MOST = 500  # runs in a group
_KEEP = 2.0  # seconds of work that may be lost by a kill
_KEEP_BYTES = 64 * 2**20
_AHEAD = 2  # groups that are sent per worker
_TRIES = 3  # of a run whose worker died alone with it
_BLOCK = 2**16  # runs of which the numbers are listed at a time


@dataclass(frozen=True)
class Status:
    """How far a sweep is. `before`: runs that were done when it began."""

    done: int
    failed: int
    total: int
    before: int
    seconds: float

    @property
    def rate(self) -> float:
        """Runs a second since it began."""
        return (self.done - self.before) / self.seconds if self.seconds > 0 else 0.0

    @property
    def left(self) -> float:
        """Seconds to go, if it goes on as it did; NaN before anything is done."""
        return (self.total - self.done) / self.rate if self.rate > 0 else float("nan")


type Watch = Callable[[Status], bool]
"""Told now and then; False stops the sweep."""


@dataclass
class Driver:
    """One pass over the runs that are left."""

    plan: Plan
    store: Store
    workers: Workers
    watch: Watch
    _again: deque[Job] = field(default_factory=deque)  # one by one, as something in their group killed a worker
    _tried: dict[int, int] = field(default_factory=dict)
    _flying: int = 0  # groups
    _pace: float = 0.0  # seconds a run
    _kept: list[Group] = field(default_factory=list)
    _kept_at: float = 0.0

    def run(self) -> bool:
        """Until nothing is left; False if it was stopped before. What has come back is kept either way."""
        began, before, waiting = time.perf_counter(), self.plan.total - self.store.left, self._waiting()
        self._kept_at = began
        try:
            while True:
                self._send(waiting)
                if not self._flying:
                    return True
                for outcome in self.workers.received(0.5):
                    self._flying -= 1
                    self._take(outcome)
                self._keep()
                if not self.watch(self._status(before, time.perf_counter() - began)):
                    return False
        finally:
            self._keep(all_of_it=True)

    def _status(self, before: int, seconds: float) -> Status:
        """What has come back counts, also if it isn't written yet."""
        done = self.plan.total - self.store.left + sum(len(group.numbers) for group in self._kept)
        wrong = self.store.failed + sum(len(group.runs) - group.runs["error"].null_count for group in self._kept)
        return Status(done, wrong, self.plan.total, before, seconds)

    def _waiting(self) -> Iterator[int]:
        """Numbers of the runs to do, a stretch at a time; what was done when it began isn't among them."""
        done = self.store.done.copy()
        for start in range(0, len(done), _BLOCK):
            yield from (start + np.flatnonzero(~done[start : start + _BLOCK])).tolist()

    def _send(self, waiting: Iterator[int]) -> None:
        while self._flying < _AHEAD * max(1, self.workers.count):
            jobs = self._next(waiting)
            if not jobs:
                return
            self.workers.send(jobs)
            self._flying += 1

    def _next(self, waiting: Iterator[int]) -> list[Job]:
        if self._again:
            return [self._again.popleft()]
        size = min(_MOST, max(1, int(_TARGET / self._pace))) if self._pace else 1
        return self.plan.jobs(list(islice(waiting, size)))

    def _take(self, outcome: Group | Lost) -> None:
        if isinstance(outcome, Group):
            each = sum(outcome.seconds) / max(1, len(outcome.seconds))
            self._pace = each if not self._pace else (self._pace + each) / 2
            self._kept.append(outcome)
        elif len(outcome.jobs) == 1:
            self._take_lost(outcome.jobs[0], outcome.why)
        else:
            self._again.extend(outcome.jobs)

    def _take_lost(self, job: Job, why: str) -> None:
        """A run whose worker died alone with it. Somebody may have ended the worker: it is tried again."""
        self._tried[job.number] = self._tried.get(job.number, 0) + 1
        if self._tried[job.number] < _TRIES and "--run-timeout" not in why:
            self._again.append(job)
        else:
            self._kept.append(grouped(self.plan, [job], [failed(self.plan, job, why)]))

    def _keep(self, *, all_of_it: bool = False) -> None:
        now = time.perf_counter()
        size = sum(table.nbytes for group in self._kept for table in (group.ticks, group.units) if table is not None)
        if self._kept and (all_of_it or now - self._kept_at > _KEEP or size > _KEEP_BYTES):
            kept, self._kept = self._kept, []
            self.store.write(kept)
            self._kept_at = now
