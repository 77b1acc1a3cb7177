"""What can be said of parameters only together: lengths against features and units, sizes against parents, the top."""

from collections.abc import Sequence
from itertools import pairwise
from typing import Any

from superorganisms.errors import ParameterError
from superorganisms.model.declarations import about, said
from superorganisms.model.kinds.base import Place
from superorganisms.model.kinds.leaks import check_places
from superorganisms.model.kinds.plain import shown
from superorganisms.model.kinds.rules import selection_rule
from superorganisms.model.kinds.sizes import check_families, check_top, units
from superorganisms.model.layer_parameters import LayerParameters
from superorganisms.model.world_parameters import WorldParameters

RESERVED = ("designer",)  # who stands above the top, in the names of measures


def settle(whole: WorldParameters) -> dict[str, Any]:
    """The values of all fields as they hold in this world. Raises ParameterError."""
    place = Place(features=whole.features, effort_rule=whole.effort_rule)
    values = {
        name: said(name, about(type(whole), name).kind.settle, getattr(whole, name), place) for name in type(whole).model_fields
    }
    values["layers"] = _layers(whole)
    said("leaks", check_places, values["leaks"], [(layer.name, units(layer.size)) for layer in values["layers"]])
    _check_world(whole)
    return values


def _check_world(whole: WorldParameters) -> None:
    if whole.saturation > 0 and whole.effort_rule == "cost":
        raise ParameterError(f"saturation must be 0 under effort_rule 'cost', where f is linear, got {whole.saturation}")
    if whole.response_drift > 0 and len(whole.features) < 2:
        raise ParameterError(f"response_drift must be 0 in a world of one feature, got {whole.response_drift}")


def _layers(whole: WorldParameters) -> tuple[LayerParameters, ...]:
    """The layers with sizes from the tree if there is one, each checked where it stands."""
    _check_names(whole)
    layers = [_top(whole.layers[0]), *whole.layers[1:]]
    if whole.tree is not None:
        depth = len(whole.tree.names)
        if depth != len(layers):
            names = ", ".join(layer.name for layer in layers)
            raise ParameterError(f"tree must have {len(layers)} layers, one for each of {names}, got {depth}")
        layers = [layer.settled({"size": whole.tree.family_sizes(n)}) for n, layer in enumerate(layers)]
    _check_sizes(layers)
    return tuple(_settled(whole, layers, number) for number in range(len(layers)))


def _check_names(whole: WorldParameters) -> None:
    for layer in whole.layers:
        if layer.name in type(whole).model_fields or layer.name in RESERVED:
            raise ParameterError(f"layers can't have one called '{layer.name}', that name has another meaning")


def _top(layer: LayerParameters) -> LayerParameters:
    """The top is never selected, which goes without saying."""
    if "selection" not in layer.model_fields_set:
        return layer.settled({"selection": selection_rule("none", {})})
    if layer.selection.rule != "none":
        raise ParameterError(f"{layer.name}.selection must be none, the top is never selected, got {layer.selection}")
    return layer


def _check_sizes(layers: list[LayerParameters]) -> None:
    said(f"{layers[0].name}.size", check_top, layers[0].size)
    for above, layer in pairwise(layers):
        said(f"{layer.name}.size", check_families, layer.size, units(above.size), above.name)


def _settled(whole: WorldParameters, layers: list[LayerParameters], number: int) -> LayerParameters:
    """One layer with its values as they hold there."""
    layer = layers[number]
    if number == 0 and layer.sensor is not None:
        got = shown(layer.sensor)
        raise ParameterError(f"{layer.name}.sensor must be left out, the designer sees the top itself, got {got}")
    place = place_of(whole, layers, number)
    values = {
        name: said(f"{layer.name}.{name}", about(type(layer), name).kind.settle, getattr(layer, name), place)
        for name in type(layer).model_fields
    }
    return layer.settled(values)


def place_of(whole: WorldParameters, layers: Sequence[LayerParameters], number: int) -> Place:
    """What can be known of the place of a layer, among the layers of a world."""
    size = layers[number].size
    return Place(
        features=whole.features,
        effort_rule=whole.effort_rule,
        units=units(size),
        parents=units(layers[number - 1].size) if number else 1,
        families=size if isinstance(size, tuple) else None,
        top=number == 0,
        leaf=number == len(layers) - 1,
    )
