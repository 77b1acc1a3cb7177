"""A selection rule with its options: "none", "moran(s=2, fitness='linear')", or {"rule": "moran", "s": 2}."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any, ClassVar

from superorganisms.declared import Option
from superorganisms.model.kinds.base import Kind
from superorganisms.model.kinds.calls import Calls, call_text
from superorganisms.model.kinds.options import OptionValue
from superorganisms.model.kinds.plain import FrozenMapping
from superorganisms.model.selection import rules


@dataclass(frozen=True)
class SelectionRule:
    """A rule by name with the value of each of its options, defaults filled in. As text: the call that means it."""

    rule: str
    options: FrozenMapping[OptionValue]

    def __str__(self) -> str:
        return call_text(self.rule, self.options)

    def as_plain(self) -> dict[str, Any]:
        """{"rule": name, option: value, ...}; options that are None are left out."""
        return {"rule": self.rule} | {name: value for name, value in self.options.items() if value is not None}


def _found() -> dict[str, tuple[Option, ...]]:
    return {name: rule.OPTIONS for name, rule in rules().items()}


RULES = Calls(key="rule", word="rule", noun="a selection rule", example="moran(s=2)", found=_found)


@dataclass(frozen=True)
class RuleKind(Kind):
    """One of the selection rules that are found, with its options."""

    name: ClassVar[str] = "rule"
    has_parts: ClassVar[bool] = True

    @property
    def calls(self) -> Calls:
        """All of them with their options."""
        return RULES

    @property
    def choices(self) -> tuple[str, ...]:
        """The rules by name."""
        return tuple(rules())

    def rule(self) -> str:
        """`a selection rule: moran, none, ...`."""
        return RULES.rule()

    def range_text(self) -> str:
        """The rules with the options of each."""
        return RULES.range_text()

    def read(self, value: object) -> Any:
        """A SelectionRule."""
        if isinstance(value, SelectionRule):
            return selection_rule(value.rule, value.options)
        return SelectionRule(*RULES.read(value))

    def parts(self, value: Any) -> tuple[str, ...]:
        """The options of the rule."""
        return tuple(value.options)

    def part(self, value: Any, name: str) -> Any:
        """The value of an option."""
        return RULES.part(value.rule, value.options, name)

    def with_parts(self, value: Any, news: Mapping[str, object]) -> Any:
        """The rule with some options changed."""
        return selection_rule(value.rule, {**value.options, **news})


def selection_rule(name: str, options: Mapping[str, object]) -> SelectionRule:
    """The rule with its options read and the others at their defaults. Raises Wrong."""
    return SelectionRule(*RULES.named(name, options))


def default_rule() -> SelectionRule:
    """Truncation, with its options at their defaults."""
    return selection_rule("truncation", {})
