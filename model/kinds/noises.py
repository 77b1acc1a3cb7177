"""The distribution of the error in a metric: "normal", "laplace", "student_t(df=4)", or {"kind": "student_t", "df": 4}."""

import re
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any, ClassVar, NamedTuple

from superorganisms.declared import Option
from superorganisms.model.kinds.base import Kind
from superorganisms.model.kinds.calls import Call, Calls, call_text

DF = Option("df", 3.0, 0.5, 1e6, "1", "degrees of freedom: the fewer, the heavier the tails")
OPTIONS: dict[str, tuple[Option, ...]] = {"normal": (), "laplace": (), "student_t": (DF,)}
SENTENCES = {
    "normal": "of standard deviation 1",
    "laplace": "of scale 1: twice the normal's variance, and more that is far off",
    "student_t": "as it is, not rescaled: far off the more often, the fewer its degrees of freedom",
}
NOISES = Calls(key="kind", word="kind", noun="a kind of noise", example="student_t(df=4)", found=lambda: OPTIONS)
HYPHENATED = re.compile(r"^\s*student-t\b")  # as the literature spells it


class NoiseKind(NamedTuple):
    """A distribution by name, with its degrees of freedom (3 where it has none). As text: the call that means it."""

    kind: str
    df: float = 3.0

    @property
    def options(self) -> dict[str, float]:
        """Those that the distribution has."""
        return {"df": self.df} if OPTIONS[self.kind] else {}

    def __str__(self) -> str:
        return call_text(self.kind, self.options)

    def as_plain(self) -> dict[str, Any]:
        """{"kind": name}, with "df" where the distribution has one."""
        return {"kind": self.kind, **self.options}


NORMAL = NoiseKind("normal")


@dataclass(frozen=True)
class NoiseKindKind(Kind):
    """One of the distributions, with its options."""

    name: ClassVar[str] = "call"
    has_parts: ClassVar[bool] = True

    @property
    def calls(self) -> Calls:
        """All of them with their options."""
        return NOISES

    @property
    def choices(self) -> tuple[str, ...]:
        """The distributions by name."""
        return tuple(OPTIONS)

    def rule(self) -> str:
        """`a kind of noise (normal, laplace, student_t) with its options`."""
        return NOISES.rule()

    def range_text(self) -> str:
        """The distributions with the options of each."""
        return NOISES.range_text()

    def read(self, value: object) -> Any:
        """A NoiseKind."""
        if isinstance(value, NoiseKind):
            return _made(NOISES.named(value.kind, value.options if value.kind in OPTIONS else {}))
        if isinstance(value, str):
            value = HYPHENATED.sub("student_t", value)
        elif isinstance(value, Mapping) and value.get("kind") == "student-t":
            value = {**value, "kind": "student_t"}
        return _made(NOISES.read(value))

    def parts(self, value: Any) -> tuple[str, ...]:
        """The options of the distribution."""
        return tuple(value.options)

    def part(self, value: Any, name: str) -> Any:
        """The value of an option."""
        return NOISES.part(value.kind, value.options, name)

    def with_parts(self, value: Any, news: Mapping[str, object]) -> Any:
        """The distribution with some options changed."""
        return _made(NOISES.named(value.kind, {**value.options, **news}))


def _made(call: Call) -> NoiseKind:
    name, options = call
    return NoiseKind(name, **{option: float(value) for option, value in options.items() if isinstance(value, float)})
