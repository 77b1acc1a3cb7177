"""Single values: a number, an integer, a choice, a name, and a number for each unit."""

import math
from dataclasses import dataclass
from typing import Any, ClassVar

from superorganisms.model.kinds.base import Kind, Place, Wrong
from superorganisms.model.kinds.plain import listed, quoted, shown, unwrapped


def written(number: float) -> str:
    """A bound as people write it: 1000000 rather than 1e+06.

    >>> written(1e6), written(0.5), written(0)
    ('1000000', '0.5', '0')
    """
    return str(int(number)) if float(number).is_integer() and abs(number) < 1e15 else repr(number)


def is_number(value: object) -> bool:
    """Whether a value is a single number, Python's or numpy's; a flag isn't."""
    return isinstance(unwrapped(value), int | float) and not isinstance(unwrapped(value), bool)


@dataclass(frozen=True)
class Number(Kind):
    """A finite number in [low, high]. Integers do; flags and texts don't."""

    low: float
    high: float
    name: ClassVar[str] = "number"
    noun: ClassVar[str] = "a number"

    @property
    def interval(self) -> str:
        """The closed interval in brackets."""
        return f"[{written(self.low)}, {written(self.high)}]"

    @property
    def bounds(self) -> tuple[float | None, float | None]:
        """Lowest and highest number allowed."""
        return self.low, self.high

    def rule(self) -> str:
        """`a number in [0, 1]`."""
        return f"{self.noun} in {self.interval}"

    def range_text(self) -> str:
        """The interval alone."""
        return self.interval

    def read(self, value: object) -> Any:
        """A float, never -0.0, so that equal settings are written equally."""
        return float(self._checked(value)) + 0.0

    def _checked(self, value: object) -> int | float:
        number = unwrapped(value)
        if isinstance(number, bool) or not isinstance(number, int | float):  # as is_number, in a form that mypy follows
            raise Wrong(f"must be {self.rule()}, got {shown(value)}")
        if isinstance(number, float) and not math.isfinite(number):
            raise Wrong(f"must be {self.noun} in {self.interval} and finite, got {number!r}")
        if not self.low <= number <= self.high:
            raise Wrong(f"must be in {self.interval}, got {shown(number)}")
        return number


@dataclass(frozen=True)
class Integer(Number):
    """An integer in [low, high]; 5.0 does, 5.5 doesn't."""

    name: ClassVar[str] = "integer"
    noun: ClassVar[str] = "an integer"

    def read(self, value: object) -> Any:
        """An int."""
        number = self._checked(value)
        if number != int(number):
            raise Wrong(f"must be {self.rule()}, got {shown(number)}")
        return int(number)


@dataclass(frozen=True)
class PerUnit(Kind):
    """One number for all units of the layer, or a list with one for each."""

    each: Number
    name: ClassVar[str] = "number"

    @property
    def bounds(self) -> tuple[float | None, float | None]:
        """Those of each number."""
        return self.each.bounds

    def rule(self) -> str:
        """`a number in [0, 1], or a list with one for each unit`."""
        return f"{self.each.rule()}, or a list with one for each unit"

    def range_text(self) -> str:
        """The interval, and that there may be many."""
        return f"{self.each.interval}, one or one per unit"

    def read(self, value: object) -> Any:
        """A number, or a tuple of numbers."""
        entries = listed(value)
        if entries is not None:
            return read_each(self.each, entries)
        if not is_number(value):
            raise Wrong(f"must be {self.rule()}, got {shown(value)}")
        return self.each.read(value)

    def settle(self, value: Any, place: Place) -> Any:
        """As many as there are units."""
        if isinstance(value, tuple) and len(value) != place.units:
            raise Wrong(f"must be one number or have {place.units} numbers, one per unit, got {len(value)}")
        return value


@dataclass(frozen=True)
class Choice(Kind):
    """One of a few names."""

    names: tuple[str, ...]
    name: ClassVar[str] = "choice"

    @property
    def choices(self) -> tuple[str, ...]:
        """The names."""
        return self.names

    def rule(self) -> str:
        """`'sphere' or 'free'`."""
        return " or ".join(f"'{one}'" for one in self.names)

    def range_text(self) -> str:
        """The names as code."""
        return " or ".join(f"`{one}`" for one in self.names)

    def read(self, value: object) -> Any:
        """The name as it is spelt."""
        value = unwrapped(value)
        if not isinstance(value, str):
            raise Wrong(f"must be {self.rule()}, got {shown(value)}")
        if value not in self.names:
            raise Wrong(f"must be {self.rule()}, got {quoted(value)}")
        return str(value)


@dataclass(frozen=True)
class Identifier(Kind):
    """The name of a layer: usable in paths (`firm.mutation`) and keywords (`firm__mutation`)."""

    name: ClassVar[str] = "text"

    def rule(self) -> str:
        """Letters, digits and single underscores inside."""
        return "a name of letters, digits and single inner underscores that starts with a letter"

    def read(self, value: object) -> Any:
        """The name."""
        fit = isinstance(value, str) and value.isidentifier() and "__" not in value and value.strip("_") == value
        if not fit:
            raise Wrong(f"must be {self.rule()}, got {shown(value)}")
        return str(value)


def read_each(kind: Kind, entries: list[object]) -> tuple[Any, ...]:
    """All entries read; a refusal says which entry it is about, counting from 0."""
    done = []
    for index, entry in enumerate(entries):
        try:
            done.append(kind.read(entry))
        except Wrong as wrong:
            raise wrong.inside(f"[{index}]") from None
    return tuple(done)
