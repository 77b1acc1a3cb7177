"""A sweep: a world, what is varied of it, and how often; `run` does all its runs, and can be stopped and called again."""

import os
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from pathlib import Path
from types import MappingProxyType
from typing import Any

from superorganisms.errors import BatchError
from superorganisms.model.parameters import Parameters
from superorganisms.scenarios.scenario import LIBRARY, Scenario, scenario
from superorganisms.scenarios.sweep.axes import Span
from superorganisms.scenarios.sweep.designs import designs
from superorganisms.scenarios.sweep.driver import Driver, Status, Watch
from superorganisms.scenarios.sweep.local import LocalWorkers
from superorganisms.scenarios.sweep.plan import CONTRAST, RECORDS, WORLD, Plan, file_of, restored, source_of
from superorganisms.scenarios.sweep.results import Results
from superorganisms.scenarios.sweep.space import check_possible, check_whole, chosen, given
from superorganisms.scenarios.sweep.store import Store
from superorganisms.scenarios.sweep.workers import Workers

_SAMPLES = 64
_MOST = 10_000_000  # runs
_YEAR = 365 * 24 * 3600


@dataclass(frozen=True, kw_only=True)
class Sweep:
    """Many runs of one world.

    world: a scenario, its name or file, or Parameters. vary: parameter path (or several, joined by +, that move together) ->
    list of values, or Span(low, high, count). design: grid (every value with every other), lhs, sobol or morris, with
    `samples`; or `points`: dicts path -> value, each a point. contrast: run the scenario's contrast at every point too, with
    the same seeds. seeds: how many runs of each; they are drawn from `seed` by numpy's SeedSequence, the same for all points.
    ticks: default the scenario's. changes: path -> value, for all runs. record: "runs", "ticks" (a row a tick too), "units"
    (and a row a unit). Raises BatchError, ParameterError, ScenarioError before anything runs.

        Sweep(world="telephone", vary={"firm.compliance": Span(0, 1, 5)}, seeds=8).run(out="results").runs
    """

    world: str | Path | Scenario | Parameters
    vary: Mapping[str, Span | Sequence[Any]] = field(default_factory=lambda: MappingProxyType({}))
    design: str = "grid"
    samples: int = _SAMPLES
    points: Sequence[Mapping[str, Any]] = ()
    contrast: bool = False
    seeds: int = 1
    seed: int = 1
    ticks: int | None = None
    changes: Mapping[str, Any] = field(default_factory=lambda: MappingProxyType({}))
    record: str = "runs"

    def plan(self) -> Plan:
        """The runs, as plain data."""
        base = self._base()
        ticks = base.ticks if self.ticks is None else self.ticks
        self._check(base, ticks)
        parameters = base.parameters.with_changes(dict(self.changes)) if self.changes else base.parameters
        room = _MOST // (self.seeds * (1 + self.contrast))
        if len(self.points):
            design, (axes, points) = "points", given(self.vary, self.points, parameters, room)
        else:
            design, (axes, points) = self.design, chosen(self.vary, self.design, self.samples, self.seed, parameters, room)
        file = file_of(base.file, LIBRARY)
        plan = Plan(
            name=base.name,
            parameters=parameters.to_dict(),
            contrast=dict(base.contrast) if self.contrast else {},
            arms=(WORLD, CONTRAST) if self.contrast else (WORLD,),
            axes=axes,
            design=design,
            samples=self.samples if design in designs() and designs()[design].SAMPLED else 0,
            points=tuple(points),
            replicates=self.seeds,
            seed=self.seed,
            ticks=ticks,
            record=self.record,
            file=file,
            source=source_of(file),
        )
        try:
            plan = restored(plan)
        except (TypeError, ValueError) as error:
            raise BatchError(f"a value of the sweep can't be written down as JSON ({error})") from error
        check_possible(plan, parameters)
        return plan

    def run(
        self,
        out: str | Path,
        *,
        workers: int | None = None,
        dask: str | None = None,
        run_timeout: float | None = None,
        retry_failed: bool = False,
        watch: Watch = lambda status: True,
    ) -> Results:
        """Do what isn't done yet, and give all that is. A run that fails is a row that says why.

        workers: processes, default one a core; dask: address of a scheduler instead, or "local". run_timeout: seconds after
        which a run is ended, and counts as failed. watch: told a `Status` now and then; False stops.
        """
        if run_timeout is not None and not 0 < run_timeout <= _YEAR:
            raise BatchError(f"run_timeout must be above 0 seconds and at most a year, got {run_timeout}")
        if workers is not None:
            check_whole("workers", workers, 1)
        plan = self.plan()
        with Store.opened(Path(out), plan, retry_failed=retry_failed) as store:
            if store.left:
                crew = _crew(plan, store.left, workers, dask, run_timeout)
                try:
                    Driver(plan, store, crew, watch).run()
                finally:
                    crew.close()
            if not store.left:
                store.finish()
        return Results(out)

    def _base(self) -> Scenario:
        if isinstance(self.world, Parameters):
            return Scenario(name="parameters", parameters=self.world)
        if not isinstance(self.world, Scenario | str | Path):
            raise BatchError(f"world must be a scenario, its name or file, or Parameters, got {self.world!r:.80}")
        return self.world if isinstance(self.world, Scenario) else scenario(self.world)

    def _check(self, base: Scenario, ticks: int) -> None:
        for name, value, least in (("seeds", self.seeds, 1), ("seed", self.seed, 0), ("samples", self.samples, 1)):
            check_whole(name, value, least)
        check_whole("ticks", ticks, 1)
        if self.seeds * (1 + self.contrast) > _MOST:
            raise BatchError(f"a sweep may have {_MOST:,} runs at most; take fewer seeds than {self.seeds}")
        if self.record not in RECORDS:
            raise BatchError(f"record must be one of {', '.join(RECORDS)}, got {self.record!r}")
        if self.contrast and not base.contrast:
            raise BatchError(f"{base.name} has no contrast to run")


def _crew(plan: Plan, left: int, count: int | None, dask: str | None, limit: float | None) -> Workers:
    text = plan.without_points().to_text()
    if dask is None:
        return LocalWorkers(text, min(count or os.process_cpu_count() or 1, left), limit)
    from superorganisms.scenarios.sweep.cluster import DaskWorkers

    return DaskWorkers(text, dask, limit, count)


__all__ = ["Span", "Status", "Sweep"]
