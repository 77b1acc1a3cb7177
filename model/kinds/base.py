"""What every kind of parameter value can do, and how it says no."""

from abc import ABC, abstractmethod
from collections.abc import Mapping
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any, ClassVar

if TYPE_CHECKING:
    from superorganisms.model.kinds.calls import Calls


class Wrong(ValueError):
    """A value refused by its kind, which does not know the path that the sentence starts with."""

    def __init__(self, rest: str, at: str = "") -> None:
        super().__init__(rest)
        self.rest = rest
        self.at = at

    def sentence(self, path: str) -> str:
        """The whole sentence: `firm.mutation must be in [0, 1], got 1.3`."""
        return f"{path}{self.at} {self.rest}"

    def inside(self, at: str) -> "Wrong":
        """The same refusal seen from one level out, `at` being where the part stands in the whole."""
        return Wrong(self.rest, at + self.at)


@dataclass(frozen=True)
class Place:
    """Where a value will hold: what its kind must know to check lengths and what is possible there.

    units: number of units of the layer (0 for a parameter of the whole world); parents: of the layer above it (1 for the
    top); families: sizes of its families where they are given one by one; top, leaf: the layer's position.
    """

    features: tuple[str, ...]
    effort_rule: str
    units: int = 0
    parents: int = 1
    families: tuple[int, ...] | None = None
    top: bool = False
    leaf: bool = False


@dataclass(frozen=True)
class Kind(ABC):
    """A kind of values. `read` knows the value alone, `settle` also the place where it will hold.

    A kind with parts gives each a path of its own, as `turnover` in `firm.selection.turnover`, by the three last methods.
    """

    name: ClassVar[str] = "value"
    has_parts: ClassVar[bool] = False

    @abstractmethod
    def rule(self) -> str:
        """What a value must be, as it follows "must be"."""

    @abstractmethod
    def read(self, value: object) -> Any:
        """The one plain immutable form of whatever the user wrote. Raises Wrong."""

    def settle(self, value: Any, place: Place) -> Any:
        """The value as it holds at `place`. Raises Wrong where it can't."""
        return value

    def range_text(self) -> str:
        """The rule as the reference prints it."""
        return self.rule()

    @property
    def bounds(self) -> tuple[float | None, float | None]:
        """Lowest and highest number allowed, where the kind is made of numbers."""
        return None, None

    @property
    def calls(self) -> "Calls | None":
        """What is named with options, as in `moran(s=2)`, where a value is such a call."""
        return None

    @property
    def choices(self) -> tuple[str, ...]:
        """Names to choose from, where the kind has them."""
        return ()

    def parts(self, value: Any) -> tuple[str, ...]:
        """The names of the parts that a value has, or can be given."""
        return ()

    def part(self, value: Any, name: str) -> Any:
        """One part of a value. Raises Wrong."""
        raise Wrong(f"has no part '{name}'")

    def with_parts(self, value: Any, news: Mapping[str, object]) -> Any:
        """A value, as `read` gives it, with some parts changed. Raises Wrong."""
        raise Wrong(f"has no part '{next(iter(news), '')}'")
