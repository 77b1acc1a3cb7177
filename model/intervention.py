"""Hands from outside: a parameter changed during the run, a letter put in a unit's mouth, a goal or a strategy replaced."""

from typing import Any

import numpy as np

from superorganisms.agents.strategies import strategies
from superorganisms.model.kinds.arrays import matrix
from superorganisms.model.parameters import Intervention, Parameters
from superorganisms.model.publish import designer_letter
from superorganisms.model.settings import world_settings
from superorganisms.model.state import State
from superorganisms.vectors import settle

UNIT_PARTS = ("letter", "goal", "strategy")


def intervene(state: State, intervention: Intervention) -> None:
    """Apply a checked intervention to a state between two ticks."""
    _, path, value = intervention
    parts = path.split(".")
    if len(parts) == 3 and parts[1].isdigit():
        _change_unit(state, _number(state.parameters, parts[0]), int(parts[1]), parts[2], value)
    elif len(parts) == 2 and parts[1] == "goal":
        number = _number(state.parameters, parts[0])
        for unit, goal in enumerate(np.broadcast_to(value, state.layers[number].goals.shape)):
            _change_unit(state, number, unit, "goal", goal)
    else:
        _change_parameter(state, intervention)


def _number(parameters: Parameters, name: str) -> int:
    return [layer.name for layer in parameters.layers].index(name)


def _change_unit(state: State, number: int, unit: int, part: str, value: Any) -> None:
    layer = state.layers[number]
    if part == "goal":
        layer.goals[unit] = value
        settle(layer.goals, unit, state.settings.sphere)
    elif part == "strategy":
        layer.strategies[unit] = list(strategies()).index(value)
        state.forget_casts()
    elif value is None:
        state.held.pop((number, unit), None)
    else:
        state.held[number, unit] = np.array(value, dtype=np.float64)


def _change_parameter(state: State, intervention: Intervention) -> None:
    path = intervention.path
    state.parameters = state.parameters.after(intervention)
    state.settings = world_settings(state.parameters)
    settings = state.settings
    state.designer_letter = designer_letter(settings.intent, settings.encoding, settings.intensity, settings.budget)
    if path == "response":
        state.enter_regime(matrix(state.parameters.response, len(state.parameters.features)))
    if path.endswith(".skill"):
        state.set_skill()
