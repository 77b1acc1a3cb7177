"""Run a scenario, a scenario file, or a hierarchy of your own; repeat a recipe or a run; go on with a saved world."""

import argparse
from pathlib import Path
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from superorganisms.commands._start import Run

SUMMARY = "run a world, print where it got to, write results"


def add_arguments(parser: argparse.ArgumentParser) -> None:
    """Declare the options."""
    what = parser.add_mutually_exclusive_group()
    what.add_argument(
        "name", metavar="NAME|FILE", nargs="?", help="a scenario's name or file (.toml, .py), or a tree (.csv, .graphml)"
    )
    what.add_argument(
        "--from",
        dest="recipe",
        metavar="RECIPE|DIR",
        type=Path,
        help="repeat a recipe.json, or with --run a run of a results folder, and compare the state hash",
    )
    what.add_argument("--load", metavar="FILE.npz", type=Path, help="go on with a saved world; --set then intervenes")
    parser.add_argument("--run", type=int, metavar="N", help="which run of the results folder")
    parser.add_argument(
        "--ticks", type=int, metavar="N", help="how many ticks (default: the scenario's; 100 more after --load)"
    )
    parser.add_argument("--seed", type=int, metavar="S", help="of all random numbers (default: one is drawn and told)")
    parser.add_argument(
        "--set", dest="changes", action="append", default=[], metavar="PATH=VALUE", help="change a parameter; may be repeated"
    )
    parser.add_argument("--pad", action="store_true", help="continue short branches of a tree down to the last layer")
    parser.add_argument(
        "--threads", type=int, default=1, metavar="N", help="share the work among N threads (the result is the same)"
    )
    parser.add_argument("--out", type=Path, metavar="DIR", help="write tables, figures, recipe and checkpoint there")
    parser.add_argument(
        "--contrast",
        action=argparse.BooleanOptionalAction,
        help="run the scenario's contrast too, with the same seed, and draw it beside the world (default: if results are "
        "written and there is one)",
    )
    parser.add_argument("--json", action="store_true", help="the summary as JSON")


def execute(options: argparse.Namespace) -> int:
    """Run; 1 if it was stopped, or if what is repeated came out otherwise or fails."""
    if options.run is not None and options.recipe is not None and options.recipe.is_dir():
        from superorganisms.commands._again import watched

        return watched(options, _execute)
    return _execute(options)


def _execute(options: argparse.Namespace) -> int:
    import sys
    import time

    from superorganisms.commands import _summary
    from superorganisms.commands._start import start

    run = start(options)
    if run.remark:
        print(f"superorganisms: {run.remark}", file=sys.stderr)
    if options.out is not None:
        options.out.mkdir(parents=True, exist_ok=True)  # fails now rather than after the run
    began = time.perf_counter()
    finished = _play(run)
    seconds = time.perf_counter() - began
    difference = run.recipe.difference(run.world) if run.recipe is not None and run.recipe.state_hash and finished else None
    written = _write(run, options.out)
    say = _summary.as_json if options.json else _summary.as_text
    print(say(run, seconds=seconds, written=written), end="")
    if not finished:
        print(_stopped(run, options.out), file=sys.stderr)
    if difference is not None:
        print(f"superorganisms: {difference}", file=sys.stderr)
    elif run.recipe is not None and run.recipe.state_hash and finished and not options.json:
        print("the same state as the recipe's" if options.run is None else "the same state as in the results")
    return int(not finished or difference is not None)


def _play(run: "Run") -> bool:
    """The world, and then the contrast as far as the world has come; whether both got there."""
    from superorganisms.commands._progress import Progress
    from superorganisms.scenarios.playing import play

    with Progress(run.world.tick, run.until) as progress:
        finished = play(run.world, run.until, progress)
    if run.contrast is None or not finished:
        return finished
    with Progress(0, run.until) as progress:
        return play(run.contrast, run.until, progress)


def _write(run: "Run", folder: Path | None) -> list[Path]:
    if folder is None:
        return []
    from superorganisms.scenarios.results import write

    return write(run.world, folder, run.name, contrast=run.contrast, says=run.contrast_says)


def _stopped(run: "Run", folder: Path | None) -> str:
    if run.contrast is not None and run.world.tick >= run.until:
        return f"superorganisms: the contrast was stopped at tick {run.contrast.tick} of {run.until}"
    left = run.until - run.world.tick
    sentence = f"superorganisms: stopped at tick {run.world.tick} of {run.until}"
    if folder is None:
        return f"{sentence}; with --out it would have been saved"
    from superorganisms.scenarios.results import checkpoint

    return f"{sentence}; go on with: superorganisms run --load {checkpoint(folder)} --ticks {left} --out {folder}"
