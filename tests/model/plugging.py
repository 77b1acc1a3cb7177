"""Plug-ins made up for a test, and unplugged after it."""

import sys
from collections.abc import Iterator
from contextlib import contextmanager
from types import ModuleType
from typing import Any

from superorganisms.agents import strategies as strategy_plug
from superorganisms.model import measures as measure_plug
from superorganisms.model import selection as selection_plug
from superorganisms.model.layer_parameters import LayerParameters

PLUGS = ("add_strategy", "add_selection", "add_measure")


def module(name: str, like: ModuleType | None = None, **changes: Any) -> ModuleType:
    """A module as one that there is, with some things changed; those that are `...` are missing."""
    made = ModuleType(name)
    vars(made).update({key: value for key, value in vars(like).items() if not key.startswith("__")} if like else {})
    vars(made).update({key: value for key, value in changes.items() if value is not ...})
    for key in [key for key, value in changes.items() if value is ...]:
        vars(made).pop(key, None)
    return made


@contextmanager
def unplugged_afterwards() -> Iterator[None]:
    """Whatever is added inside isn't known any more after it."""
    strategies, rules = list(strategy_plug._ADDED), dict(selection_plug._ADDED)
    measures, fields, modules = dict(measure_plug._ADDED), dict(LayerParameters.model_fields), set(sys.modules)
    try:
        yield
    finally:
        strategy_plug._ADDED[:] = strategies
        _fill(selection_plug._ADDED, rules)
        _fill(measure_plug._ADDED, measures)
        caches = (
            strategy_plug.strategies,
            strategy_plug.options,
            strategy_plug.flags,
            selection_plug.rules,
            measure_plug.measures,
        )
        for cache in caches:
            cache.cache_clear()
        for name in set(LayerParameters.model_fields) - set(fields):
            del LayerParameters.model_fields[name]
            delattr(LayerParameters, name)
        LayerParameters.model_fields.update(fields)
        LayerParameters.model_rebuild(force=True)
        for name in set(sys.modules) - modules:
            if not name.startswith("superorganisms") and any(hasattr(sys.modules[name], plug) for plug in PLUGS):
                del sys.modules[name]


def _fill(table: dict[str, Any], content: dict[str, Any]) -> None:
    table.clear()
    table.update(content)
