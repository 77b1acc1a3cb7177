"""What `run` was asked to run: a world at its first tick, and how far."""

import argparse
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from superorganisms.errors import ParameterError, ScenarioError
from superorganisms.model.parameter_text import parse_text
from superorganisms.model.world import Superorganism
from superorganisms.scenarios.recipe import Recipe
from superorganisms.scenarios.scenario import Scenario, scenario

_TREES = (".csv", ".tsv", ".txt", ".graphml", ".xml")
_MORE = 100  # ticks after --load


@dataclass(frozen=True, kw_only=True)
class Run:
    """A world, the tick to run to; the recipe if one is repeated; the contrast if it is run too, at its first tick.

    `contrast_says`: what is otherwise in it. `remark`: what the user should know before the run.
    """

    world: Superorganism
    until: int
    name: str | None
    recipe: Recipe | None = None
    contrast: Superorganism | None = None
    contrast_says: str = ""
    remark: str = ""


def start(options: argparse.Namespace) -> Run:
    """The run that the options ask for."""
    if options.ticks is not None and options.ticks < 0:
        raise ScenarioError(f"--ticks must be at least 0, got {options.ticks}")
    if options.threads < 1:
        raise ScenarioError(f"--threads must be at least 1, got {options.threads}")
    _check_folder(options)
    if options.recipe is not None:
        return _repeat(options)
    if options.load is not None:
        return _continue(options)
    if options.name is None:
        raise ScenarioError("run what? a scenario (see `superorganisms list`), a file, --from RECIPE or --load FILE.npz")
    return _begin(options)


def _check_folder(options: argparse.Namespace) -> None:
    """--run goes with --from DIR, and --from DIR with --run. Raises ScenarioError."""
    folder = options.recipe
    if options.run is None:
        if folder is not None and folder.is_dir():
            raise ScenarioError(f"{folder} is a folder: {_instead(folder)}")
    elif folder is None or not folder.is_dir():
        given = "" if folder is None else f"; {folder} is no folder"
        raise ScenarioError(f"--run N says which run of a results folder: --from DIR --run N{given}")


def _instead(folder: Path) -> str:
    if (folder / "manifest.json").is_file():
        return f"say which of its runs, --from {folder} --run N"
    if (folder / "recipe.json").is_file():
        return f"its recipe is --from {folder / 'recipe.json'}"
    return "--from takes a recipe.json, or a results folder and --run N"


def _begin(options: argparse.Namespace) -> Run:
    changes = dict(assignment(text) for text in options.changes)
    if Path(options.name).suffix.lower() in _TREES:
        from superorganisms.scenarios.hierarchies import from_tree

        chosen = from_tree(Path(options.name), pad=options.pad)
    else:
        chosen = scenario(options.name)
        _refuse(options, "pad", "--pad is for a tree from a file")
    parameters = chosen.parameters.with_changes(changes) if changes else chosen.parameters
    world = Superorganism(parameters, rng=options.seed, threads=options.threads)
    contrast, remark = _contrast(chosen, world, options)
    return Run(
        world=world,
        until=chosen.ticks if options.ticks is None else options.ticks,
        name=chosen.name,
        contrast=contrast,
        contrast_says=chosen.contrast_says,
        remark=remark,
    )


def _contrast(chosen: Scenario, world: Superorganism, options: argparse.Namespace) -> tuple[Superorganism | None, str]:
    """The same world, --set included, with the scenario's one thing changed, and the same noise; and a remark.

    Where nobody asked for it, it is made for what is written, if that can be.
    """
    asked = options.contrast
    if asked and not chosen.contrast:
        raise ScenarioError(f"--contrast can't be used here: {chosen.name} has none")
    if not chosen.contrast or not (asked or (asked is None and options.out is not None)):
        return None, ""
    try:
        parameters = world.parameters.with_changes(dict(chosen.contrast))
    except ParameterError as error:
        if asked:
            raise
        return None, f"drawn without the contrast, which doesn't go with what was --set: {error}"
    if parameters == world.parameters:
        return None, "drawn without the contrast, which with what was --set is the same world"
    return Superorganism(parameters, rng=world.seed, threads=options.threads), ""


def _repeat(options: argparse.Namespace) -> Run:
    for name in ("ticks", "seed", "changes", "pad", "contrast"):
        _refuse(options, name, "--from repeats what was, as it was")
    if options.run is not None:
        from superorganisms.commands._again import begin

        world, until, recipe = begin(options.recipe, options.run)
        return Run(world=_shared(world, options), until=until, name=recipe.scenario, recipe=recipe)
    recipe = Recipe.read(options.recipe)
    return Run(world=_shared(recipe.world(), options), until=recipe.ticks, name=recipe.scenario, recipe=recipe)


def _continue(options: argparse.Namespace) -> Run:
    for name in ("seed", "pad", "contrast"):
        _refuse(options, name, "--load goes on with a world that has begun")
    world = _shared(Superorganism.load(options.load), options)
    for path, value in map(assignment, options.changes):
        world.intervene(path, value)
    return Run(
        world=world, until=world.tick + (_MORE if options.ticks is None else options.ticks), name=_name_beside(options.load)
    )


def _shared(world: Superorganism, options: argparse.Namespace) -> Superorganism:
    world.use_threads(options.threads)
    return world


def _name_beside(checkpoint: Path) -> str | None:
    """The scenario's name, if the recipe of the world stands beside its checkpoint."""
    recipe = checkpoint.with_name("recipe.json")
    return Recipe.read(recipe).scenario if recipe.is_file() else None


def _refuse(options: argparse.Namespace, name: str, reason: str) -> None:
    value = getattr(options, name)
    if value is not None and value is not False and value != []:
        raise ScenarioError(f"--{'set' if name == 'changes' else name} can't be used here: {reason}")


def assignment(text: str) -> tuple[str, Any]:
    """PATH=VALUE: a number, true, false, none, a list or table as in TOML or JSON, or else a text."""
    path, sign, value = (part.strip() for part in text.partition("="))
    if not sign or not path:
        raise ScenarioError(f"--set takes PATH=VALUE, got {text!r}")
    return path, parse_text(path, value)
