"""Regime shifts: what may happen to the response at the end of a tick, and when."""

from collections.abc import Mapping
from dataclasses import dataclass
from functools import partial
from typing import Any, ClassVar, NamedTuple

from superorganisms.errors import suggest
from superorganisms.model.kinds.arrays import Matrix, Vector, VectorKind
from superorganisms.model.kinds.base import Kind, Place, Wrong
from superorganisms.model.kinds.capacities import feature_number, read_feature
from superorganisms.model.kinds.plain import FrozenMapping, listed, plain, quoted, shown
from superorganisms.model.kinds.scalars import Integer, Number
from superorganisms.model.kinds.schedules import LAST_TICK, MATRIX, at, entries_of, parts_of, settled_matrix

WEIGHT = Number(0, 1e6)
ANGLE = Number(-1e6, 1e6)  # radians; own sine and cosine are exact to an ulp as far as that
DIRECTION = VectorKind()


class Replace(NamedTuple):
    """R becomes this matrix."""

    response: Matrix

    def as_plain(self) -> dict[str, Any]:
        """{"response": matrix}."""
        return {"response": plain(self.response)}

    @classmethod
    def read(cls, value: object) -> "Replace":
        """A matrix in any of its forms. Raises Wrong."""
        return cls(at(".response", MATRIX.read, value))

    def settled(self, place: Place) -> "Replace":
        """Over the features, None written out. Raises Wrong."""
        return Replace(at(".response", partial(settled_matrix, place=place), self.response))


class Choice(NamedTuple):
    """One response that may be drawn, in proportion to its weight."""

    response: Matrix
    weight: float


class Draw(NamedTuple):
    """From now on R is drawn anew at the end of every tick, until the next entry of the schedule takes over."""

    choices: tuple[Choice, ...]

    def as_plain(self) -> dict[str, Any]:
        """{"draw": [{"response": matrix, "weight": number}, ...]}."""
        return {"draw": [plain(choice._asdict()) for choice in self.choices]}

    @classmethod
    def read(cls, value: object) -> "Draw":
        """A list of {response, weight}, weight 1 where it isn't given. Raises Wrong."""
        rule, names = "a list of (response, weight)", ("response", "weight")
        parts = at(".draw", partial(entries_of, rule=rule, names=names, needed=1), value)
        choices = tuple(
            Choice(
                at(f".draw[{index}].response", MATRIX.read, response),
                at(f".draw[{index}].weight", WEIGHT.read, 1.0 if weight is None else weight),
            )
            for index, (response, weight) in enumerate(parts)
        )
        if not any(choice.weight > 0 for choice in choices):
            raise Wrong("must have at least one response with a weight above 0", ".draw")
        return cls(choices)

    def settled(self, place: Place) -> "Draw":
        """Over the features, None written out. Raises Wrong."""
        matrix = partial(settled_matrix, place=place)
        return Draw(
            tuple(
                Choice(at(f".draw[{index}].response", matrix, one.response), one.weight)
                for index, one in enumerate(self.choices)
            )
        )


class Rotate(NamedTuple):
    """R <- Q R once; Q turns the plane of two features, from the first to the second, by an angle in radians."""

    first: int
    second: int
    angle: float

    def as_plain(self) -> dict[str, Any]:
        """{"rotate": {"features": [first, second], "angle": radians}}."""
        return {"rotate": {"features": [self.first, self.second], "angle": self.angle}}

    @classmethod
    def read(cls, value: object) -> "Rotate":
        """{features, angle}, or both in that order. Raises Wrong."""
        features, angle = at(".rotate", partial(parts_of, names=("features", "angle"), needed=2), value)
        entries = listed(features)
        if entries is None or len(entries) != 2:
            raise Wrong(f"must be two features, got {shown(features)}", ".rotate.features")
        first: Any  # names, until the features are known
        second: Any
        first, second = (read_feature(entry, f".rotate.features[{index}]") for index, entry in enumerate(entries))
        return cls(first, second, at(".rotate.angle", ANGLE.read, angle))

    def settled(self, place: Place) -> "Rotate":
        """With the numbers of the features. Raises Wrong."""
        first, second = (
            feature_number(one, place, f".rotate.features[{index}]") for index, one in enumerate((self.first, self.second))
        )
        if first == second:
            raise Wrong(f"must be two different features, got {quoted(place.features[first])} twice", ".rotate.features")
        return Rotate(first, second, self.angle)


