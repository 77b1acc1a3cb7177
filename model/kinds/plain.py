"""Plain Python in and out: numpy taken in, text for errors, and what JSON and TOML can hold."""

from collections.abc import Iterator, Mapping
from dataclasses import fields, is_dataclass
from typing import Any

import numpy as np

from superorganisms.errors import ParameterError


class FrozenMapping[V](Mapping[str, V]):
    """A mapping that cannot change, hashes, and can be sent to another process."""

    __slots__ = ("_items",)

    def __init__(self, items: Mapping[str, V]) -> None:
        self._items = dict(items)

    def __getitem__(self, name: str) -> V:
        return self._items[name]

    def __iter__(self) -> Iterator[str]:
        return iter(self._items)

    def __len__(self) -> int:
        return len(self._items)

    def __hash__(self) -> int:
        return hash(frozenset(self._items.items()))

    def __repr__(self) -> str:
        return repr(self._items)

    def __reduce__(self) -> tuple[Any, ...]:
        return FrozenMapping, (self._items,)


def unwrapped(value: Any) -> object:
    """numpy scalars, arrays and pandas columns as plain numbers and lists; all else as it is."""
    if isinstance(value, np.generic):
        return value.item()
    if isinstance(value, np.ndarray) or (hasattr(value, "tolist") and hasattr(value, "dtype")):
        return value.tolist()
    return value


def listed(value: object) -> list[object] | None:
    """The entries of a list, tuple or array; None if it is nothing of the kind (texts are not lists here)."""
    value = unwrapped(value)
    return list(value) if isinstance(value, list | tuple | range) else None


def plain(value: Any) -> Any:
    """Lists, dicts, numbers, texts and None: what JSON can hold, without loss."""
    if hasattr(value, "as_plain"):
        return value.as_plain()
    if isinstance(value, Mapping):
        return {name: plain(entry) for name, entry in value.items()}
    if is_dataclass(value) and not isinstance(value, type):
        return {field.name: plain(getattr(value, field.name)) for field in fields(value)}
    if isinstance(value, tuple | list):
        return [plain(entry) for entry in value]
    return value


def keywords(data: object, what: str) -> dict[str, Any]:
    """A table with texts as keys, or the sentence that says what was found instead."""
    if not isinstance(data, Mapping) or not all(isinstance(name, str) for name in data):
        raise ParameterError(f"{what} must be given as a table of names and values, got {shown(data)}")
    return dict(data)


def shown(value: object) -> str:
    """A wrong value as an error shows it: short, on one line, with its type where that is the point.

    >>> shown("high"), shown(1.3), shown(True), shown([1, 2])
    ("'high' (text)", '1.3', 'True (a flag)', 'a list of 2')
    """
    value = unwrapped(value)
    if isinstance(value, bool):
        return f"{value} (a flag)"
    if isinstance(value, str):
        return f"{quoted(value)} (text)"
    if isinstance(value, list | tuple):
        return f"a list of {len(value)}"
    if isinstance(value, Mapping):
        return f"a table of {len(value)}"
    if value is None or isinstance(value, float):
        return repr(value)
    if isinstance(value, int):
        return str(value) if abs(value) < 10**30 else "an integer of more than 30 digits"
    return f"an object of type {type(value).__name__}"


def quoted(text: str) -> str:
    """A text in quotes, cut where it is too long for a sentence."""
    return repr(text if len(text) <= 60 else text[:57] + "...")
