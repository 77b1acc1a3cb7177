"""From a list of units and the names of their parents to layers: what is a tree, and the sentence for what is not."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field

from superorganisms.errors import TreeError, suggest

FEWEST, MOST = 2, 8  # layers
NONE = -1  # in place of the root's parent


type Layers = Sequence[Sequence[int]]
"""Rows, layer by layer from the top."""


@dataclass(frozen=True)
class Table:
    """What a file says: one row per unit, in its order, every cell as text.

    names and parents (the parent's name, "" for none) have one entry per row, lines the line of the file that speaks of
    it. columns are the optional ones by name ("label", "skill", "strategy", "goal.wellbeing", ...), "" where a cell is
    empty; ignored names the file's other columns.
    """

    source: str
    names: Sequence[str]
    parents: Sequence[str]
    lines: Sequence[int]
    columns: Mapping[str, Sequence[str]] = field(default_factory=dict)
    ignored: tuple[str, ...] = ()

    def error(self, row: int, problem: str) -> TreeError:
        """The error that names file, line and problem in one sentence."""
        return TreeError(f"{self.source}, line {self.lines[row]}: {problem}")

    def unit(self, row: int) -> str:
        """A unit and its line, for sentences that speak of several: 'Ada' (line 3)."""
        return f"'{self.names[row]}' (line {self.lines[row]})"


@dataclass(frozen=True)
class Hierarchy:
    """Layers of rows from the top, children of one parent together and families in the order of their parents.

    layers[l] are rows, parents[l] positions in layers[l - 1] (0 for the top). A row is one of the table's, or one of
    padding after those: names[row] is its name, origin[row] itself or the leaf that it continues. passing are the rows
    that padding made into, or put in as, units with one child.
    """

    layers: tuple[tuple[int, ...], ...]
    parents: tuple[tuple[int, ...], ...]
    names: Sequence[str]
    origin: Sequence[int]
    passing: frozenset[int]


def hierarchy(table: Table, *, pad: bool = False) -> Hierarchy:
    """The layers of a table, 2 to 8 of them. Order within a family: as in the file.

    With pad, a branch that ends too early is continued down to the last layer by units with one child: leaf 'Ada' of
    layer 1 in a hierarchy of layers 0 to 3 becomes 'Ada' > 'Ada (layer 2)' > 'Ada (layer 3)'.
    Raises TreeError, with file and line, for a duplicate, a unit with two parents, an unknown parent, a cycle, no root
    or more than one, uneven depth, and too many or too few layers.
    """
    if not table.names:
        raise TreeError(f"{table.source} lists no unit")
    above = _link(table, _index(table))
    layers = _walk(table, above, _root(table, above))
    _check_number(table, layers)
    short = _short_leaves(above, layers)
    if not short:
        whole = range(len(above))
        return Hierarchy(tuple(map(tuple, layers)), _positions(above, layers), table.names, whole, frozenset())
    if not pad:
        raise _uneven(table, short, layers)
    return _continued(table, above, short, len(layers) - 1)


def _index(table: Table) -> dict[str, int]:
    """The row of each name."""
    index: dict[str, int] = {}
    for row, name in enumerate(table.names):
        if not name:
            raise table.error(row, "the unit has no name")
        first = index.setdefault(name, row)
        if first == row:
            continue
        one, two = table.parents[first], table.parents[row]
        if one and two and one != two:
            raise table.error(row, f"'{name}' has two parents, '{one}' (line {table.lines[first]}) and '{two}'")
        raise table.error(row, f"'{name}' is already listed in line {table.lines[first]}; names must be unique")
    return index


def _link(table: Table, index: dict[str, int]) -> list[int]:
    """The row of each row's parent, NONE for a root."""
    above = [index.get(parent, NONE) if parent else NONE for parent in table.parents]
    for row, parent in enumerate(table.parents):
        if parent and above[row] == NONE:
            hint = suggest(parent, table.names) or "; the top unit's parent must be empty"
            raise table.error(row, f"'{table.names[row]}' has an unknown parent '{parent}'{hint}")
    return above


def _root(table: Table, above: Sequence[int]) -> int:
    roots = [row for row, parent in enumerate(above) if parent == NONE]
    if not roots:
        ring = _ring(above, 0)
        raise table.error(ring[0], f"no root: every unit has a parent, and {_chain(table, ring)} is a cycle")
    if len(roots) > 1:
        more = f" and {len(roots) - 2} more" if len(roots) > 2 else ""
        both = f"{table.unit(roots[0])} and {table.unit(roots[1])}{more}"
        raise table.error(roots[1], f"two roots: {both} have no parent; only the top unit may have none")
    return roots[0]


def _ring(above: Sequence[int], row: int) -> list[int]:
    """The cycle that a unit's ancestry ends in, from parent to child, its first unit in the file first."""
    seen: set[int] = set()
    while row not in seen:
        seen.add(row)
        row = above[row]
    ring = [row]
    while above[ring[-1]] != row:
        ring.append(above[ring[-1]])
    ring.reverse()
    first = ring.index(min(ring))
    return ring[first:] + ring[:first]


def _chain(table: Table, ring: Sequence[int]) -> str:
    """A cycle in words, the middle of a long one left out."""
    said = [table.unit(row) for row in ring]
    if len(said) > 10:
        said[5:-5] = [f"{len(said) - 10} more"]
    return " -> ".join([*said, f"'{table.names[ring[0]]}'"])


def _walk(table: Table, above: Sequence[int], root: int) -> list[list[int]]:
    """All rows, layer by layer from the root."""
    children: list[list[int]] = [[] for _ in above]
    for row, parent in enumerate(above):
        if parent != NONE:
            children[parent].append(row)
    layers, reached = [[root]], 1
    while below := [child for row in layers[-1] for child in children[row]]:
        layers.append(below)
        reached += len(below)
    if reached < len(above):
        lost = min(set(range(len(above))).difference(*layers))
        ring = _ring(above, lost)
        raise table.error(ring[0], f"a cycle: {_chain(table, ring)}")
    return layers


def _check_number(table: Table, layers: Layers) -> None:
    if not FEWEST <= len(layers) <= MOST:
        last = layers[-1][0]
        got = f"got {len(layers)}, down to '{table.names[last]}'"
        raise table.error(last, f"a hierarchy must have {FEWEST} to {MOST} layers, {got}")


def _short_leaves(above: Sequence[int], layers: Layers) -> dict[int, int]:
    """Rows without children above the last layer, in the order of the file, and their layers."""
    managers = set(above)
    found = {row: number for number, layer in enumerate(layers[:-1]) for row in layer if row not in managers}
    return dict(sorted(found.items()))


def _uneven(table: Table, short: dict[int, int], layers: Layers) -> TreeError:
    row, number = next(iter(short.items()))
    more = f" (and {len(short) - 1} more)" if len(short) > 1 else ""
    high = f"leaf '{table.names[row]}' is in layer {number}{more}"
    low = f"leaf {table.unit(layers[-1][0])} in layer {len(layers) - 1}"
    rule = "all leaves must be in one layer (pad=True continues short branches down to it)"
    return table.error(row, f"uneven depth: {high}, {low}; {rule}")


def _continued(table: Table, above: list[int], short: dict[int, int], last: int) -> Hierarchy:
    """The hierarchy with each short branch continued down to the last layer."""
    above, names, origin = list(above), list(table.names), list(range(len(above)))
    taken = {name: row for row, name in enumerate(table.names)}
    passing = set(short)
    for leaf, number in short.items():
        below = leaf
        for layer in range(number + 1, last + 1):
            name = f"{table.names[leaf]} (layer {layer})"
            if name in taken:
                raise table.error(taken[name], f"padding needs the name '{name}'; choose another one here")
            if layer < last:
                passing.add(len(above))
            above.append(below)
            names.append(name)
            origin.append(leaf)
            below = len(above) - 1
    layers = _walk(table, above, above.index(NONE))
    return Hierarchy(tuple(map(tuple, layers)), _positions(above, layers), names, origin, frozenset(passing))


def _positions(above: Sequence[int], layers: Layers) -> tuple[tuple[int, ...], ...]:
    """The position of each row's parent in the layer above, layer by layer."""
    position = [0] * len(above)
    for layer in layers:
        for at, row in enumerate(layer):
            position[row] = at
    return ((0,), *(tuple(position[above[row]] for row in layer) for layer in layers[1:]))
