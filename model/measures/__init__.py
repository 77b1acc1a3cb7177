"""What is measured in every tick: one file a measure, found by looking.

A measure is a module with
  columns(parameters)   {column: Column} in the order in which they are written; LAYER.MEASURE or a name of the whole
  observe(state, out)   writes one number for each column into out, after report and before selection: goals, aims and
                        letters as they acted in this tick. What is undefined is NaN; the column says why
"""

import pkgutil
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache
from importlib import import_module
from typing import Protocol, cast

from superorganisms.arrays import Floats
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


@cache
def measures() -> tuple[Measure, ...]:
    """All measures, by file name."""
    return tuple(
        cast(Measure, import_module(f"{__name__}.{module.name}"))
        for module in pkgutil.iter_modules(__path__)
        if not module.name.startswith("_")
    )
