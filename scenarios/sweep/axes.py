"""What a sweep varies: a parameter path, or several that move together, and the values that they take."""

import json
import math
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from superorganisms.arrays import Floats
from superorganisms.errors import BatchError
from superorganisms.model.parameter_text import parse_text
from superorganisms.model.parameters import Parameters

_LEVELS = 5  # of a range without a count
_MOST = 1_000_000  # values of a range in a grid
_EXACT = 2**53  # whole numbers above aren't all there as doubles


@dataclass(frozen=True)
class Span:
    """A range, both ends included; `count` says how many values of it a grid takes."""

    low: float
    high: float
    count: int = _LEVELS


@dataclass(frozen=True)
class Axis:
    """Paths that take the same value, and either the values one by one, or a range.

    `whole` says that the parameter is a whole number: a grid rounds, and what samples hits each number equally often. `kind`
    is what a column of the values holds: int, float, bool or text.
    """

    paths: tuple[str, ...]
    values: tuple[Any, ...] = ()
    span: Span | None = None
    whole: bool = False
    kind: str = ""

    def __post_init__(self) -> None:
        if not self.kind:
            kind = kind_of(self.values) if self.span is None else ("int" if self.whole else "float")
            object.__setattr__(self, "kind", kind)

    @property
    def name(self) -> str:
        """The paths, as they are typed."""
        return "+".join(self.paths)

    def listed(self) -> tuple[Any, ...]:
        """The values that a grid takes, each once."""
        if self.span is None:
            return self.values
        steps = self.span.count - 1
        shares = [step / steps for step in range(steps + 1)] if steps else [0.0]
        values = [_between(self.span.low, self.span.high, share) for share in shares]
        return tuple(dict.fromkeys(round(value) for value in values) if self.whole else dict.fromkeys(values))

    def at(self, share: float) -> Any:
        """The value at a share in [0, 1] of the range; values one by one, and whole numbers, have equal shares."""
        if self.span is None:
            return self.values[min(int(share * len(self.values)), len(self.values) - 1)]
        low, high = self.span.low, self.span.high
        if not self.whole:
            return float(low * (1 - share) + high * share)
        first, last = round(low), round(high)
        count = abs(last - first) + 1
        return first + (1 if last >= first else -1) * min(int(share * count), count - 1)

    def as_plain(self, *, values: bool = True) -> dict[str, Any]:
        """For the manifest."""
        span = None if self.span is None else [self.span.low, self.span.high, self.span.count]
        listed = list(self.values) if values else []
        return {"paths": list(self.paths), "values": listed, "span": span, "whole": self.whole, "kind": self.kind}

    @classmethod
    def of_plain(cls, plain: Mapping[str, Any]) -> "Axis":
        """What `as_plain` gave."""
        span = None if plain["span"] is None else Span(*plain["span"])
        return cls(tuple(plain["paths"]), tuple(plain["values"]), span, plain["whole"], plain["kind"])


def _between(low: float, high: float, share: float) -> float:
    """The ends as they are, and what lies between as people would write it: 0.1, not 0.09999999999999999."""
    if share in (0, 1):
        return high if share else low
    return float(f"{low * (1 - share) + high * share:.12g}")


def kind_of(values: Iterable[Any]) -> str:
    """What can hold all of these: int, float or bool; whatever else is varied is text. None fits everywhere."""
    kinds: set[type] = set()
    most = 0
    for value in values:
        kinds.add(type(value))
        most = max(most, abs(value)) if type(value) is int else most
    kinds.discard(type(None))
    if kinds == {bool}:
        return "bool"
    if kinds == {int} and most < 2**63:
        return "int"
    return "float" if kinds and kinds <= {int, float} and most <= _EXACT else "text"


def spread(axes: Sequence[Axis], units: Floats) -> list[tuple[Any, ...]]:
    """The values at points (n, axes) of the unit cube."""
    return [tuple(axis.at(share) for axis, share in zip(axes, row, strict=True)) for row in units]


