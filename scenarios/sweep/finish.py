"""The tables of a sweep that is done, out of its parts."""

from collections.abc import Sequence
from pathlib import Path

from superorganisms.scenarios.sweep.merge import Choice, merge
from superorganisms.scenarios.sweep.plan import Plan
from superorganisms.scenarios.sweep.tables import HEADS, in_order, runs_head

RUNS, TICKS, UNITS, TIMES = "runs.parquet", "ticks.parquet", "units.parquet", "times.parquet"
DETAILS = {"ticks": TICKS, "units": UNITS}
SECONDS = "run.seconds"  # of a run, in the parts; a measure of one's own may be called "seconds"


def join(folder: Path, parts_folder: Path, parts: Sequence[Path], plan: Plan) -> None:
    """Write the tables; runs last, as it makes all of them count."""
    words = {b"plan": plan.without_points().to_text().encode()}
    for kind, whole in DETAILS.items():
        merge(sorted(parts_folder.glob(f"*.{kind}.parquet")), folder / whole, _after(HEADS[kind]), words)
    merge(parts, folder / TIMES, lambda names: {"run": "run", "seconds": SECONDS}, {})
    merge(parts, folder / RUNS, _after(runs_head(plan)), words)


def _after(head: Sequence[str]) -> Choice:
    """The columns of the head first, then the others by name."""

    def choice(names: list[str]) -> dict[str, str]:
        first = [name for name in head if name in names]
        return {name: name for name in (*first, *in_order(set(names) - {*head, SECONDS}))}

    return choice
