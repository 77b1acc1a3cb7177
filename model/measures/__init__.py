"""What is measured in every tick: one file a measure, found by looking.

A measure is a module with
  columns(parameters)   {column: Column} in the order in which they are written; LAYER.MEASURE or a name of the whole
  observe(state, out)   writes one number for each column into out, after report and before selection: goals, aims and
                        letters as they acted in this tick. What is undefined is NaN; the column says why
A measure of your own is a file of the same form whose last line is `add_measure(__name__)`: known as soon as it is
imported, to all worlds made from then on. `check_measure` says whether it keeps the rules.
"""

import sys
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache
from types import ModuleType
from typing import Protocol, cast

from superorganisms.arrays import Floats
from superorganisms.errors import SuperorganismError
from superorganisms.found import modules
from superorganisms.model.parameters import Parameters
from superorganisms.model.state import State


@dataclass(frozen=True)
class Column:
    """What a column says, its range, and when it is undefined ("" if never).

    Undefined is NaN, but for a share of the best value in an account that must add up: there it is 0 (share_of_best).
    """

    sentence: str
    low: float | None = None
    high: float | None = None
    undefined: str = ""
    share_of_best: bool = False


class Measure(Protocol):
    """What a measure's module holds."""

    @staticmethod
    def columns(parameters: Parameters) -> Mapping[str, Column]:
        """The columns, in order."""
        ...

    @staticmethod
    def observe(state: State, out: Floats) -> None:
        """Write a row."""


_NEEDED = ("columns", "observe")
_ADDED: dict[str, Measure] = {}  # by the name of the module


def add_measure(module: str | ModuleType) -> None:
    """Make a measure known to this process; the same module again takes the place of what it was.

    Worlds made before keep their columns. Raises SuperorganismError for what is missing and for a column that is taken.
    """
    added = sys.modules[module] if isinstance(module, str) else module
    for name in _NEEDED:
        if not callable(getattr(added, name, None)):
            raise SuperorganismError(f"measure {added.__name__} has no function {name}, it must have {' and '.join(_NEEDED)}")
    measure, anywhere = cast(Measure, added), Parameters()
    others = all_columns(anywhere, tuple(one for one in measures() if one is not _ADDED.get(added.__name__)))
    for column in measure.columns(anywhere):
        if column in others:
            raise SuperorganismError(f"there is a column '{column}' already, choose another name")
    _ADDED[added.__name__] = measure
    measures.cache_clear()


@cache
def measures() -> tuple[Measure, ...]:
    """All measures: our own by file name, then those that were added."""
    found = tuple(cast(Measure, module) for module in modules(__name__, __path__))
    return (*found, *_ADDED.values())


def all_columns(parameters: Parameters, of: tuple[Measure, ...] | None = None) -> Mapping[str, Column]:
    """The columns of all measures, or of these, in a world with these parameters. Raises SuperorganismError."""
    found: dict[str, Column] = {}
    for measure in measures() if of is None else of:
        for name, column in measure.columns(parameters).items():
            if name in found:
                raise SuperorganismError(f"two measures have a column '{name}', one of them needs another name")
            found[name] = column
    return found
