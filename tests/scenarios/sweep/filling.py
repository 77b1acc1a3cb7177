"""Runs as workers would give them, without a world, and results folders that are filled with them."""

from pathlib import Path

import pyarrow as pa

from superorganisms.scenarios.sweep.plan import Job, Plan
from superorganisms.scenarios.sweep.store import Store
from superorganisms.scenarios.sweep.work import Done, Group, failed, grouped, head
from tests.scenarios.sweep.small import written

MEASURED = {"efficiency": 0.5, "firm.coherence": 0.25}


def one(plan: Plan, job: Job, *, wrong: bool) -> Done:
    """A run as a worker would give it, without a world."""
    if wrong:
        return failed(plan, job, "ValueError: no", "a traceback", 0.5)
    row = {**head(plan, job), "key": f"k{job.number}", "ticks": 2, "state_hash": "h", **MEASURED}
    ticks = pa.table({"run": [job.number] * 2, "tick": [1, 2], "efficiency": [0.1, job.number / 7]})
    units = pa.table({"run": [job.number], "layer": ["firm"], "unit": [0], "skill": [1.0]})
    return Done(row, ticks, units, job.number / 8)


def group(plan: Plan, *numbers: int, wrong: tuple[int, ...] = ()) -> Group:
    jobs = plan.jobs(numbers)
    return grouped(plan, jobs, [one(plan, job, wrong=job.number in wrong) for job in jobs])


def fill(folder: Path, plan: Plan, *, wrong: tuple[int, ...] = (), retry_failed: bool = False) -> None:
    """What is left, in two parts, and finish."""
    with Store.opened(folder, plan, retry_failed=retry_failed) as store:
        left = [number for number in range(plan.total) if not store.done[number]]
        for numbers in (left[1::2], left[::2]):
            if numbers:
                store.write([group(plan, *numbers, wrong=wrong)])
        store.finish()


def tables(folder: Path) -> dict[str, bytes]:
    return written(folder) | {"times.parquet": (folder / "times.parquet").read_bytes()}
