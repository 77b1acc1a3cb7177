"""Small sweeps, and workers that do them in this process, in groups and an order of their own."""

import random
from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import Any

from superorganisms.scenarios.sweep.driver import Driver
from superorganisms.scenarios.sweep.plan import Job, Plan
from superorganisms.scenarios.sweep.store import Store
from superorganisms.scenarios.sweep.sweep import Sweep
from superorganisms.scenarios.sweep.work import Group, work
from superorganisms.scenarios.sweep.workers import Lost

SIZES = {"government.size": 2, "firm.size": 4, "employee.size": 8}
SELECTED = {"employee.selection": "truncation", "employee.mutation": 0.3}
TABLES = ("runs.parquet", "ticks.parquet", "units.parquet")


def small(**changed: Any) -> Sweep:
    """Twelve runs of fifteen units."""
    said: dict[str, Any] = {
        "world": "telephone",
        "vary": {"firm.compliance": [0.2, 0.5, 0.8]},
        "contrast": True,
        "seeds": 2,
        "ticks": 5,
        "record": "units",
        "changes": SIZES | SELECTED,
    }
    return Sweep(**(said | changed))


class Here:
    """Workers without processes. `loses` says how often a run takes its worker with it; `stops_after` so many groups."""

    def __init__(self, plan: Plan, seed: int = 0, count: int = 2, loses: dict[int, int] | None = None) -> None:
        self.text, self.count = plan.without_points().to_text(), count
        self.order, self.loses = random.Random(seed), dict(loses or {})
        self.sent: list[tuple[Job, ...]] = []
        self.done: list[int] = []

    def send(self, jobs: Sequence[Job]) -> None:
        self.sent.append(tuple(jobs))

    def received(self, seconds: float) -> Iterator[Group | Lost]:
        while self.sent:
            jobs = self.sent.pop(self.order.randrange(len(self.sent)))
            culprit = next((job.number for job in jobs if self.loses.get(job.number)), None)
            if culprit is not None:
                self.loses[culprit] -= 1
                yield Lost(jobs, "its process died (exit code 3)")
                continue
            self.done += [job.number for job in jobs]
            yield work(self.text, jobs)
            if self.order.random() < 0.3:
                return

    def close(self) -> None:
        self.sent.clear()


def done(folder: Path, sweep: Sweep, seed: int = 0, *, retry_failed: bool = False, **options: Any) -> Here:
    """The sweep, done in this process."""
    plan = sweep.plan()
    crew = Here(plan, seed, **options)
    with Store.opened(folder, plan, retry_failed=retry_failed) as store:
        Driver(plan, store, crew, lambda status: True).run()
        store.finish()
    return crew


def written(folder: Path) -> dict[str, bytes]:
    """The bytes of all tables that must always be the same."""
    return {name: (folder / name).read_bytes() for name in TABLES if (folder / name).is_file()}
