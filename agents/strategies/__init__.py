"""Who optimizes, and how: one file a strategy, found by looking.

A strategy is a module with
  NAME          what users type
  SENTENCE      what it stands for
  ABOVE_LEAVES  whether a unit with children may have it
  RULES         the effort rules it can work under
  OPTIMIZES     whether it has an aim of its own (bottlecaps and trials have none)
  LEARNS        whether its goal is open to surrogation and imitation
  aim(rows, layer, traits)             fills layer.aims of these rows from goals, understood letters, audits
  effort(rows, layer, models, traits)  fills layer.efforts of these rows (leaves)
Both are compiled if they can be; plain Python works too, slower.
"""

import pkgutil
from collections.abc import Mapping
from functools import cache
from importlib import import_module
from typing import Protocol, cast

from superorganisms.agents.columns import Columns, Traits
from superorganisms.arrays import Floats, Ints


class Strategy(Protocol):
    """What a strategy's module holds."""

    NAME: str
    SENTENCE: str
    ABOVE_LEAVES: bool
    RULES: tuple[str, ...]
    OPTIMIZES: bool
    LEARNS: bool

    @staticmethod
    def aim(rows: Ints, layer: Columns, traits: Traits) -> None:
        """What these units try for this tick."""

    @staticmethod
    def effort(rows: Ints, layer: Columns, models: Floats, traits: Traits) -> None:
        """What these leaves do."""


@cache
def strategies() -> Mapping[str, Strategy]:
    """All strategies by name, in the order of their codes (alphabetical)."""
    found = [
        cast(Strategy, import_module(f"{__name__}.{module.name}"))
        for module in pkgutil.iter_modules(__path__)
        if not module.name.startswith("_")
    ]
    return {strategy.NAME: strategy for strategy in sorted(found, key=lambda strategy: strategy.NAME)}
