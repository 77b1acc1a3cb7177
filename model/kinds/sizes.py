"""How many units a layer has: a total, or the sizes of its families."""

from dataclasses import dataclass
from typing import Any, ClassVar

from superorganisms.model.kinds.base import Kind, Wrong
from superorganisms.model.kinds.plain import listed, shown
from superorganisms.model.kinds.scalars import Integer, is_number, read_each

type Size = int | tuple[int, ...]


def plural(name: str) -> str:
    """Several units of a layer of that name.

    >>> plural("firm"), plural("country"), plural("class")
    ('firms', 'countries', 'classes')
    """
    if name.endswith("y") and name[-2:-1] not in "aeiou":
        return name[:-1] + "ies"
    return name + ("es" if name.endswith(("s", "x", "z", "ch", "sh")) else "s")


@dataclass(frozen=True)
class SizeKind(Kind):
    """A number of units, or a list with the size of each parent's family."""

    total: ClassVar[Integer] = Integer(1, 10**9)
    name: ClassVar[str] = "integer"

    @property
    def bounds(self) -> tuple[float | None, float | None]:
        """Those of each number."""
        return self.total.bounds

    def rule(self) -> str:
        """`an integer in [1, 1000000000], or a list with the size of each family`."""
        return f"{self.total.rule()}, or a list with the size of each family"

    def range_text(self) -> str:
        """The interval, and that there may be many."""
        return f"{self.total.interval}, one total or one per family; the first layer has 1"

    def read(self, value: object) -> Any:
        """An int or a tuple of ints."""
        entries = listed(value)
        if entries is None and is_number(value):
            return self.total.read(value)
        if not entries:
            raise Wrong(f"must be {self.rule()}, got {shown(value)}")
        return read_each(self.total, entries)


def check_families(size: Size, parents: int, above: str) -> None:
    """Every unit of the layer above, of which there are `parents`, has at least one child. Raises Wrong."""
    if isinstance(size, int):
        if size < parents:
            each = f"each of the {parents} {plural(above)}"
            raise Wrong(f"must be at least {parents}, one unit for {each}, got {size}")
    elif len(size) != parents:
        whose = f"each of the {parents} {plural(above)}" if parents > 1 else f"the one {above}"
        raise Wrong(f"must list {parents} {'families' if parents > 1 else 'family'}, one for {whose}, got {len(size)}")


def check_top(size: Size) -> None:
    """Above the top stands only the designer, who has one child. Raises Wrong."""
    if size not in (1, (1,)):
        raise Wrong(f"must be 1, the top is a single unit, got {shown(size)}")


def units(size: Size) -> int:
    """How many units in all."""
    return size if isinstance(size, int) else sum(size)
