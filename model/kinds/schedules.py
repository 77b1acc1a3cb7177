"""What happens at given ticks, how such lists are written; and the matrices that a class is judged by."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from functools import partial
from typing import Any, ClassVar, NamedTuple

from superorganisms.errors import suggest
from superorganisms.model.kinds.arrays import Matrix, MatrixKind, identity_written_out
from superorganisms.model.kinds.base import Kind, Place, Wrong
from superorganisms.model.kinds.plain import listed, plain, quoted, shown
from superorganisms.model.kinds.scalars import Integer

LAST_TICK = 10**9
MATRIX = MatrixKind()


class Intervention(NamedTuple):
    """After tick `at` (0: before the first), `path` is set to `value`."""

    at: int
    path: str
    value: Any

    def as_plain(self) -> dict[str, Any]:
        """{"at": tick, "path": path, "value": value}."""
        return {"at": self.at, "path": self.path, "value": plain(self.value)}


def entries_of(value: object, rule: str, names: tuple[str, ...], needed: int) -> list[list[object]]:
    """The parts of each entry of a schedule, given as tables with `names` or as lists in their order."""
    rows = listed(value)
    if rows is None:
        raise Wrong(f"must be {rule}, got {shown(value)}")
    return [at(f"[{index}]", partial(parts_of, names=names, needed=needed), row) for index, row in enumerate(rows)]


def parts_of(row: object, names: tuple[str, ...], needed: int) -> list[object]:
    """The parts of one entry, a table with `names` or a list in their order; what isn't `needed` may be left out: None."""
    if isinstance(row, Mapping):
        for name in row:
            if name not in names:
                raise Wrong(f"has no part {quoted(str(name))}{suggest(str(name), names)}")
        for name in names[:needed]:
            if name not in row:
                raise Wrong(f"must say '{name}'")
        return [row.get(name) for name in names]
    parts = listed(row)
    if parts is None or not needed <= len(parts) <= len(names):
        raise Wrong(f"must be ({', '.join(names)}), got {shown(row)}")
    return parts + [None] * (len(names) - len(parts))


def at[V, T](part: str, act: Callable[[V], T], value: V) -> T:
    """The result of `act`, whose refusal is about a part of the whole, `[2].response` say."""
    try:
        return act(value)
    except Wrong as wrong:
        raise wrong.inside(part) from None


def settled_matrix(value: Matrix, place: Place) -> Matrix:
    """A matrix over the features, None written out as a diagonal of ones."""
    settled: Matrix = MATRIX.settle(identity_written_out(value, len(place.features)), place)
    return settled


@dataclass(frozen=True)
class ShiftSetKind(Kind):
    """Responses that a unit must be aligned in to be called robust; None: all that the schedule can lead to."""

    name: ClassVar[str] = "matrix list"

    def rule(self) -> str:
        """`a list of matrices`."""
        return "a list of matrices"

    def range_text(self) -> str:
        """What None means."""
        return "a list of matrices; none: `response` and all that `regimes` can lead to"

    def read(self, value: object) -> Any:
        """None, or a tuple of matrices."""
        if value is None:
            return None
        rows = listed(value)
        if rows is None:
            raise Wrong(f"must be {self.rule()}, got {shown(value)}")
        return tuple(at(f"[{index}]", MATRIX.read, row) for index, row in enumerate(rows))

    def settle(self, value: Any, place: Place) -> Any:
        """Matrices over the features, None written out."""
        if value is None:
            return None
        return tuple(at(f"[{i}]", partial(settled_matrix, place=place), one) for i, one in enumerate(value))


@dataclass(frozen=True)
class InterventionsKind(Kind):
    """What is set by hand at given ticks. Paths and values are checked by the parameters as a whole."""

    tick: ClassVar[Integer] = Integer(0, LAST_TICK)
    name: ClassVar[str] = "schedule"

    def rule(self) -> str:
        """`a list of (tick, path, value)`."""
        return "a list of (at, path, value)"

    def range_text(self) -> str:
        """What an entry is."""
        return "entries {at, path, value}: tick in [0, 1000000000], a path that can change during a run, its value"

    def read(self, value: object) -> Any:
        """A tuple of Intervention in the order of ticks."""
        read = []
        for index, (tick, path, new) in enumerate(entries_of(value, self.rule(), ("at", "path", "value"), 2)):
            if not isinstance(path, str):
                raise Wrong(f"must be the path of a parameter or of a unit, got {shown(path)}", f"[{index}].path")
            read.append(Intervention(at(f"[{index}].at", self.tick.read, tick), path, new))
        return tuple(sorted(read, key=lambda one: one.at))
