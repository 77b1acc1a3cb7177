"""A run of a results folder once more: `run --from DIR --run N`."""

import argparse
import math
import sys
import traceback
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pyarrow.parquet as pq

from superorganisms.errors import BatchError, SuperorganismError
from superorganisms.model.world import Superorganism
from superorganisms.scenarios.recipe import Recipe
from superorganisms.scenarios.sweep.finish import RUNS
from superorganisms.scenarios.sweep.results import Results


def row(folder: Path, number: int) -> dict[str, Any]:
    """The run's row. Raises BatchError if there is none."""
    results = Results(folder)
    if not results.finished:
        raise BatchError(f"{folder} isn't finished; run the same sweep again, and it goes on")
    total = results.plan.total
    if not 0 <= number < total:
        raise BatchError(f"{folder} has no run {number}; its runs are 0 to {total - 1}")
    (found,) = pq.read_table(folder / RUNS, filters=[("run", "=", number)]).to_pylist()
    return dict(found)


def begin(folder: Path, number: int) -> tuple[Superorganism, int, Recipe]:
    """The run's world at its first tick, the ticks that it runs, and what it was, as a recipe."""
    was, results = row(folder, number), Results(folder)
    world = results.world(number, until=0)
    defined = {name: was[name] for name in results.measures if was[name] is not None and not math.isnan(was[name])}
    recipe = Recipe(
        version=results.plan.version,
        scenario=results.plan.name,
        parameters=world.parameters,
        seed=was["seed"],
        ticks=results.plan.ticks,
        state_hash=was["state_hash"] or "",
        measures=defined,
    )
    return world, recipe.ticks, recipe


def watched(options: argparse.Namespace, go: Callable[[argparse.Namespace], int]) -> int:
    """Go; if the run had failed, say how it had, and how it fails now. Returns the exit status, 1 unless it's as it was."""
    error = row(options.recipe, options.run)["error"]
    if error is None:
        return go(options)
    _say(f"run {options.run} of {options.recipe} had failed: {error}")
    try:
        status = go(options)
    except SuperorganismError as again:
        _say(f"and so it does: {again}")
        return 1
    except Exception:  # noqa: BLE001  how it fails is what was asked
        traceback.print_exc()
        _say("and so it does, as above")
        return 1
    _say("it didn't fail this time" if status == 0 else "it was not repeated to its end")
    return 1


def _say(sentence: str) -> None:
    print(f"superorganisms: {sentence}", file=sys.stderr)