class Project(NamedTuple):
    """R <- Π R once; Π projects onto the span of the directions, and what is at right angles to all of them is hidden."""

    directions: tuple[Vector, ...]

    def as_plain(self) -> dict[str, Any]:
        """{"project": [vector, ...]}."""
        return {"project": plain(self.directions)}

    @classmethod
    def read(cls, value: object) -> "Project":
        """A list of vectors or of features' names. Raises Wrong."""
        entries = listed(value)
        if not entries:
            raise Wrong(f"must be a list of directions, each a vector or a feature, got {shown(value)}", ".project")
        named = [FrozenMapping({entry: 1.0}) if isinstance(entry, str) else entry for entry in entries]
        return cls(tuple(at(f".project[{index}]", DIRECTION.read, entry) for index, entry in enumerate(named)))

    def settled(self, place: Place) -> "Project":
        """Vectors over the features. Raises Wrong."""
        return Project(tuple(at(f".project[{i}]", partial(_direction, place=place), d) for i, d in enumerate(self.directions)))


def _direction(value: Any, place: Place) -> Vector:
    direction: Vector = DIRECTION.settle(value, place)
    if not any(direction):
        raise Wrong("must be a direction, got a vector of zeros")
    return direction


type Change = Replace | Draw | Rotate | Project
CHANGES: dict[str, type[Replace | Draw | Rotate | Project]] = {
    "response": Replace,
    "draw": Draw,
    "rotate": Rotate,
    "project": Project,
}


class Regime(NamedTuple):
    """At the end of tick `at` the response changes; the tick after is the first that feels it."""

    at: int
    change: Change

    def as_plain(self) -> dict[str, Any]:
        """{"at": tick, ...} with what the change says of itself."""
        return {"at": self.at, **self.change.as_plain()}


@dataclass(frozen=True)
class RegimesKind(Kind):
    """Regime shifts in the order of their ticks."""

    tick: ClassVar[Integer] = Integer(1, LAST_TICK)
    name: ClassVar[str] = "schedule"

    def rule(self) -> str:
        """`a list of (at, response)`."""
        return f"a list of (at, response), or of tables of at and one of {', '.join(CHANGES)}, ticks ascending"

    def range_text(self) -> str:
        """What an entry is."""
        return (
            "entries of a tick `at` in [1, 1000000000], strictly increasing, and one of `response` = matrix, "
            "`draw` = [{response, weight}, ...], `rotate` = {features, angle}, `project` = [direction, ...]"
        )

    def read(self, value: object) -> Any:
        """A tuple of Regime."""
        rows = listed(value)
        if rows is None:
            raise Wrong(f"must be {self.rule()}, got {shown(value)}")
        read: list[Regime] = [at(f"[{index}]", self._entry, row) for index, row in enumerate(rows)]
        for index in range(1, len(read)):
            if read[index].at <= read[index - 1].at:
                raise Wrong(f"must have increasing ticks, got {read[index].at} after {read[index - 1].at}")
        return tuple(read)

    def _entry(self, row: object) -> Regime:
        table = _table(row)
        for name in table:
            if name != "at" and name not in CHANGES:
                raise Wrong(f"has no part {quoted(str(name))}{suggest(str(name), ('at', *CHANGES))}")
        if "at" not in table:
            raise Wrong("must say 'at'")
        said = [name for name in CHANGES if name in table]
        if len(said) > 1:
            raise Wrong(f"must have one of {', '.join(CHANGES)}, got {' and '.join(said)}")
        name = said[0] if said else "response"  # left out: the identity, as None is left out of a TOML file
        return Regime(at(".at", self.tick.read, table["at"]), CHANGES[name].read(table.get(name)))

    def settle(self, value: Any, place: Place) -> Any:
        """All over the features of the world."""
        return tuple(Regime(one.at, at(f"[{index}]", one.change.settled, place)) for index, one in enumerate(value))


def _table(row: object) -> Mapping[Any, object]:
    """An entry as a table, whatever form it is in."""
    if isinstance(row, Mapping):
        return row
    parts = listed(row)
    if parts is None or not 1 <= len(parts) <= 2:
        raise Wrong(f"must be (at, response), got {shown(row)}")
    change = parts[1] if len(parts) == 2 else None
    if isinstance(change, Replace | Draw | Rotate | Project):
        return {"at": parts[0], **change.as_plain()}
    return {"at": parts[0], "response": change}
