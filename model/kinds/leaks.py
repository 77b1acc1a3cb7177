"""Leaks: ways on which a unit's aim is reached past its letter, opened on purpose."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any, ClassVar, NamedTuple, Protocol

from superorganisms.errors import suggest
from superorganisms.model.kinds.base import Kind, Wrong
from superorganisms.model.kinds.plain import quoted, shown
from superorganisms.model.kinds.scalars import Number
from superorganisms.model.kinds.schedules import at, entries_of

PARTS = ("kind", "where", "strength")


class LeakDeclared(Protocol):
    """What a kind of leak says of itself."""

    NAME: str
    SENTENCE: str
    ABOVE_LEAVES: bool
    BELOW: int


def kinds() -> Mapping[str, LeakDeclared]:
    """The kinds of leaks by name."""
    from superorganisms.model.leaks import leaks  # late: compiled laws, which most worlds do without

    found: Mapping[str, LeakDeclared] = leaks()
    return found


class Leak(NamedTuple):
    """v <- ⟨v + strength · a⟩ for every unit of a layer, or for one unit; `kind` says what a is."""

    kind: str
    where: str
    strength: float

    def as_plain(self) -> dict[str, Any]:
        """{"kind": name, "where": layer or unit, "strength": number}."""
        return self._asdict()


@dataclass(frozen=True)
class LeaksKind(Kind):
    """Leaks in the order in which they act."""

    strength: ClassVar[Number] = Number(0, 1e6)
    name: ClassVar[str] = "schedule"

    @property
    def choices(self) -> tuple[str, ...]:
        """The kinds of leaks by name."""
        return tuple(kinds())

    def rule(self) -> str:
        """`a list of (kind, where, strength)`."""
        return "a list of (kind, where, strength)"

    def range_text(self) -> str:
        """What an entry is."""
        known = " or ".join(f"`{name}`" for name in self.choices)
        return f"entries {{kind, where, strength}}: {known}, a layer or a unit as `government.2`, a number in [0, 1000000]"

    def read(self, value: object) -> Any:
        """A tuple of Leak. Where they are is checked by the parameters as a whole."""
        return tuple(
            Leak(
                at(f"[{index}].kind", _kind, kind),
                at(f"[{index}].where", _where, where),
                at(f"[{index}].strength", self.strength.read, strength),
            )
            for index, (kind, where, strength) in enumerate(entries_of(value, self.rule(), PARTS, 3))
        )


def _kind(value: object) -> str:
    if not isinstance(value, str):
        raise Wrong(f"must be the kind of a leak, got {shown(value)}")
    if value not in kinds():
        raise Wrong(f"has no kind {quoted(value)}{suggest(value, kinds()) or f'; there are {", ".join(kinds())}'}")
    return str(value)


def _where(value: object) -> str:
    """A layer, or a unit without leading zeros, so that equal places are written equally."""
    if not isinstance(value, str):
        raise Wrong(f"must be a layer or a unit such as 'government.2', got {shown(value)}")
    layer, dot, unit = value.partition(".")
    return f"{layer}.{int(unit)}" if dot and unit.isdecimal() and len(unit) <= 15 else str(value)


def check_places(leaks: tuple[Leak, ...], layers: Sequence[tuple[str, int]]) -> None:
    """Each leak is where it can be; layers as (name, units) from the top. Raises Wrong."""
    for index, leak in enumerate(leaks):
        at(f"[{index}].where", lambda one: _check_place(one, layers), leak)


def _check_place(leak: Leak, layers: Sequence[tuple[str, int]]) -> None:
    names = [name for name, _ in layers]
    name, dot, unit = leak.where.partition(".")
    if name not in names:
        raise Wrong(f"has no layer {quoted(name)}{suggest(name, names) or f'; there are {", ".join(names)}'}")
    number = names.index(name)
    units = layers[number][1]
    if dot and not (unit.isdecimal() and int(unit) < units):
        numbers = f"numbered from 0 to {units - 1}" if units > 1 else "numbered 0"
        raise Wrong(f"has no unit {quoted(leak.where)}; {name} has {units}, {numbers}")
    kind = kinds()[leak.kind]
    if kind.ABOVE_LEAVES and number == len(names) - 1:
        raise Wrong(f"must be above the leaves for {leak.kind}, which needs children, got {quoted(leak.where)}")
    if number < kind.BELOW:
        raise Wrong(f"must be layer {names[kind.BELOW]} or below for {leak.kind}, got {quoted(leak.where)}")
