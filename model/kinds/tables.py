"""Small tables of numbers by name: how often newcomers come from elsewhere, what searching costs."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any, ClassVar

from superorganisms.agents.strategies import strategies
from superorganisms.errors import suggest
from superorganisms.model.kinds.base import Kind, Wrong
from superorganisms.model.kinds.mixtures import check_strategy
from superorganisms.model.kinds.plain import FrozenMapping, quoted, shown
from superorganisms.model.kinds.scalars import Number, is_number

MIGRATION = ("recruit", "swap")


def no_migration() -> FrozenMapping[float]:
    """The default."""
    return FrozenMapping(dict.fromkeys(MIGRATION, 0.0))


def _numbers(table: Mapping[Any, object], each: Number) -> dict[str, float]:
    """A table with its numbers read."""
    done = {}
    for name, number in table.items():
        try:
            done[str(name)] = each.read(number)
        except Wrong as wrong:
            raise wrong.inside(f".{name}") from None
    return done


@dataclass(frozen=True)
class MigrationKind(Kind):
    """{"recruit": share, "swap": share}; a number alone is `recruit`."""

    share: ClassVar[Number] = Number(0, 1)
    name: ClassVar[str] = "table"
    has_parts: ClassVar[bool] = True

    @property
    def bounds(self) -> tuple[float | None, float | None]:
        """Those of each share."""
        return self.share.bounds

    @property
    def choices(self) -> tuple[str, ...]:
        """The names of both."""
        return MIGRATION

    def rule(self) -> str:
        """`a number in [0, 1], or a table of recruit and swap`."""
        return f"{self.share.rule()}, or a table of recruit and swap"

    def range_text(self) -> str:
        """Both forms."""
        return f"`recruit` and `swap`, each in {self.share.interval}; a number alone is `recruit`"

    def read(self, value: object) -> Any:
        """A FrozenMapping of both."""
        if is_number(value):
            value = {"recruit": self.share.read(value)}
        if not isinstance(value, Mapping):
            raise Wrong(f"must be {self.rule()}, got {shown(value)}")
        for name in value:
            _check_name(name)
        return FrozenMapping({**no_migration(), **_numbers(value, self.share)})

    def parts(self, value: Any) -> tuple[str, ...]:
        """Both."""
        return MIGRATION

    def part(self, value: Any, name: str) -> Any:
        """One of the two."""
        _check_name(name)
        return value[name]

    def with_parts(self, value: Any, news: Mapping[str, object]) -> Any:
        """One or both changed."""
        return self.read({**value, **news})


def _check_name(name: object) -> None:
    if name not in MIGRATION:
        remedy = suggest(str(name), MIGRATION) or f"; there are {' and '.join(MIGRATION)}"
        raise Wrong(f"has no part {quoted(str(name))}{remedy}")


@dataclass(frozen=True)
class SearchCostKind(Kind):
    """What each strategy costs per tick, by name, 0 where nothing is said; a number alone: whatever searches."""

    cost: ClassVar[Number] = Number(0, 1e6)
    name: ClassVar[str] = "table"
    has_parts: ClassVar[bool] = True

    @property
    def bounds(self) -> tuple[float | None, float | None]:
        """Those of each cost."""
        return self.cost.bounds

    @property
    def choices(self) -> tuple[str, ...]:
        """The strategies by name."""
        return tuple(strategies())

    def rule(self) -> str:
        """`a number in [0, 1000000], or a table of costs by strategy`."""
        return f"{self.cost.rule()}, or a table of costs by strategy"

    def range_text(self) -> str:
        """Both forms."""
        return f"costs by strategy, each in {self.cost.interval}; a number alone is that of each strategy that searches"

    def read(self, value: object) -> Any:
        """A FrozenMapping of the costs that aren't 0, by name in the order of the names."""
        if is_number(value):
            number = self.cost.read(value)
            value = {name: number for name, strategy in strategies().items() if strategy.SEARCHES}
        if not isinstance(value, Mapping):
            raise Wrong(f"must be {self.rule()}, got {shown(value)}")
        for name in value:
            check_strategy(name)
        costs = _numbers(value, self.cost)
        return FrozenMapping({name: costs[name] for name in sorted(costs) if costs[name]})

    def parts(self, value: Any) -> tuple[str, ...]:
        """The strategies by name."""
        return tuple(strategies())

    def part(self, value: Any, name: str) -> Any:
        """The cost of one strategy."""
        return value.get(check_strategy(name), 0.0)

    def with_parts(self, value: Any, news: Mapping[str, object]) -> Any:
        """Some costs changed."""
        return self.read({**value, **news})
