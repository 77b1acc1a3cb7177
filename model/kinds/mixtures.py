"""Who carries which strategy at the start: shares of a mixture, or one name per unit."""

import math
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any, ClassVar

from superorganisms.agents.strategies import strategies
from superorganisms.errors import suggest
from superorganisms.model.kinds.base import Kind, Place, Wrong
from superorganisms.model.kinds.plain import FrozenMapping, listed, quoted, shown
from superorganisms.model.kinds.scalars import Number

REST = "direct"  # whoever has no other strategy
ROUNDING = 1e-12  # shares that miss 1 by less are meant to be 1

type Mixture = FrozenMapping[float] | tuple[str, ...]


def all_direct() -> Mixture:
    """The default."""
    return FrozenMapping({REST: 1.0})


def check_strategy(name: object) -> str:
    """A strategy's name. Raises Wrong with the nearest one."""
    if not isinstance(name, str):
        raise Wrong(f"must be the name of a strategy, got {shown(name)}")
    if name not in strategies():
        remedy = suggest(name, strategies()) or f"; there are {', '.join(strategies())}"
        raise Wrong(f"has no strategy {quoted(name)}{remedy}")
    return str(name)


def check_possible(name: str, place: Place) -> None:
    """Whether units of the layer can have the strategy. Raises Wrong."""
    strategy = strategies()[name]
    if not place.leaf and not strategy.ABOVE_LEAVES:
        able = " or ".join(one.NAME for one in strategies().values() if one.ABOVE_LEAVES)
        raise Wrong(f"can't have {name} above the leaves, only {able}")
    if place.effort_rule not in strategy.RULES:
        needed = " or ".join(f"'{rule}'" for rule in strategy.RULES)
        raise Wrong(f"can't have {name} under effort_rule '{place.effort_rule}', it needs {needed}")


@dataclass(frozen=True)
class MixtureKind(Kind):
    """Shares of strategies by name, `direct` being what the others leave; or one name per unit."""

    share: ClassVar[Number] = Number(0, 1)
    name: ClassVar[str] = "mixture"
    has_parts: ClassVar[bool] = True

    @property
    def bounds(self) -> tuple[float | None, float | None]:
        """Those of each share."""
        return self.share.bounds

    @property
    def choices(self) -> tuple[str, ...]:
        """The strategies by name."""
        return tuple(strategies())

    def rule(self) -> str:
        """`a table of shares by strategy, or a list with one strategy for each unit`."""
        return "a table of shares by strategy, or a list with one strategy for each unit"

    def range_text(self) -> str:
        """The strategies, and what their shares may be."""
        return f"shares of {', '.join(f'`{one}`' for one in self.choices)} that add up to at most 1, or one per unit"

    def read(self, value: object) -> Any:
        """A FrozenMapping of shares that add up to 1, `direct` always among them, or a tuple of names."""
        if isinstance(value, str):
            value = {value: 1.0}
        if isinstance(value, Mapping):
            return self._shares(value)
        entries = listed(value)
        if entries is None:
            raise Wrong(f"must be {self.rule()}, got {shown(value)}")
        return tuple(map(check_strategy, entries))

    def _shares(self, table: Mapping[Any, object]) -> FrozenMapping[float]:
        shares: dict[str, float] = {}
        for name, share in table.items():
            check_strategy(name)
            try:
                shares[name] = self.share.read(share)
            except Wrong as wrong:
                raise wrong.inside(f".{name}") from None
        total = math.fsum(shares.values())
        if total > 1 + ROUNDING:
            raise Wrong(f"must be shares that add up to at most 1, got {total!r}")
        others = {name: share for name, share in shares.items() if share and name != REST}
        rest = 1.0 - math.fsum(others.values())
        full = others | {REST: rest if rest > ROUNDING else 0.0}
        return FrozenMapping({name: full[name] for name in sorted(full)})

    def settle(self, value: Any, place: Place) -> Any:
        """Strategies that the layer's units can have, and as many names as units."""
        for name in dict.fromkeys(value):
            if isinstance(value, tuple) or value[name] > 0:
                check_possible(name, place)
        if isinstance(value, tuple) and len(value) != place.units:
            raise Wrong(f"must have {place.units} names, one per unit, got {len(value)}")
        return value

    def parts(self, value: Any) -> tuple[str, ...]:
        """The strategies by name."""
        return self.choices

    def part(self, value: Any, name: str) -> Any:
        """The share of one strategy."""
        return _shares_of(value).get(check_strategy(name), 0.0)

    def with_parts(self, value: Any, news: Mapping[str, object]) -> Any:
        """Some shares changed; `direct` gives or takes the difference."""
        if REST in news:
            raise Wrong("is what the other strategies leave; change those instead", f".{REST}")
        return self.read({name: share for name, share in _shares_of(value).items() if name != REST} | dict(news))


def _shares_of(value: Any) -> FrozenMapping[float]:
    if not isinstance(value, FrozenMapping):
        raise Wrong("is given unit by unit here, so it has no shares")
    return value
