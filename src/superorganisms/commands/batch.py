"""Run many worlds: vary parameters, repeat with several seeds. Stopped or killed at any moment, the same command goes on."""

import argparse
from pathlib import Path
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from pandas import Series

    from superorganisms.commands._batch_progress import BatchProgress
    from superorganisms.scenarios.sweep.results import Results
    from superorganisms.scenarios.sweep.sweep import Sweep

_PASSED = ("design", "samples", "contrast", "seeds", "seed", "ticks", "record")
_SHOWN = 5  # errors
_LONGEST = 10**6  # seconds of a run; clocks of processes end somewhere

SUMMARY = "run many worlds into a results folder; run again, it goes on"


def add_arguments(parser: argparse.ArgumentParser) -> None:
    """Declare the options."""
    parser.add_argument("name", metavar="NAME|FILE", help="a scenario's name or file (.toml, .py)")
    parser.add_argument(
        "--sweep",
        action="append",
        default=[],
        metavar="PATH=from:to:count|PATH=a,b,c",
        help="vary a parameter (PATH+PATH=... moves several together); may be repeated",
    )
    parser.add_argument("--design", metavar="grid|lhs|sobol|morris", help="which points (default grid)")
    parser.add_argument("--samples", type=int, metavar="N", help="of lhs, sobol or morris (default 64)")
    parser.add_argument("--points", type=Path, metavar="FILE.csv", help="the points themselves: a column a path, a row a point")
    parser.add_argument("--contrast", action="store_true", help="the scenario's contrast too, with the same seeds")
    parser.add_argument("--seeds", type=int, default=1, metavar="N", help="runs of each point (default 1)")
    parser.add_argument("--seed", type=int, default=1, metavar="S", help="what their seeds are drawn from (default 1)")
    parser.add_argument("--ticks", type=int, metavar="N", help="how many ticks (default: the scenario's)")
    parser.add_argument(
        "--set", dest="changes", action="append", default=[], metavar="PATH=VALUE", help="change a parameter of all runs"
    )
    parser.add_argument(
        "--record", default="runs", metavar="runs|ticks|units", help="a row a run; and a row a tick; and a row a unit"
    )
    parser.add_argument("--run-timeout", type=float, metavar="S", help="end a run after so many seconds; it counts as failed")
    parser.add_argument("--retry-failed", action="store_true", help="do runs again that failed")
    parser.add_argument("--out", type=Path, required=True, metavar="DIR", help="the results folder")
    who = parser.add_mutually_exclusive_group()
    who.add_argument("--workers", type=int, metavar="N", help="processes (default: one a core)")
    who.add_argument("--dask", metavar="ADDRESS", help="the scheduler of a Dask cluster, or `local`")
    parser.add_argument("--json", action="store_true", help="the summary as JSON")


def execute(options: argparse.Namespace) -> int:
    """Run; 1 if it was stopped, or if a run failed, now or before."""
    from superorganisms.commands._batch_progress import BatchProgress

    sweep = _sweep(options)
    with BatchProgress() as progress:
        results = sweep.run(
            options.out,
            workers=options.workers,
            dask=options.dask,
            run_timeout=options.run_timeout,
            retry_failed=options.retry_failed,
            watch=progress,
        )
    return _tell(results, options, progress)


def _sweep(options: argparse.Namespace) -> "Sweep":
    from superorganisms.commands._start import assignment
    from superorganisms.errors import BatchError
    from superorganisms.scenarios.sweep.axes import parse
    from superorganisms.scenarios.sweep.points import read
    from superorganisms.scenarios.sweep.sweep import Sweep

    _refuse_pairs(options)
    vary: dict[str, Any] = {}
    for path, values in map(parse, options.sweep):
        if path in vary:
            raise BatchError(f"--sweep {path} is given twice")
        vary[path] = values
    return Sweep(
        world=options.name,
        vary=vary,
        points=read(options.points) if options.points is not None else (),
        changes=dict(assignment(text) for text in options.changes),
        **{name: value for name in _PASSED if (value := getattr(options, name)) is not None},
    )


def _refuse_pairs(options: argparse.Namespace) -> None:
    """An option that would do nothing beside another."""
    from superorganisms.errors import BatchError
    from superorganisms.scenarios.sweep.designs import design

    for name in ("sweep", "design", "samples"):
        if options.points is not None and getattr(options, name):
            raise BatchError(f"--{name} can't be used here: --points says which points there are")
    if options.samples is not None and not design(options.design or "grid").SAMPLED:
        raise BatchError("--samples can't be used here: a grid has the points that --sweep says")
    if options.run_timeout is not None and not 0 < options.run_timeout <= _LONGEST:
        raise BatchError(f"--run-timeout must be above 0 seconds and at most {_LONGEST}, got {options.run_timeout:g}")


def _tell(results: "Results", options: argparse.Namespace, progress: "BatchProgress") -> int:
    import json
    import sys

    finished, total = results.finished, results.plan.total
    errors = results.errors() if finished else None
    failed = progress.failed if errors is None else len(errors)
    done = total if finished else progress.done
    if options.json:
        told = {"folder": str(results.folder), "finished": finished, "runs": total, "done": done, "failed": failed}
        print(json.dumps(told))
    if errors is None:
        said = f"stopped; {done} of {total} runs are done and kept, {failed} failed; run the same command again, and it goes on"
        print(f"superorganisms: {said}", file=sys.stderr)
    elif not options.json:
        print(f"{total} runs in {results.folder}, {failed} failed. Read them: superorganisms analyse {results.folder}")
        _tell_errors(errors, options)
    return int(not finished or failed > 0)


def _tell_errors(errors: "Series", options: argparse.Namespace) -> None:
    """The commonest, each with a run that shows it."""
    for error, count in errors.value_counts().head(_SHOWN).items():
        run = errors.index[errors == error][0]
        print(f"  {count} × {error} (superorganisms run --from {options.out} --run {run})")
    if len(errors):
        print("  --retry-failed does these again")
