"""The kind of values that a declared option takes: a number, a choice, or a function known by its name."""

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any, ClassVar

from superorganisms.declared import Option
from superorganisms.errors import ParameterError
from superorganisms.model.fitness_functions import function_of, named
from superorganisms.model.kinds.base import Kind, Wrong
from superorganisms.model.kinds.plain import quoted, shown
from superorganisms.model.kinds.scalars import Choice, Integer, Number

type OptionValue = float | int | str | None


def option_kind(option: Option) -> Kind:
    """The kind of values that an option takes."""
    if option.choices is not None:
        return FunctionChoice(option.choices) if option.function else Choice(option.choices)
    low, high = -1e6 if option.low is None else option.low, 1e6 if option.high is None else option.high
    return Integer(low, high) if option.whole else Number(low, high)


def read_option(option: Option, value: object) -> OptionValue:
    """The value of an option. None is one only where it is the default. Raises Wrong."""
    if value is None and option.default is None:
        return None
    read: OptionValue = option_kind(option).read(value)
    return read


@dataclass(frozen=True)
class FunctionChoice(Choice):
    """One of a few names, or a function: itself, or 'package.module:name'. Kept as text."""

    name: ClassVar[str] = "choice"

    def rule(self) -> str:
        """The names, and that there may be a function."""
        return f"{super().rule()}, or a function as 'package.module:name'"

    def range_text(self) -> str:
        """The names as code, and that there may be a function."""
        return f"{super().range_text()}, or a function as `package.module:name`"

    def read(self, value: object) -> Any:
        """The name, or the text by which the function is known."""
        if callable(value):
            return self._known(named, value)
        if isinstance(value, str) and ":" in value:
            self._known(function_of, value)
            return str(value)
        if not isinstance(value, str):
            raise Wrong(f"must be {self.rule()}, got {shown(value)}")
        if value not in self.names:
            raise Wrong(f"must be {self.rule()}, got {quoted(value)}")
        return str(value)

    def _known(self, act: Callable[[Any], Any], value: Any) -> Any:
        try:
            return act(value)
        except ParameterError as problem:
            raise Wrong(f"must be {self.rule()}; {problem}") from None
