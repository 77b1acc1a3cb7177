"""Parameters as the compiled laws need them: plain numbers and arrays, worked out once and again after an intervention."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from typing import Any

import numpy as np

from superorganisms.agents.columns import Traits
from superorganisms.agents.strategies import Strategy, strategies
from superorganisms.arrays import Bools, Codes, Floats, Ints
from superorganisms.model.fitness_functions import function_of
from superorganisms.model.kinds.arrays import matrix
from superorganisms.model.kinds.regimes import Change
from superorganisms.model.layer_parameters import LayerParameters
from superorganisms.model.leaks import Leak, leaks
from superorganisms.model.metric_noise import KINDS
from superorganisms.model.networks import neighbours
from superorganisms.model.parameters import Parameters
from superorganisms.model.regimes import reachable
from superorganisms.model.selection import Rule, rules
from superorganisms.model.tree import family_sizes, offsets
from superorganisms.vectors import settle


@dataclass(frozen=True)
class LayerSettings:
    """How a layer's units are led: their traits, the rule they are selected by, the instruments they are read with."""

    traits: Traits
    rule: Rule
    values: tuple[float, ...]
    fitness: Callable[..., Any] | None  # a user's function of metrics, goals, families, in the place of the metric
    fitness_name: str
    period: int
    recruit: float
    swap: float
    lineage: bool
    sensor: Floats  # (K, K), readings by outcomes
    readable: Bools  # (K,) features that some instrument reads
    shown: Bools  # (K,) features that count for nothing (w_j = 0) and that some instrument reacts to
    capacity: Floats  # (K,) 1 for the features that the units can hold, else 0
    insight: bool
    foresight: bool
    leaks: tuple[tuple[Leak, int | None, float], ...]  # kind, unit or all, strength
    network: tuple[Ints, Ints] | None  # offsets (n + 1,) and rows of the neighbours; None: all siblings
    search_costs: Floats  # (strategies,)
    mixture: tuple[Codes, Floats]  # strategies of the layer, and their cumulative shares
    options: Mapping[str, tuple[float, ...]]  # of each strategy, in the order in which it declares them


@dataclass(frozen=True)
class WorldSettings:
    """What holds for all layers."""

    layers: tuple[LayerSettings, ...]
    intent: Floats  # (K,) w, as the geometry of effort has it: ⟨w⟩ as given under cost, unit(w) under budget
    encoding: Floats  # (K, K) D
    intensity: float
    budget: bool
    sphere: bool
    synchronous: bool
    schedule: Mapping[int, Change]  # what happens to the response at the end of a tick, ticks ascending
    response_drift: float  # radians
    unseen: Bools  # (K,) features that no instrument of any layer reacts to
    shift_set: Floats  # (m, K, K) regimes in which alignment is judged


def world_settings(parameters: Parameters) -> WorldSettings:
    """Settings of a world with these parameters."""
    count = len(parameters.features)
    intent = np.ones((1, count)) if parameters.intent is None else np.array([parameters.intent], dtype=np.float64)
    settle(intent, 0, parameters.effort_rule == "budget")
    schedule = {regime.at: regime.change for regime in parameters.regimes}
    layers = tuple(_layer_settings(parameters, number, intent[0]) for number in range(len(parameters.layers)))
    return WorldSettings(
        layers=layers,
        intent=intent[0],
        encoding=matrix(parameters.designer_encoding, count),
        intensity=float(parameters.intensity),
        budget=parameters.effort_rule == "budget",
        sphere=parameters.goal_geometry == "sphere",
        synchronous=parameters.updating == "synchronous",
        schedule=schedule,
        response_drift=float(parameters.response_drift),
        unseen=~np.any([layer.sensor.any(axis=0) for layer in layers[1:]], axis=0),
        shift_set=_shift_set(parameters, schedule, count),
    )


def _shift_set(parameters: Parameters, schedule: Mapping[int, Change], count: int) -> Floats:
    if parameters.shift_set is not None:
        regimes = [matrix(regime, count) for regime in parameters.shift_set]
    else:
        regimes = reachable(matrix(parameters.response, count), schedule)
    return np.stack(regimes) if regimes else np.empty((0, count, count))


