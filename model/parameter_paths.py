"""Parameter paths: `intensity`, `firm.mutation`, `firm.selection.turnover`, `employee.strategies.deceiver`."""

from collections.abc import Mapping
from operator import index
from typing import Any, SupportsIndex

from superorganisms.errors import ParameterError, suggest
from superorganisms.model.declarations import about, default_of, said
from superorganisms.model.kinds.base import Kind
from superorganisms.model.kinds.plain import keywords, shown
from superorganisms.model.layer_parameters import LayerParameters
from superorganisms.model.world_parameters import WorldParameters


def paths(whole: WorldParameters) -> list[str]:
    """Every path that can be read or changed, whole layers and named parts included."""
    known = list(type(whole).model_fields)
    for layer in whole.layers:
        known += [layer.name, *(f"{layer.name}.{field}" for field in LayerParameters.model_fields)]
        for field in LayerParameters.model_fields:
            known += [f"{layer.name}.{field}.{part}" for part in _kind(field).parts(getattr(layer, field))]
    return known


def _kind(field: str) -> Kind:
    """The kind of a layer's parameter."""
    return about(LayerParameters, field).kind


def unknown(whole: WorldParameters, path: object) -> ParameterError:
    """The error about a path that isn't there, with the nearest one that is."""
    if not isinstance(path, str):
        return ParameterError(f"a parameter path must be a text such as 'firm.mutation', got {shown(path)}")
    return ParameterError(f"no parameter '{path}'{suggest(path, paths(whole))}")


def layer_number(whole: WorldParameters, which: str | int) -> int:
    """The number of a layer by name or number; negative ones count from the leaves. Raises ParameterError."""
    names = [layer.name for layer in whole.layers]
    if isinstance(which, str):
        if which not in names:
            raise ParameterError(f"no layer '{which}'{suggest(which, names) or '; there are ' + ', '.join(names)}")
        return names.index(which)
    if isinstance(which, bool) or not isinstance(which, SupportsIndex):
        raise ParameterError(f"a layer must be given by its name or number, got {shown(which)}")
    which = index(which)
    if not -len(names) <= which < len(names):
        raise ParameterError(f"no layer {which}; layers are numbered from 0 to {len(names) - 1}")
    return which % len(names)


def get(whole: WorldParameters, path: str) -> Any:
    """The value at a path. Raises ParameterError."""
    first, *rest = path.split(".") if isinstance(path, str) else [path]
    if not rest and first in type(whole).model_fields:
        return getattr(whole, first)
    layer = next((layer for layer in whole.layers if layer.name == first), None)
    if layer is None or not _possible(rest):
        raise unknown(whole, path)
    if not rest:
        return layer
    value = getattr(layer, rest[0])
    return value if len(rest) == 1 else said(f"{first}.{rest[0]}", _kind(rest[0]).part, value, rest[1])


def changed[P: WorldParameters](whole: P, changes: Mapping[str, Any]) -> P:
    """A copy with the values at these paths changed. Wider paths first: a new rule, then its options."""
    changes = keywords(changes, "changes")
    fields = type(whole).model_fields
    values: dict[str, Any] = dict(whole) | {path: changes[path] for path in fields if path in changes}
    read = said("layers", about(type(whole), "layers").kind.read, values["layers"])
    layers = {layer.name: layer.given() for layer in read}
    parts: dict[tuple[str, str], dict[str, Any]] = {}
    for path, value in sorted(changes.items(), key=lambda change: change[0].count(".")):
        first, *rest = path.split(".")
        if path in fields:
            continue
        if first not in layers or not _possible(rest):
            raise unknown(whole, path)
        if rest == ["size"] and values["tree"] is not None:
            raise ParameterError(f"{path} is given by the tree; change the tree instead")
        if not rest:
            layers[first] = _layer(first, layers[first], value)
        elif len(rest) == 1:
            layers[first][rest[0]] = value
        else:
            parts.setdefault((first, rest[0]), {})[rest[1]] = value
    for (name, field), news in parts.items():
        value = layers[name].get(field) or default_of(LayerParameters, field)
        layers[name][field] = with_parts(f"{name}.{field}", value, news)
    return type(whole)(**(values | {"layers": [LayerParameters(**layer) for layer in layers.values()]}))


def _possible(rest: list[str]) -> bool:
    """Whether a path may go on like this after a layer's name."""
    if len(rest) > 1:
        return len(rest) == 2 and rest[0] in LayerParameters.model_fields and _kind(rest[0]).has_parts
    return not rest or rest[0] in LayerParameters.model_fields


def _layer(name: str, present: dict[str, Any], value: Any) -> dict[str, Any]:
    """A whole layer: another in its place, or a table of what changes in it."""
    return value.given() if isinstance(value, LayerParameters) else present | keywords(value, name)


def with_parts(path: str, value: Any, news: Mapping[str, Any]) -> Any:
    """A value with some of its named parts changed. Raises ParameterError."""
    kind = _kind(path.rpartition(".")[2])
    return said(path, kind.with_parts, said(path, kind.read, value), news)


def differences(ours: WorldParameters, other: WorldParameters) -> dict[str, tuple[Any, Any]]:
    """path -> (the other's value, ours), wherever they differ; whole layers where their names do."""
    found = {
        name: (getattr(other, name), getattr(ours, name))
        for name in type(ours).model_fields
        if name != "layers" and getattr(ours, name) != getattr(other, name)
    }
    if [layer.name for layer in ours.layers] != [layer.name for layer in other.layers]:
        return found | {"layers": (other.layers, ours.layers)}
    for mine, theirs in zip(ours.layers, other.layers, strict=True):
        for field in LayerParameters.model_fields:
            known_by_tree = field == "size" and ours.tree is not None
            if getattr(mine, field) != getattr(theirs, field) and not known_by_tree:
                found[f"{mine.name}.{field}"] = (getattr(theirs, field), getattr(mine, field))
    return found


def overrides(given: Mapping[str, Any], whole: WorldParameters | None = None) -> dict[str, Any]:
    """Keywords as paths: firm__mutation is firm.mutation. Raises ParameterError, naming the nearest keyword.

    Without `whole` the layers' names are not known, and any will do.
    """
    for keyword, value in given.items():
        known = _keywords(keyword, value, whole)
        if keyword not in known:
            raise ParameterError(f"no parameter '{keyword}'{suggest(keyword, known)}")
    return {keyword.replace("__", "."): value for keyword, value in given.items()}


def _keywords(keyword: str, value: Any, whole: WorldParameters | None) -> list[str]:
    """The keywords that there are, among them any part of a rule or mixture, which is checked with its value."""
    layer, *rest = keyword.split("__")
    if whole is not None:
        known = [path.replace(".", "__") for path in paths(whole)]
    else:
        known = [*WorldParameters.model_fields, *(f"{layer}__{field}" for field in LayerParameters.model_fields)]
        known += [layer] * isinstance(value, Mapping | LayerParameters)
    return [*known, keyword] if _possible(rest) and len(rest) == 2 and f"{layer}__{rest[0]}" in known else known