def axis(name: str, values: Span | Sequence[Any], parameters: Parameters) -> Axis:
    """An axis of these parameters, checked. Raises BatchError for values that can't be one, ParameterError for the path."""
    paths = _paths(name)
    now = [parameters.get(path) for path in paths]
    if isinstance(values, Span):
        whole = all(isinstance(value, int) and not isinstance(value, bool) for value in now)
        return Axis(paths, span=_checked(name, values), whole=whole)
    listed = plain(values)
    if not isinstance(listed, list) or not listed:
        raise BatchError(f"sweep {name} takes a list of values or Span(low, high, count), got {values!r:.80}")
    seen = set()
    for value in listed:
        if (text := _text(name, value)) in seen:
            raise BatchError(f"sweep {name} has the value {value!r} twice")
        seen.add(text)
    return Axis(paths, tuple(listed))


def plain(value: Any) -> Any:
    """Lists and Python's numbers for tuples, ranges, and numpy's or pandas' arrays and numbers."""
    if hasattr(value, "tolist"):
        return value.tolist()
    if isinstance(value, list | tuple | range):
        return [plain(one) for one in value]
    return {key: plain(one) for key, one in value.items()} if isinstance(value, dict) else value


def _paths(name: str) -> tuple[str, ...]:
    paths = tuple(part.strip() for part in name.split("+"))
    if len(set(paths)) < len(paths):
        raise BatchError(f"sweep {name} names a parameter twice")
    return paths


def _text(name: str, value: Any) -> str:
    """The same for 1 and 1.0, which are the same setting. Raises BatchError for what isn't one."""
    try:
        number = isinstance(value, int) and not isinstance(value, bool) and abs(value) <= _EXACT
        return json.dumps(float(value) if number else value, allow_nan=False, sort_keys=True)
    except (TypeError, ValueError) as error:
        raise BatchError(
            f"sweep {name}: a value must be a finite number, a text, true, false, none, or a list or table of such, "
            f"got {value!r:.80}"
        ) from error


def _checked(name: str, span: Span) -> Span:
    for end in (span.low, span.high):
        if isinstance(end, bool) or not isinstance(end, int | float) or not math.isfinite(end):
            raise BatchError(f"sweep {name}: the ends must be finite numbers, got {span.low}:{span.high}")
    if isinstance(span.count, bool) or not isinstance(span.count, int) or not 1 <= span.count <= _MOST:
        raise BatchError(f"sweep {name}: the count must be a whole number in [1, {_MOST}], got {span.count}")
    return Span(float(span.low), float(span.high), span.count)


def parse(text: str) -> tuple[str, Span | list[Any]]:
    """`PATH=from:to:count`, `PATH=from:to` or `PATH=a,b,c`; several paths that move together stand with + between them.

    >>> parse("firm.mutation+employee.mutation=0:0.5:3"), parse("firm.selection=moran,none")
    (('firm.mutation+employee.mutation', Span(low=0.0, high=0.5, count=3)), ('firm.selection', ['moran', 'none']))
    """
    name, sign, rest = (part.strip() for part in text.partition("="))
    if not sign or not name or not rest:
        raise BatchError(f"--sweep takes PATH=from:to:count or PATH=a,b,c, got {text!r}")
    parts = rest.split(":")
    if 2 <= len(parts) <= 3 and not set(rest) & set("({["):
        try:
            return name, Span(float(parts[0]), float(parts[1]), int(parts[2]) if len(parts) == 3 else _LEVELS)
        except ValueError:
            raise BatchError(f"--sweep {name}: from and to must be numbers, count a whole one, got {rest!r}") from None
    items = _items(rest)
    if not all(items):
        raise BatchError(f"--sweep {name}: a value is missing between two commas, got {rest!r}")
    return name, [parse_text(name.split("+")[0], item) for item in items]


def _items(text: str) -> list[str]:
    """Split at commas that stand in no bracket."""
    items, depth, start = [], 0, 0
    for place, letter in enumerate(text):
        depth += (letter in "([{") - (letter in ")]}")
        if letter == "," and depth == 0:
            items.append(text[start:place].strip())
            start = place + 1
    return [*items, text[start:].strip()]
