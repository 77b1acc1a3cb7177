"""What comes out of a world as one thing is moved: from the world to its contrast, or along a pressure."""

import math
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any, Literal

from superorganisms.scenarios.told import Outcome

SEEDS = 8

type Shape = Literal["falls", "rises", "peaks", "dips", "level"]
SHAPES = ("falls", "rises", "peaks", "dips", "level")


@dataclass(frozen=True, kw_only=True)
class Curve:
    """The mean over seeds of an outcome of the world, at each of some settings of one thing.

    `steps` are (place on the axis, changes to the world's parameters), in the order in which the effect is told; `along` and
    `effect` name the axes. `shape` is what must come out between the first step and the last: it `falls` or `rises` all the
    way, `peaks` or `dips` in between, with the extreme at a place in `extreme` (both ends included), or stays `level`. Steps
    may differ in the wrong direction, or from level, by at most `slack`. `fades` says that the curve goes from the world
    itself to its contrast. `basis` says where the shape comes from. `ticks` defaults to the scenario's.
    """

    name: str
    along: str
    effect: str
    steps: Sequence[tuple[float, Mapping[str, Any]]]
    outcome: Outcome
    shape: Shape
    extreme: tuple[float, float] = (-math.inf, math.inf)
    slack: float = 0.0
    fades: bool = False
    ticks: int | None = None
    basis: str = "measured"


def steps(path: str, values: Sequence[Any], *more: str) -> tuple[tuple[float, dict[str, Any]], ...]:
    """Steps that set one parameter (or the same in several paths) to numbers, which are their places too."""
    return tuple((float(value), dict.fromkeys((path, *more), value)) for value in values)
