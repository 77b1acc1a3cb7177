"""Vectors over the features, matrices between them, goals, and the features' own names."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any, ClassVar

import numpy as np
import numpy.typing as npt

from superorganisms.errors import suggest
from superorganisms.model.kinds.base import Kind, Place, Wrong
from superorganisms.model.kinds.plain import FrozenMapping, listed, quoted, shown
from superorganisms.model.kinds.scalars import Integer, Number, is_number, read_each

type Vector = tuple[float, ...]
type Matrix = tuple[Vector, ...] | Vector | None
"""Rows; or the diagonal alone; or None, the identity."""
type Goal = Vector | tuple[Vector, ...] | FrozenMapping[Vector] | None

ENTRY = Number(-1e6, 1e6)  # products of a handful of these stay far inside a double
MOST_FEATURES = 1000


def matrix(value: Matrix, count: int) -> npt.NDArray[np.float64]:
    """The (count, count) array meant by a matrix parameter: rows, a diagonal, or None for the identity."""
    if value is None:
        return np.eye(count)
    array = np.array(value, dtype=np.float64)
    return np.diag(array) if array.ndim == 1 else array


def identity_written_out(value: Matrix, count: int) -> Matrix:
    """None as a diagonal of ones: for lists of matrices, where a missing entry could not be written to TOML."""
    return (1.0,) * count if value is None else value


def check_length(count: int, place: Place, at: str = "") -> None:
    """One number per feature, or the sentence that says so."""
    if count != len(place.features):
        raise Wrong(f"must have {len(place.features)} numbers, one per feature, got {count}", at)


@dataclass(frozen=True)
class Features(Kind):
    """The names of the features; an integer n names them "feature 1" to "feature n"."""

    name: ClassVar[str] = "text list"

    def rule(self) -> str:
        """`a list of 1 to 1000 different names, or how many`."""
        return f"a list of 1 to {MOST_FEATURES} different names, or how many"

    def read(self, value: object) -> Any:
        """A tuple of names."""
        entries = listed(value)
        if entries is None:
            if not is_number(value):
                raise Wrong(f"must be {self.rule()}, got {shown(value)}")
            return tuple(f"feature {n + 1}" for n in range(Integer(1, MOST_FEATURES).read(value)))
        if not 1 <= len(entries) <= MOST_FEATURES:
            raise Wrong(f"must be {self.rule()}, got {shown(entries)}")
        for index, entry in enumerate(entries):
            if not isinstance(entry, str) or not entry.isprintable() or entry.strip() != entry or not entry:
                raise Wrong(f"must be a name without spaces around it, got {shown(entry)}", f"[{index}]")
            if entry in entries[:index]:
                raise Wrong(f"must be different names, got {quoted(entry)} twice")
        return tuple(map(str, entries))


@dataclass(frozen=True)
class VectorKind(Kind):
    """One number per feature, as a list or as a table {feature: number} in which what is left out is 0.

    none_means: what None stands for, where it may be left out.
    """

    none_means: str = ""
    name: ClassVar[str] = "vector"

    @property
    def bounds(self) -> tuple[float | None, float | None]:
        """Those of each entry."""
        return ENTRY.bounds

    def rule(self) -> str:
        """`a list of numbers, one per feature`."""
        return "a list of numbers, one per feature, or a table of numbers by feature"

    def range_text(self) -> str:
        """The interval of each entry, and what None means."""
        otherwise = f"; none: {self.none_means}" if self.none_means else ""
        return f"one number per feature, each in {ENTRY.interval}{otherwise}"

    def read(self, value: object) -> Any:
        """A tuple, or a FrozenMapping until the features are known."""
        if value is None and self.none_means:
            return None
        if isinstance(value, Mapping):
            return read_table(value)
        entries = listed(value)
        if entries is None:
            raise Wrong(f"must be {self.rule()}, got {shown(value)}")
        return read_each(ENTRY, entries)

    def settle(self, value: Any, place: Place) -> Any:
        """A tuple with one number per feature."""
        if isinstance(value, FrozenMapping):
            return by_feature(value, place)
        if value is not None:
            check_length(len(value), place)
        return value


def read_table(table: Mapping[Any, object]) -> FrozenMapping[float]:
    """A table {feature: number}, whose features are checked when they are known."""
    done = {}
    for feature, entry in table.items():
        try:
            done[str(feature)] = ENTRY.read(entry)
        except Wrong as wrong:
            raise wrong.inside(f".{feature}") from None
    return FrozenMapping(done)


def by_feature(table: Mapping[str, float], place: Place) -> Vector:
    """The vector meant by a table {feature: number}."""
    for feature in table:
        if feature not in place.features:
            raise Wrong(f"has no feature {quoted(feature)}{suggest(feature, place.features)}")
    return tuple(table.get(feature, 0.0) for feature in place.features)


@dataclass(frozen=True)
class MatrixKind(Kind):
    """A square matrix over the features: rows, or the diagonal alone, or None for the identity."""

    name: ClassVar[str] = "matrix"

    @property
    def bounds(self) -> tuple[float | None, float | None]:
        """Those of each entry."""
        return ENTRY.bounds

    def rule(self) -> str:
        """`a list of rows, or the numbers of a diagonal`."""
        return "a square matrix as a list of rows, or a list of the numbers on its diagonal"

    def range_text(self) -> str:
        """The interval of each entry."""
        return f"features by features, or the diagonal, each in {ENTRY.interval}; none: identity"

    def read(self, value: object) -> Any:
        """A tuple of rows, or a tuple of the numbers of the diagonal, or None."""
        if value is None:
            return None
        entries = listed(value)
        if entries is None:
            raise Wrong(f"must be {self.rule()}, got {shown(value)}")
        return read_rows(entries) if entries and listed(entries[0]) is not None else read_each(ENTRY, entries)

    def settle(self, value: Any, place: Place) -> Any:
        """K rows of K, or K numbers."""
        if value and isinstance(value[0], tuple):
            count = len(place.features)
            if (len(value), len(value[0])) != (count, count):
                raise Wrong(f"must be {count} x {count}, features by features, got {len(value)} x {len(value[0])}")
        elif value is not None:
            check_length(len(value), place)
        return value


def read_rows(entries: list[object]) -> tuple[Vector, ...]:
    """Rows of numbers, all equally long."""
    rows: list[Vector] = []
    for index, entry in enumerate(entries):
        row = listed(entry)
        if row is None:
            raise Wrong(f"must be a row of numbers, got {shown(entry)}", f"[{index}]")
        try:
            rows.append(read_each(ENTRY, row))
        except Wrong as wrong:
            raise wrong.inside(f"[{index}]") from None
        if len(rows[-1]) != len(rows[0]):
            raise Wrong(f"must have rows of one length, got {len(rows[0])} and {len(rows[-1])}")
    return tuple(rows)


@dataclass(frozen=True)
class GoalKind(Kind):
    """Initial goals: None (around the parent's), one vector for all, a row per unit, or {"around": vector}."""

    each: ClassVar[VectorKind] = VectorKind()
    name: ClassVar[str] = "vector"

    @property
    def bounds(self) -> tuple[float | None, float | None]:
        """Those of each entry."""
        return ENTRY.bounds

    def rule(self) -> str:
        """All four forms."""
        return 'a vector, a list with a row for each unit, or {"around": vector}'

    def range_text(self) -> str:
        """All four forms."""
        forms = "a vector, a row per unit, or {around = vector}"
        return f"{forms}, each number in {ENTRY.interval}; none: around the parent's"

    def read(self, value: object) -> Any:
        """None, a tuple, a tuple of rows, or a FrozenMapping {"around": vector}."""
        if value is None:
            return None
        if isinstance(value, Mapping):
            if list(value) == ["around"] and not is_number(value["around"]):
                return self._around(value["around"])
            return read_table(value)
        entries = listed(value)
        if entries is None:
            raise Wrong(f"must be {self.rule()}, got {shown(value)}")
        return read_rows(entries) if entries and listed(entries[0]) is not None else read_each(ENTRY, entries)

    def _around(self, value: object) -> FrozenMapping[Any]:
        try:
            return FrozenMapping({"around": self.each.read(value)})
        except Wrong as wrong:
            raise wrong.inside(".around") from None

    def settle(self, value: Any, place: Place) -> Any:
        """One number per feature, and one row per unit where there are rows."""
        if isinstance(value, FrozenMapping) and list(value) == ["around"] and not isinstance(value["around"], float):
            try:
                return FrozenMapping({"around": self.each.settle(value["around"], place)})
            except Wrong as wrong:
                raise wrong.inside(".around") from None
        if not value or not isinstance(value, tuple) or not isinstance(value[0], tuple):
            return self.each.settle(value, place)
        if len(value) != place.units:
            raise Wrong(f"must have {place.units} rows, one per unit, got {len(value)}")
        check_length(len(value[0]), place, "[0]")
        return value