def _traits(parameters: Parameters, number: int) -> Traits:
    layer = parameters.layers[number]
    same = ("compliance", "mutation", "strategy_mutation", "sees_through", "noise", "audit", "detection", "misreading")
    return Traits(
        number=number,
        **{name: float(getattr(layer, name)) for name in (*same, "surrogation", "imitation")},
        noise_kind=KINDS.index(layer.noise_kind.kind),
        degrees=float(layer.noise_kind.df),
        saturation=float(parameters.saturation),
        budget=parameters.effort_rule == "budget",
        sphere=parameters.goal_geometry == "sphere",
    )


def _layer_settings(parameters: Parameters, number: int, intent: Floats) -> LayerSettings:
    layer = parameters.layers[number]
    rule = rules()[layer.selection.rule]
    sensor = matrix(layer.sensor, len(parameters.features))
    fitness = _fitness_function(rule, layer)
    return LayerSettings(
        traits=_traits(parameters, number),
        rule=rule,
        values=rule.values(**layer.selection.options),
        fitness=None if fitness is None else function_of(fitness),
        fitness_name=fitness or "",
        period=layer.period,
        recruit=float(layer.migration["recruit"]),
        swap=float(layer.migration["swap"]),
        lineage=layer.succession == "lineage",
        sensor=sensor,
        readable=(sensor != 0).any(axis=1),
        shown=(intent == 0.0) & sensor.any(axis=0),
        capacity=_capacity(layer, parameters.features),
        insight=layer.insight,
        foresight=layer.foresight,
        leaks=_leaks(parameters, layer),
        network=_network(parameters, number),
        search_costs=np.array([float(layer.search_cost.get(name, 0.0)) for name in strategies()]),
        mixture=_mixture(layer),
        options={name: _options(strategy, layer) for name, strategy in strategies().items()},
    )


def _fitness_function(rule: Rule, layer: LayerParameters) -> str | None:
    """The name of a user's function, if the rule's option isn't one of its choices."""
    given = layer.selection.options.get("fitness")
    known = next((option.choices or () for option in rule.OPTIONS if option.name == "fitness"), ())
    return str(given) if given is not None and given not in known else None


def _capacity(layer: LayerParameters, features: tuple[str, ...]) -> Floats:
    if layer.capacity is None:
        return np.ones(len(features))
    held = features[: layer.capacity] if isinstance(layer.capacity, int) else layer.capacity
    return np.array([float(feature in held) for feature in features])


def _leaks(parameters: Parameters, layer: LayerParameters) -> tuple[tuple[Leak, int | None, float], ...]:
    found = []
    for kind, where, strength in parameters.leaks:
        name, _, unit = where.partition(".")
        if name == layer.name:
            found.append((leaks()[kind], int(unit) if unit else None, float(strength)))
    return tuple(found)


def _mixture(layer: LayerParameters) -> tuple[Codes, Floats]:
    """Strategies that occur, in the order of their names, and cumulative shares; of a list the shares in it."""
    codes = list(strategies())
    if isinstance(layer.strategies, tuple):
        shares = {name: layer.strategies.count(name) / len(layer.strategies) for name in set(layer.strategies)}
    else:
        shares = {name: share for name, share in layer.strategies.items() if share > 0.0}
    names = sorted(shares)
    return np.array([codes.index(name) for name in names], dtype=np.int8), np.cumsum([shares[name] for name in names])


def _network(parameters: Parameters, number: int) -> tuple[Ints, Ints] | None:
    """Only where it is used: large networks take time."""
    layer = parameters.layers[number]
    if layer.imitation == 0.0:
        return None
    return neighbours(layer.network, offsets(family_sizes([one.size for one in parameters.layers])[number]))


def _options(strategy: Strategy, layer: LayerParameters) -> tuple[float, ...]:
    return tuple(float(getattr(layer, option.name)) for option in strategy.OPTIONS)
