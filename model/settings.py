"""Parameters as the compiled laws need them: plain numbers and arrays, worked out once and again after an intervention."""

from collections.abc import Mapping
from dataclasses import dataclass

import numpy as np

from superorganisms.agents.columns import Traits
from superorganisms.arrays import Bools, Floats
from superorganisms.model.kinds.arrays import matrix
from superorganisms.model.layer_parameters import LayerParameters
from superorganisms.model.parameters import Parameters
from superorganisms.model.selection import Rule, rules
from superorganisms.vectors import settle


@dataclass(frozen=True)
class LayerSettings:
    """How a layer's units are led: their traits, the rule they are selected by, the instruments they are read with."""

    traits: Traits
    rule: Rule
    values: tuple[float, ...]
    period: int
    sensor: Floats  # (K, K), readings by outcomes
    readable: Bools  # (K,) features that some instrument reads


@dataclass(frozen=True)
class WorldSettings:
    """What holds for all layers."""

    layers: tuple[LayerSettings, ...]
    intent: Floats  # (K,) w, as the geometry of effort has it: ⟨w⟩ as given under cost, unit(w) under budget
    encoding: Floats  # (K, K) D
    intensity: float
    budget: bool
    sphere: bool
    schedule: Mapping[int, Floats]  # response that replaces the last one at the end of a tick
    shift_set: Floats  # (m, K, K) regimes in which alignment is judged


def world_settings(parameters: Parameters) -> WorldSettings:
    """Settings of a world with these parameters."""
    count = len(parameters.features)
    budget, sphere = parameters.effort_rule == "budget", parameters.goal_geometry == "sphere"
    intent = np.ones((1, count)) if parameters.intent is None else np.array([parameters.intent], dtype=np.float64)
    settle(intent, 0, budget)
    schedule = {regime.at: matrix(regime.response, count) for regime in parameters.regimes}
    return WorldSettings(
        layers=tuple(_layer_settings(number, layer, count, (budget, sphere)) for number, layer in enumerate(parameters.layers)),
        intent=intent[0],
        encoding=matrix(parameters.designer_encoding, count),
        intensity=float(parameters.intensity),
        budget=budget,
        sphere=sphere,
        schedule=schedule,
        shift_set=_shift_set(parameters, schedule, count),
    )


def _shift_set(parameters: Parameters, schedule: Mapping[int, Floats], count: int) -> Floats:
    if parameters.shift_set is not None:
        regimes = [matrix(regime, count) for regime in parameters.shift_set]
    else:
        regimes = [matrix(parameters.response, count), *schedule.values()]
    return np.stack(regimes) if regimes else np.empty((0, count, count))


def _layer_settings(number: int, layer: LayerParameters, count: int, rules_of_world: tuple[bool, bool]) -> LayerSettings:
    rule = rules()[layer.selection.rule]
    sensor = matrix(layer.sensor, count)
    return LayerSettings(
        traits=Traits(
            number=number,
            compliance=float(layer.compliance),
            mutation=float(layer.mutation),
            noise=float(layer.noise),
            audit=float(layer.audit),
            detection=float(layer.detection),
            surrogation=float(layer.surrogation),
            budget=rules_of_world[0],
            sphere=rules_of_world[1],
        ),
        rule=rule,
        values=rule.values(**layer.selection.options),
        period=layer.period,
        sensor=sensor,
        readable=(sensor != 0).any(axis=1),
    )
