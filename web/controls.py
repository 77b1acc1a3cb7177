"""What a page needs to show and change parameters: their reference, their values now, and what differs."""

import json
from collections.abc import Mapping
from dataclasses import asdict
from functools import lru_cache
from typing import TYPE_CHECKING, Any

from superorganisms.errors import ParameterError

if TYPE_CHECKING:
    from superorganisms.model.parameters import Parameters
    from superorganisms.web.player import Player

# What says how large everything is, or stands in a file, is set before the page opens.
CLOSED = ("features", "tree", "interventions", "name")


def is_closed(path: str) -> bool:
    """Whether a path is none that a page may change."""
    return any(part in CLOSED for part in path.split("."))


@lru_cache(maxsize=16)
def reference(layers: tuple[str, ...]) -> list[dict[str, Any]]:
    """Every parameter that a page may change, plain."""
    from superorganisms.model.parameters import Parameters

    return [asdict(one) for one in Parameters.reference(layers) if not is_closed(one.path)]


def controls(player: "Player") -> dict[str, Any]:
    """The message with which the page builds its controls."""
    names = tuple(layer.name for layer in player.world.parameters.layers)
    whole = player.world.parameters
    rows = [row for row in reference(names) if whole.tree is None or not row["path"].endswith(".size")]
    return {"type": "controls", "layers": list(names), "reference": rows}


def values(player: "Player") -> dict[str, Any]:
    """What holds now, and where it differs from the scenario."""
    from superorganisms.model.kinds.plain import plain

    present, names = player.world.present, tuple(layer.name for layer in player.world.parameters.layers)
    differs = {path: pair for path, pair in present.differences(as_planned(player)).items() if not is_closed(path)}
    return {
        "type": "values",
        "values": {row["path"]: plain(present.get(row["path"])) for row in reference(names)},
        "differs": [{"path": path, "before": plain(before), "now": plain(now)} for path, (before, now) in differs.items()],
    }


def as_planned(player: "Player") -> "Parameters":
    """The scenario's own parameters as they would be now: what it plans to change is no change of the reader's."""
    planned = player.given
    for intervention in player.given.interventions:
        if intervention.at <= player.tick:
            planned = planned.after(intervention)
    return planned


def changed(given: "Parameters", changes: Mapping[str, Any], most_units: int) -> "Parameters":
    """A scenario's parameters with a page's changes. Raises ParameterError, also for a world too large for a page."""
    from superorganisms.model.fitness_functions import only_known

    if not changes:
        return given
    for path in changes:
        if is_closed(path):
            raise ParameterError(f"{path} is set in a scenario file, not on the page")
    with only_known():
        parameters = given.with_changes(changes)
    light(parameters, most_units)
    return parameters


def light(parameters: "Parameters", most_units: int) -> None:
    """Raises ParameterError for a world too large for a page."""
    units = sum(parameters.units(layer.name) for layer in parameters.layers)
    if units > most_units:
        raise ParameterError(
            f"a world on the page has up to {most_units:,} units, got {units:,}; larger ones are for the command line"
        )


def start_of(parameters: "Parameters", seed: int) -> str:
    """The one text of a run's start."""
    return json.dumps([parameters.canonical(), seed])
