"""A selection rule with its options: "none", "moran(s=2, fitness='linear')", or {"rule": "moran", "s": 2}."""

import ast
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any, ClassVar

from superorganisms.declared import Option
from superorganisms.errors import suggest
from superorganisms.model.kinds.base import Kind, Wrong
from superorganisms.model.kinds.plain import FrozenMapping, quoted, shown
from superorganisms.model.kinds.scalars import Choice, Integer, Number
from superorganisms.model.selection import rules

type OptionValue = float | int | str | None


@dataclass(frozen=True)
class SelectionRule:
    """A rule by name with the value of each of its options, defaults filled in. As text: the call that means it."""

    rule: str
    options: FrozenMapping[OptionValue]

    def __str__(self) -> str:
        given = ", ".join(f"{name}={value!r}" for name, value in self.options.items() if value is not None)
        return f"{self.rule}({given})" if given else self.rule

    def as_plain(self) -> dict[str, Any]:
        """{"rule": name, option: value, ...}; options that are None are left out."""
        return {"rule": self.rule} | {name: value for name, value in self.options.items() if value is not None}


def option_kind(option: Option) -> Kind:
    """The kind of values that an option takes."""
    if option.choices is not None:
        return Choice(option.choices)
    low, high = -1e6 if option.low is None else option.low, 1e6 if option.high is None else option.high
    return Integer(low, high) if option.whole else Number(low, high)


@dataclass(frozen=True)
class RuleKind(Kind):
    """One of the selection rules that are found, with its options."""

    name: ClassVar[str] = "rule"

    @property
    def choices(self) -> tuple[str, ...]:
        """The rules by name."""
        return tuple(rules())

    def rule(self) -> str:
        """`a selection rule: moran, none, ...`."""
        return f"a selection rule ({', '.join(self.choices)}) with its options"

    def range_text(self) -> str:
        """The rules with the options of each."""
        calls = {name: ", ".join(option.name for option in found.OPTIONS) for name, found in rules().items()}
        return ", ".join(f"`{name}({options})`" if options else f"`{name}`" for name, options in calls.items())

    def read(self, value: object) -> Any:
        """A SelectionRule."""
        if isinstance(value, SelectionRule):
            return selection_rule(value.rule, value.options)
        if isinstance(value, str):
            return self._called(value)
        if isinstance(value, Mapping):
            options = {str(name): entry for name, entry in value.items() if name != "rule"}
            if isinstance(value.get("rule"), str):
                return selection_rule(value["rule"], options)
        raise Wrong(f"must be {self.rule()}, got {shown(value)}")

    def _called(self, text: str) -> SelectionRule:
        """The rule that a call form means; options by name or in their order, literals only."""
        try:
            name, positional, named = parse_call(text)
        except (ValueError, SyntaxError, MemoryError, RecursionError):
            raise Wrong(f"must be {self.rule()}, as in 'moran(s=2)', got {quoted(text)}") from None
        declared = [option.name for option in _found(name).OPTIONS]
        if len(positional) > len(declared):
            raise Wrong(f"takes at most {len(declared)} options with {name}, got {len(positional)}")
        pairs = [*zip(declared, positional, strict=False), *named]
        if twice := [option for index, (option, _) in enumerate(pairs) if option in dict(pairs[:index])]:
            raise Wrong(f"has option '{twice[0]}' twice in {quoted(text)}")
        return selection_rule(name, dict(pairs))


def parse_call(text: str) -> tuple[str, list[object], list[tuple[str, object]]]:
    """Name, options in order, options by name of `name` or `name(1, option=2)`. Raises ValueError or SyntaxError."""
    call = ast.parse(text.strip(), mode="eval").body
    if isinstance(call, ast.Name):
        return call.id, [], []
    if not isinstance(call, ast.Call) or not isinstance(call.func, ast.Name):
        raise ValueError(text)
    named = [(word.arg or "**", _literal(word.value)) for word in call.keywords]
    return call.func.id, [_literal(node) for node in call.args], named


def _literal(node: ast.expr) -> object:
    """A literal; a bare word is its own text, since a shell eats quotes."""
    value: object = node.id if isinstance(node, ast.Name) else ast.literal_eval(node)
    return value


def _found(name: str) -> Any:
    if name not in rules():
        remedy = suggest(name, rules()) or f"; there are {', '.join(rules())}"
        raise Wrong(f"has no rule {quoted(name)}{remedy}")
    return rules()[name]


def selection_rule(name: str, options: Mapping[str, object]) -> SelectionRule:
    """The rule with its options read and the others at their defaults. Raises Wrong."""
    declared: dict[str, Option] = {option.name: option for option in _found(name).OPTIONS}
    for given in options:
        if given not in declared:
            raise Wrong(f"has no option {quoted(given)} with {name}{_remedy(name, given, declared)}")
    values: dict[str, OptionValue] = {}
    for option in declared.values():
        value = options.get(option.name, option.default)
        try:
            left_out = value is None and option.default is None
            values[option.name] = None if left_out else option_kind(option).read(value)
        except Wrong as wrong:
            raise wrong.inside(f".{option.name}") from None
    return SelectionRule(name, FrozenMapping(values))


def default_rule() -> SelectionRule:
    """Truncation, with its options at their defaults."""
    return selection_rule("truncation", {})


def _remedy(name: str, given: str, declared: Mapping[str, Option]) -> str:
    """What the user may have meant by an option that the rule hasn't."""
    if close := suggest(given, declared):
        return close
    owners = [other.NAME for other in rules().values() if given in {option.name for option in other.OPTIONS}]
    return f", only with {' and '.join(owners)}" if owners else f"; it takes {', '.join(declared) or 'none'}"
