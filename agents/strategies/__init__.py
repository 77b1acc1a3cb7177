"""Who optimizes, and how: one file a strategy, found by looking.

A strategy is a module with
  NAME          what users type
  SENTENCE      what it stands for
  aim(rows, layer, traits)                  fills layer.aims of these rows from goals, understood letters, audits
  effort(rows, layer, above, minds, values, traits, clock)  fills layer.efforts of these rows (leaves)
and, where they differ from what most are,
  ABOVE_LEAVES  False   whether a unit with children may have it
  RULES         both    the effort rules that it can work under
  AIMS          True    whether it has an aim (what needs one is NaN for a bottlecap)
  OPTIMIZES     True    whether it is a mesa-optimizer (bottlecaps and trials are none)
  DECEIVES      False   whether it serves its own goal when nobody watches
  LEARNS        True    whether its goal is open to surrogation and imitation
  SEARCHES      True    whether a `search_cost` given as one number holds for it
  SANDBOXED     False   whether it acts in its parent's model only, judged by the intent
  OWNS_MODEL    False   whether each unit changes a world model of its own
  BORROWS       False   whether it thinks with its parent's model of now, not with one of its own
  REMEMBERS     False   whether it keeps a vector of its own, layer.memories
  OPTIONS       ()      declared options, which become parameters of the last layer; `values` holds them in this order
  born(rows, layer, letters, minds, traits)        makes the memories of newcomers, and of all at the first tick
  learn(rows, layer, minds, values, traits)        changes the models of units whose slot kept its occupant
  share(layer, above, code, minds, principal, values, traits, clock)  once a tick for the whole layer, after learn
All are compiled if they can be; plain Python works too, slower. A strategy of your own is a file of the same form whose
last line is `add_strategy(__name__)`: known as soon as it is imported. `check_strategy` says whether it keeps the rules.
"""

import sys
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from functools import cache
from itertools import product
from types import ModuleType
from typing import Any

import numpy as np

from superorganisms.arrays import Bools
from superorganisms.declared import Option
from superorganisms.errors import SuperorganismError
from superorganisms.found import modules


@dataclass(frozen=True)
class Strategy:
    """A strategy as its module describes it."""

    NAME: str
    SENTENCE: str
    aim: Callable[..., None]
    effort: Callable[..., None]
    ABOVE_LEAVES: bool = False
    RULES: tuple[str, ...] = ("budget", "cost")
    AIMS: bool = True
    OPTIMIZES: bool = True
    DECEIVES: bool = False
    LEARNS: bool = True
    SEARCHES: bool = True
    SANDBOXED: bool = False
    OWNS_MODEL: bool = False
    BORROWS: bool = False
    REMEMBERS: bool = False
    OPTIONS: tuple[Option, ...] = ()
    born: Callable[..., None] | None = None
    learn: Callable[..., None] | None = None
    share: Callable[..., None] | None = None


_NEEDED = ("NAME", "SENTENCE", "aim", "effort")
_ADDED: list[Strategy] = []
_HOMES: dict[str, str] = {}  # the modules that the added ones come from
FOLLOWERS: list[Callable[[], None]] = []  # what else must be done when a strategy is added


def strategy_of(module: ModuleType) -> Strategy:
    """What a module says. Raises SuperorganismError naming what is missing or wrong."""
    for name in _NEEDED:
        if not hasattr(module, name):
            raise SuperorganismError(f"strategy {module.__name__} has no {name}, it must have {', '.join(_NEEDED)}")
    found: dict[str, Any] = {name: getattr(module, name) for name in Strategy.__dataclass_fields__ if hasattr(module, name)}
    name, declared = found["NAME"], found.get("OPTIONS", ())
    if not isinstance(name, str) or not name.isidentifier():
        raise SuperorganismError(f"NAME of strategy {module.__name__} must be a word of letters, digits and _, got {name!r}")
    if not isinstance(declared, tuple) or not all(isinstance(option, Option) for option in declared):
        raise SuperorganismError(f"OPTIONS of strategy '{name}' must be a tuple of Option, got {declared!r:.80}")
    return Strategy(**found)


def _check_new(added: Strategy, home: str) -> None:
    """Nothing that is known may change its meaning. Raises SuperorganismError."""
    if added.NAME in strategies() and _HOMES.get(added.NAME) != home:
        raise SuperorganismError(f"there is a strategy '{added.NAME}' already, choose another NAME")
    for other in strategies().values():
        for theirs, ours in product(other.OPTIONS, added.OPTIONS):
            if theirs.name == ours.name and theirs != ours and other.NAME != added.NAME:
                raise SuperorganismError(
                    f"option '{ours.name}' of strategy '{added.NAME}' is declared otherwise by '{other.NAME}'"
                )


def _settle(known: list[Strategy]) -> None:
    """From now on these are the strategies that were added."""
    _ADDED[:] = known
    for known_so_far in (strategies, options, flags):
        known_so_far.cache_clear()
    for follow in FOLLOWERS:
        follow()


def add_strategy(module: str | ModuleType) -> None:
    """Make a strategy known to this process, under the name in its file; a module that is added again replaces itself.

    Known strategies keep their codes: those that are added come last. Raises SuperorganismError, and then nothing changes.
    """
    found = sys.modules[module] if isinstance(module, str) else module
    added, before = strategy_of(found), list(_ADDED)
    _check_new(added, found.__name__)
    known = [one.NAME for one in before]
    try:
        if added.NAME in known:
            _settle([added if one.NAME == added.NAME else one for one in before])
        else:
            _settle([*before, added])
    except SuperorganismError:
        _settle(before)
        raise
    _HOMES[added.NAME] = found.__name__


@cache
def strategies() -> Mapping[str, Strategy]:
    """All strategies by name, in the order of their codes: our own alphabetically, then those that were added."""
    found = [strategy_of(module) for module in modules(__name__, __path__)]
    return {one.NAME: one for one in [*sorted(found, key=lambda strategy: strategy.NAME), *_ADDED]}


@cache
def options() -> Mapping[str, Option]:
    """The options of all strategies by name; strategies that declare the same one share it."""
    return {option.name: option for strategy in strategies().values() for option in strategy.OPTIONS}


@cache
def flags(name: str) -> Bools:
    """For each strategy code whether it has something: a flag that is set, or a function."""
    return np.array([bool(getattr(strategy, name)) for strategy in strategies().values()])
