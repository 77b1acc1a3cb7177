"""Tick 0: from parameters and a seed to a state (MODEL.md section 1)."""

import numpy as np

from superorganisms.agents.columns import Columns, Layer, Traits
from superorganisms.agents.strategies import strategies
from superorganisms.arrays import Bools, Codes, Floats, Ints, Keys
from superorganisms.compiled import kernel
from superorganisms.model.inheritance import spread_goals
from superorganisms.model.kinds.arrays import matrix
from superorganisms.model.layer_parameters import LayerParameters
from superorganisms.model.models import NOBODYS, ModelTable
from superorganisms.model.parameters import Parameters
from superorganisms.model.publish import designer_letter, publish
from superorganisms.model.settings import world_settings
from superorganisms.model.state import State
from superorganisms.model.tree import family_sizes, offsets
from superorganisms.noise import DESIGNER_KEY, Purpose, child_key, each_uniform, name_place

_SEES = 3  # the draw that says whether a newborn sees through


@kernel
def child_keys(parents: Ints, places: Keys, keys_above: Keys, out: Keys) -> None:
    """Keys (n,) of units in their places (n,) below their parents."""
    for i in range(parents.shape[0]):
        out[i] = child_key(np.uint64(keys_above[parents[i]]), np.uint64(places[i]))


def populate(parameters: Parameters, seed: int) -> State:
    """The state at tick 0: slots, goals, strategies, models, and the letters that all of them would publish."""
    settings = world_settings(parameters)
    response = matrix(parameters.response, len(parameters.features))
    layers: list[Layer] = []
    for number, sizes in enumerate(family_sizes([layer.size for layer in parameters.layers])):
        above = layers[-1] if layers else None
        layers.append(_empty_layer(parameters, number, offsets(sizes), above))
    letter = designer_letter(settings.intent, settings.encoding, settings.intensity, settings.budget)
    table = ModelTable(np.empty((0, *response.shape)), [NOBODYS] * len(layers), 0)
    state = State(parameters, settings, np.uint64(seed), 0, layers, table, response, response, letter, letter)
    for number, layer in enumerate(layers):
        traits = settings.layers[number].traits
        bases = layers[number - 1].goals if number else np.ascontiguousarray(settings.intent[None])
        _draw_goals(layer, parameters.layers[number], bases, traits, seed)
        layer.strategies[:] = _strategy_codes(layer, parameters.layers[number], settings.layers[number].mixture, seed, number)
        layer.sees_through[:] = _who_sees_through(layer, traits, seed)
        layer.models[:] = table.row_of(settings.layers[number].capacity[:, None] * response)
    state.set_skill()
    state.fit()
    publish(state)
    return state


def _empty_layer(parameters: Parameters, number: int, families: Ints, above: Layer | None) -> Layer:
    n, count = int(families[-1]), len(parameters.features)
    parents = np.repeat(np.arange(families.shape[0] - 1), np.diff(families))
    columns = Columns(
        parents=parents,
        families=families,
        keys=_unit_keys(parameters, number, families, parents, above),
        leaves=np.ones(n, np.int64),
        slot_skill=np.ones(n),
        skill=np.ones(n),
        strategies=np.zeros(n, np.int8),
        sees_through=np.zeros(n, np.bool_),
        models=np.zeros(n, np.int32),
        memories=np.zeros((n, 0)),
        **{name: np.zeros((n, count)) for name in ("goals", "understood", "aims", "letters", "efforts", "outcomes")},
        costs=np.zeros(n),
        metrics=np.zeros(n),
        audited=np.zeros(n, np.bool_),
        watched=np.zeros(n, np.bool_),
        ancestors=np.arange(n),
        newcomers=np.zeros(n, np.bool_),
        former_goals=np.zeros((n, count)),
        former_strategies=np.zeros(n, np.int8),
        former_sees_through=np.zeros(n, np.bool_),
    )
    return Layer.named(parameters.layers[number].name, columns)


def _unit_keys(parameters: Parameters, number: int, families: Ints, parents: Ints, above: Layer | None) -> Keys:
    """A unit's key is a hash of its parent's key and its place in the family, or its name in an imported tree."""
    if parameters.tree is not None:
        places = np.array([name_place(name) for name in parameters.tree.names[number]], dtype=np.uint64)
    else:
        places = (np.arange(parents.shape[0]) - families[parents]).astype(np.uint64)
    keys = np.empty(parents.shape[0], np.uint64)
    child_keys(parents, places, np.array([DESIGNER_KEY]) if above is None else above.keys, keys)
    return keys


def _draw_goals(layer: Layer, own: LayerParameters, bases: Floats, traits: Traits, seed: int) -> None:
    """[g_p + spread·z/√K] unless the layer's goals are given: all the same, one each, or around a centre."""
    which, spread = layer.parents, float(own.spread)
    if own.goal is not None:
        around = not isinstance(own.goal, tuple)
        given = own.goal if isinstance(own.goal, tuple) else own.goal["around"]
        bases = np.atleast_2d(np.array(given, dtype=np.float64))
        which = np.arange(len(layer)) if bases.shape[0] == len(layer) else np.zeros(len(layer), np.int64)
        spread = spread if around else 0.0
    spread_goals(layer, bases, which, spread, traits, np.uint64(seed))


def _strategy_codes(layer: Layer, own: LayerParameters, mixture: tuple[Codes, Floats], seed: int, number: int) -> Codes:
    if isinstance(own.strategies, tuple):
        names = list(strategies())
        return np.array([names.index(name) for name in own.strategies], dtype=np.int8)
    lots = np.empty(len(layer))
    each_uniform(lots, np.uint64(seed), int(Purpose.STRATEGY), number, layer.keys, 0, 0)
    codes, bounds = mixture
    chosen: Codes = codes[np.minimum(np.searchsorted(bounds, lots, side="right"), len(codes) - 1)]
    return chosen


def _who_sees_through(layer: Layer, traits: Traits, seed: int) -> Bools:
    lots = np.empty(len(layer))
    each_uniform(lots, np.uint64(seed), int(Purpose.TRAITS), traits.number, layer.keys, 0, _SEES)
    sees: Bools = lots < traits.sees_through
    return sees
