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
        _change_strategy(state, number, unit, value)
    elif value is None:
        state.held.pop((number, unit), None)
    else:
        state.held[number, unit] = np.array(value, dtype=np.float64)


def _change_strategy(state: State, number: int, unit: int, name: str) -> None:
    """The unit keeps goal and model; what its new strategy keeps for itself is made under the letter that it is under."""
    state.layers[number].strategies[unit] = list(strategies()).index(name)
    state.settings = world_settings(state.parameters)  # it may be a strategy that was not known when the world was made
    state.forget_casts()
    state.fit()
    born = strategies()[name].born
    if born is not None:
        letters = state.layers[number - 1].letters if number else np.ascontiguousarray(state.designer_letter[None])
        born(np.array([unit]), state.layers[number], letters, state.minds(number), state.settings.layers[number].traits)


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
