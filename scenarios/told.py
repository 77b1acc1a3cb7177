"""The numbers that a scenario tells in its texts, each with how it is computed: what is told is recomputed."""

import re
from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from types import MappingProxyType
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:  # a scenario says what it tells without the engine being loaded
    from superorganisms.model.world import Superorganism

type World = Superorganism
type Outcome = Callable[[World], float]
"""One number from a finished world."""

_ROUNDING = 0.005
_SETTING = re.compile(r"`[^`]*`")
_NUMBER = re.compile(r"(?<!\w)\d*\.\d+|\d+ %")


@dataclass(frozen=True)
class Told:
    """`words` of a scenario's text, the number that they tell, and the outcome that it is the mean of.

    The world is run to `until` (the scenario's ticks if not given), with `changes` to its parameters. What is told is right
    within `half`: two digits unless said otherwise.
    """

    words: str
    number: float
    of: Outcome
    until: int | None = None
    changes: Mapping[str, Any] = field(default_factory=lambda: MappingProxyType({}))
    half: float = _ROUNDING


def at(measure: str, first: int, last: int | None = None) -> Outcome:
    """A measure in one tick, or its mean over the ticks first to last, both included."""
    return lambda world: float(world.measures.loc[first : last or first, measure].mean())


def change(measure: str, first: int, last: int) -> Outcome:
    """A measure's value at tick last less that at tick first."""
    return lambda world: at(measure, last)(world) - at(measure, first)(world)


def everywhere(name: str, value: Any, *layers: str) -> dict[str, Any]:
    """The same setting in several layers."""
    return {f"{layer}.{name}": value for layer in layers}


def mended(tick: int, path: str, value: Any) -> dict[str, Any]:
    """One planned intervention."""
    return {"interventions": ((tick, path, value),)}


def untold(texts: Iterable[str], told: Iterable[Told]) -> Iterator[str]:
    """Numbers with a point or a per cent sign in these texts that nothing recomputes.

    What stands in backticks is a setting, and no outcome.
    """
    rest = _SETTING.sub(" ", "\n".join(texts))
    for words in sorted({one.words for one in told}, key=len, reverse=True):
        rest = rest.replace(words, " ")
    yield from _NUMBER.findall(rest)
