"""A hierarchy brought from outside, as a parameter."""

from collections.abc import Mapping
from dataclasses import dataclass, fields
from typing import Any, ClassVar

from superorganisms.errors import suggest
from superorganisms.model.kinds.base import Kind, Wrong
from superorganisms.model.kinds.plain import listed, quoted, shown, unwrapped
from superorganisms.model.tree import Tree


@dataclass(frozen=True)
class TreeKind(Kind):
    """A Tree, or a table with its parts; None where the layers' sizes say all."""

    name: ClassVar[str] = "tree"

    def rule(self) -> str:
        """`a Tree`."""
        return "a Tree, or a table with its names and parents"

    def range_text(self) -> str:
        """What None means."""
        return "names and parents, layer by layer; none: the layers' sizes"

    def read(self, value: object) -> Any:
        """A Tree or None. Raises TreeError for one that is impossible."""
        if value is None or isinstance(value, Tree):
            return value
        if not isinstance(value, Mapping):
            raise Wrong(f"must be {self.rule()}, got {shown(value)}")
        parts = [field.name for field in fields(Tree)]
        for name in value:
            if name not in parts:
                raise Wrong(f"has no part {quoted(str(name))}{suggest(str(name), parts)}")
        for name in parts:
            if name not in value:
                raise Wrong(f"must have '{name}'")
        return Tree(names=_layers(value["names"], "names", str), parents=_layers(value["parents"], "parents", int))


def _layers[T](value: object, part: str, kind: type[T]) -> tuple[tuple[T, ...], ...]:
    """A list of lists of texts or of integers, as tuples."""
    rule = f"must be a list of {'texts' if kind is str else 'integers'} for each layer"
    layers = listed(value)
    if layers is None:
        raise Wrong(f"{rule}, got {shown(value)}", f".{part}")
    return tuple(_entries(layer, f".{part}[{number}]", rule, kind) for number, layer in enumerate(layers))


def _entries[T](layer: object, at: str, rule: str, kind: type[T]) -> tuple[T, ...]:
    entries = listed(layer)
    if entries is None:
        raise Wrong(f"{rule}, got {shown(layer)}", at)
    done = []
    for entry in map(unwrapped, entries):
        if not isinstance(entry, kind) or isinstance(entry, bool):
            raise Wrong(f"{rule}, got {shown(entry)}", at)
        done.append(entry)
    return tuple(done)
