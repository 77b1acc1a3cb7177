"""What a hierarchy's file gives: the tree, and per layer the skills, strategies and goals of its units."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING

from superorganisms.errors import TreeError, suggest
from superorganisms.model.hierarchy import Hierarchy, Table
from superorganisms.model.kinds.arrays import ENTRY
from superorganisms.model.kinds.base import Wrong
from superorganisms.model.kinds.scalars import Number
from superorganisms.model.tree import Tree

if TYPE_CHECKING:
    from superorganisms.model.parameters import Parameters

SKILL = Number(0, 1e6)  # as LayerParameters.skill
PLAIN = "direct"
GOAL = "goal."  # what a goal column's name starts with


@dataclass(frozen=True)
class ImportedTree:
    """A tree and what its file says of the units, layer by layer from the top, rows as in the tree.

    source: the file's name. labels: what to show for each unit, its name if the file gives no label. skill: (n,)
    numbers >= 0 per layer; strategies: (n,) names; goals: (n, len(features)) numbers, features being those with a goal
    column. None stands for a layer of which the file says nothing. ignored: columns that mean nothing here.
    """

    source: str
    tree: Tree
    labels: tuple[tuple[str, ...], ...]
    skill: tuple[tuple[float, ...] | None, ...]
    strategies: tuple[tuple[str, ...] | None, ...]
    features: tuple[str, ...]
    goals: tuple[tuple[tuple[float, ...], ...] | None, ...]
    ignored: tuple[str, ...] = ()

    def changes(self, parameters: "Parameters") -> dict[str, object]:
        """What to change in parameters (`parameters.with_changes(...)`) so that the world is the file's, by path.

        A feature without a goal column is 0 in every goal that the file gives. Raises TreeError if the number of layers
        differs or a goal column names no feature.
        """
        names, depth = [layer.name for layer in parameters.layers], len(self.tree.names)
        if len(names) != depth:
            raise TreeError(f"{self.source} has {depth} layers, the parameters have {len(names)}: {', '.join(names)}")
        for feature in self.features:
            if feature not in parameters.features:
                hint = suggest(feature, parameters.features) or f"; there are {', '.join(parameters.features)}"
                raise TreeError(f"{self.source} gives goals for '{feature}', which is no feature{hint}")
        found: dict[str, object] = {"tree": self.tree}
        for number, name in enumerate(names):
            found[f"{name}.skill"] = self.skill[number]
            found[f"{name}.strategies"] = self.strategies[number]
            found[f"{name}.goal"] = self._goal(number, parameters)
        return {path: value for path, value in found.items() if value is not None}

    def _goal(self, number: int, parameters: "Parameters") -> tuple[tuple[float, ...], ...] | None:
        """A layer's goals over all features, in the order of the parameters."""
        given = self.goals[number]
        if given is None:
            return None
        at = [self.features.index(name) if name in self.features else None for name in parameters.features]
        return tuple(tuple(0.0 if k is None else row[k] for k in at) for row in given)


def imported(table: Table, found: Hierarchy) -> ImportedTree:
    """The tree of a table's hierarchy, with its columns read. Raises TreeError, with file and line, for a bad cell."""
    goals = [column for column in table.columns if column.startswith(GOAL)]
    names = tuple(tuple(found.names[row] for row in layer) for layer in found.layers)
    return ImportedTree(
        source=table.source,
        tree=Tree(names, found.parents),
        labels=_labels(table, found),
        skill=_per_layer(table, found, ["skill"], lambda row: _number(table, "skill", row, SKILL)),
        strategies=_strategies(table, found),
        features=tuple(column.removeprefix(GOAL) for column in goals),
        goals=_per_layer(table, found, goals, lambda row: tuple(_number(table, name, row, ENTRY) for name in goals)),
        ignored=table.ignored,
    )


def _labels(table: Table, found: Hierarchy) -> tuple[tuple[str, ...], ...]:
    given = table.columns.get("label") or [""] * len(table.names)
    shown = [given[leaf] or name for name, leaf in zip(found.names, found.origin, strict=True)]
    return tuple(tuple(shown[row] for row in layer) for layer in found.layers)


def _per_layer[T](
    table: Table, found: Hierarchy, columns: Sequence[str], read: Callable[[int], T]
) -> tuple[tuple[T, ...] | None, ...]:
    """The columns read for each unit of the layers in which a unit has any of them.

    A branch continued by padding says in each layer what its leaf says, but only where the layer's other units say
    something too: they are why the layer needs to be told.
    """
    cells = [table.columns[column] for column in columns if column in table.columns]
    layers: list[tuple[T, ...] | None] = []
    for rows in found.layers:
        said = any(cell[found.origin[row]] for row in rows if row not in found.passing for cell in cells)
        layers.append(tuple(read(found.origin[row]) for row in rows) if said else None)
    return tuple(layers)


def _cell(table: Table, column: str, row: int) -> str:
    text = table.columns[column][row]
    if not text:
        raise table.error(row, f"'{table.names[row]}' has no {column}, though others in its layer have one")
    return text


def _number(table: Table, column: str, row: int, kind: Number) -> float:
    text = _cell(table, column, row)
    try:
        value = float(text)
    except ValueError:
        raise table.error(row, f"{column} must be a number, got '{text}'") from None
    try:
        return float(kind.read(value))
    except Wrong as wrong:
        raise table.error(row, wrong.sentence(column)) from None


def _strategies(table: Table, found: Hierarchy) -> tuple[tuple[str, ...] | None, ...]:
    """Names of strategies that the layers can have."""
    if "strategy" not in table.columns:
        return tuple(None for _ in found.layers)
    from superorganisms.agents.strategies import strategies  # here, as only files with this column need the compiler

    def strategy(row: int) -> str:
        name = _cell(table, "strategy", row)
        if name not in strategies():
            hint = suggest(name, strategies()) or f"; there are {', '.join(strategies())}"
            raise table.error(row, f"no strategy '{name}'{hint}")
        return name

    def above_leaves(row: int, name: str) -> str:
        if strategies()[name].ABOVE_LEAVES:
            return name
        if row in found.passing:
            return PLAIN  # the leaf that it continues has the strategy; that unit has a child
        able = " or ".join(one for one in strategies() if strategies()[one].ABOVE_LEAVES)
        raise table.error(row, f"'{table.names[row]}' has children, so its strategy must be {able}, got '{name}'")

    *above, leaves = _per_layer(table, found, ["strategy"], strategy)
    upper = [names and tuple(map(above_leaves, rows, names)) for rows, names in zip(found.layers, above, strict=False)]
    return (*upper, leaves)
