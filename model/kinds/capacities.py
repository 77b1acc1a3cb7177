"""How much of the world units have room for in their models."""

from dataclasses import dataclass
from typing import Any, ClassVar

from superorganisms.errors import suggest
from superorganisms.model.kinds.arrays import MOST_FEATURES
from superorganisms.model.kinds.base import Kind, Place, Wrong
from superorganisms.model.kinds.plain import listed, quoted, shown
from superorganisms.model.kinds.scalars import Integer, is_number

type Capacity = int | tuple[str, ...] | None
"""The first so many features; or these; or None, all."""


@dataclass(frozen=True)
class CapacityKind(Kind):
    """None for all features, n for the first n, or a list of features by name or number (the first is 0)."""

    count: ClassVar[Integer] = Integer(0, MOST_FEATURES)
    name: ClassVar[str] = "capacity"

    @property
    def bounds(self) -> tuple[float | None, float | None]:
        """Those of the number."""
        return self.count.bounds

    def rule(self) -> str:
        """`how many of the first features, or a list of features`."""
        return "an integer, how many of the first features, or a list of features"

    def range_text(self) -> str:
        """The forms, and what None means."""
        return "how many of the first features, or a list of features; none: all"

    def read(self, value: object) -> Any:
        """None, an int, or a tuple of names and numbers until the features are known."""
        if value is None:
            return None
        entries = listed(value)
        if entries is None and is_number(value):
            return self.count.read(value)
        if entries is None:
            raise Wrong(f"must be {self.rule()}, got {shown(value)}")
        return tuple(read_feature(entry, f"[{index}]") for index, entry in enumerate(entries))

    def settle(self, value: Any, place: Place) -> Any:
        """Not more than there are; names in the order of the features."""
        count = len(place.features)
        if isinstance(value, int) and value > count:
            raise Wrong(f"must be at most {count}, the number of features, got {value}")
        if not isinstance(value, tuple):
            return value
        numbers = [feature_number(feature, place, f"[{index}]") for index, feature in enumerate(value)]
        for index, number in enumerate(numbers):
            if number in numbers[:index]:
                raise Wrong(f"must be different features, got {quoted(place.features[number])} twice")
        return tuple(place.features[number] for number in sorted(numbers))


def read_feature(value: object, at: str = "") -> str | int:
    """A feature by its name, or its number (the first is 0). Raises Wrong."""
    if isinstance(value, str):
        return str(value)
    if not is_number(value):
        raise Wrong(f"must be the name or the number of a feature, got {shown(value)}", at)
    try:
        number: int = Integer(0, MOST_FEATURES - 1).read(value)
    except Wrong as wrong:
        raise wrong.inside(at) from None
    return number


def feature_number(feature: str | int, place: Place, at: str = "") -> int:
    """The number of a feature of the world. Raises Wrong."""
    if isinstance(feature, int):
        if feature >= len(place.features):
            raise Wrong(f"must be a feature's number from 0 to {len(place.features) - 1}, got {feature}", at)
        return feature
    if feature not in place.features:
        remedy = suggest(feature, place.features) or f"; there are {', '.join(place.features)}"
        raise Wrong(f"has no feature {quoted(feature)}{remedy}", at)
    return place.features.index(feature)
