"""Things that are named with options: `moran(s=2)` as text, {"rule": "moran", "s": 2} as a table."""

import ast
from collections.abc import Callable, Mapping
from dataclasses import dataclass

from superorganisms.declared import Option
from superorganisms.errors import suggest
from superorganisms.model.kinds.base import Wrong
from superorganisms.model.kinds.options import OptionValue, read_option
from superorganisms.model.kinds.plain import FrozenMapping, quoted, shown

type Call = tuple[str, FrozenMapping[OptionValue]]


@dataclass(frozen=True)
class Calls:
    """All things of one sort by name with their options, and how they are spoken of.

    key: what the table calls the name, {key: name, ...}. word: what one of them is called in a refusal. noun: with its
    article. example: a call. found: name -> options; a function, as plug-ins may be added.
    """

    key: str
    word: str
    noun: str
    example: str
    found: Callable[[], Mapping[str, tuple[Option, ...]]]

    def rule(self) -> str:
        """`a selection rule (moran, none, ...) with its options`."""
        return f"{self.noun} ({', '.join(self.found())}) with its options"

    def range_text(self) -> str:
        """All with the options of each, as code."""
        calls = {name: ", ".join(option.name for option in options) for name, options in self.found().items()}
        return ", ".join(f"`{name}({options})`" if options else f"`{name}`" for name, options in calls.items())

    def read(self, value: object, rule: str = "") -> Call:
        """Name and options of a text or a table. Raises Wrong, saying the `rule` of a kind that takes other things too."""
        if isinstance(value, str):
            return self._called(value, rule or self.rule())
        if isinstance(value, Mapping) and isinstance(value.get(self.key), str):
            return self.named(value[self.key], {str(name): entry for name, entry in value.items() if name != self.key})
        raise Wrong(f"must be {rule or self.rule()}, got {shown(value)}")

    def _called(self, text: str, rule: str) -> Call:
        """What a call form means; options by name or in their order, literals only."""
        try:
            name, positional, named = parse_call(text)
        except (ValueError, SyntaxError, MemoryError, RecursionError):
            raise Wrong(f"must be {rule}, as in '{self.example}', got {quoted(text)}") from None
        declared = [option.name for option in self.options_of(name)]
        if len(positional) > len(declared):
            raise Wrong(f"takes at most {len(declared)} options with {name}, got {len(positional)}")
        pairs = [*zip(declared, positional, strict=False), *named]
        if twice := [option for index, (option, _) in enumerate(pairs) if option in dict(pairs[:index])]:
            raise Wrong(f"has option '{twice[0]}' twice in {quoted(text)}")
        return self.named(name, dict(pairs))

    def options_of(self, name: str) -> tuple[Option, ...]:
        """The options that a thing takes. Raises Wrong naming what there is."""
        found = self.found()
        if name not in found:
            remedy = suggest(name, found) or f"; there are {', '.join(found)}"
            raise Wrong(f"has no {self.word} {quoted(name)}{remedy}")
        return found[name]

    def named(self, name: str, options: Mapping[str, object]) -> Call:
        """A thing with its options read and the others at their defaults. Raises Wrong."""
        declared = {option.name: option for option in self.options_of(name)}
        for given in options:
            if given not in declared:
                raise Wrong(f"has no option {quoted(given)} with {name}{self._remedy(name, given, declared)}")
        values: dict[str, OptionValue] = {}
        for option in declared.values():
            try:
                values[option.name] = read_option(option, options.get(option.name, option.default))
            except Wrong as wrong:
                raise wrong.inside(f".{option.name}") from None
        return name, FrozenMapping(values)

    def part(self, name: str, options: Mapping[str, OptionValue], part: str) -> OptionValue:
        """The value of one option. Raises Wrong where there is none of that name."""
        return options[part] if part in options else self.named(name, {part: None})[1][part]

    def _remedy(self, name: str, given: str, declared: Mapping[str, Option]) -> str:
        """What the user may have meant by an option that the thing hasn't."""
        if close := suggest(given, declared):
            return close
        owners = [other for other, options in self.found().items() if given in {option.name for option in options}]
        if not owners:
            return f"; it takes {', '.join(declared) or 'none'}"
        return f", only with {' and '.join([', '.join(owners[:-1]), owners[-1]] if owners[:-1] else owners)}"


def call_text(name: str, options: Mapping[str, OptionValue]) -> str:
    """The call that means a thing with these options; those that are None are left out."""
    given = ", ".join(f"{option}={value!r}" for option, value in options.items() if value is not None)
    return f"{name}({given})" if given else name


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
