"""Hierarchies from outside, read from a file: an org chart, countries with their provinces, a register of firms.

CSV: UTF-8; comma, semicolon or tab; first line the columns, then one unit a line. Names of columns are read without
regard to case, blanks and hyphens being "_". Either an *edge list*,

    child    `child` or `target`
    parent   `parent` or `source`; the top unit needs no line of its own

or a *parent column*,

    unit     the first there is of `id`, `code`, `unit`, `name`, `label`
    parent   `parent_id` (or `parent_code` ..., as the unit's column is named), `parent`, `superior`, `manager` or
             `reports_to`; empty for the top unit

and in both, as wished, `label` (or `title`, `name`) to show, `skill`, `strategy`, and `goal.FEATURE`, one column per
feature. In a layer either all units have a skill (strategy, goal) or none has.
GraphML: directed edges from parent to child; a node's id is the unit, its attributes are these columns.
Names of units are unique in the whole file. Families keep the order of the file.
"""

import csv
import io
from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from itertools import chain
from pathlib import Path
from xml.etree.ElementTree import ParseError
from xml.parsers import expat

import networkx as nx

from superorganisms.errors import TreeError
from superorganisms.model.hierarchy import Table, hierarchy
from superorganisms.model.imported import GOAL, ImportedTree, imported

CHILD = ("child", "target")
UNIT = ("id", "code", "unit", "name", "label")
PARENT = ("parent", "superior", "manager", "reports_to")
LABEL = ("label", "title", "name")
OTHERS = ("skill", "strategy")


def read_tree(path: str | Path, *, pad: bool = False) -> ImportedTree:
    """The hierarchy in a CSV (.csv, .tsv, .txt) or GraphML (.graphml, .xml) file, 2 to 8 layers, any family sizes.

    pad continues a branch that ends too early down to the last layer, by units with one child: leaf 'Ada' of layer 1
    becomes 'Ada' > 'Ada (layer 2)' > 'Ada (layer 3)', each with Ada's skill, strategy and goal. Without pad such a
    branch is an error.
    Raises TreeError, naming file and line, for whatever is no such hierarchy.
    """
    path = Path(path)
    reader = {".csv": _csv, ".tsv": _csv, ".txt": _csv, ".graphml": _graphml, ".xml": _graphml}.get(path.suffix.lower())
    if reader is None:
        raise TreeError(f"{path.name} must be a CSV (.csv, .tsv, .txt) or GraphML (.graphml, .xml) file")
    try:
        content = path.read_bytes()
    except OSError as error:
        raise TreeError(f"can't read {path}: {error.strerror}") from None
    if not content.strip():
        raise TreeError(f"{path.name} is empty")
    table = reader(path.name, content)
    return imported(table, hierarchy(table, pad=pad))


def _one_line(text: str) -> str:
    """Without blanks around it, and with single blanks for line breaks and the like inside."""
    return " ".join(text.split())


# What the columns mean


@dataclass(frozen=True)
class _Optional:
    """Where the optional columns stand, by their own name, and what the file's other columns are called."""

    at: dict[str, int]
    ignored: tuple[str, ...]


def _plain(name: str) -> str:
    """A column's name as it is compared: "Reports to" is reports_to. Of a goal's, only the first part."""
    name = _one_line(name)
    plain = name.casefold().replace(" ", "_").replace("-", "_")
    return GOAL + name[len(GOAL) :].strip() if plain.startswith(GOAL) else plain


def _first(names: Sequence[str], wanted: Sequence[str], taken: Sequence[str] = ()) -> str | None:
    return next((name for name in wanted if name in names and name not in taken), None)


def _optional(names: Sequence[str], taken: Sequence[str] = ()) -> _Optional:
    """The optional columns among names (in plain form) that are not taken."""
    label = _first(names, LABEL, taken)
    own = [*filter(None, [label]), *(name for name in names if name in OTHERS or name.startswith(GOAL))]
    at = {"label" if name == label else name: names.index(name) for name in own}
    return _Optional(at, tuple(name for name in names if name and name not in own and name not in taken))


def _unit_and_parent(names: Sequence[str]) -> tuple[str | None, str | None, bool]:
    """The columns that name unit and parent, and whether this is an edge list."""
    child = _first(names, CHILD)
    if child:
        return child, _first(names, ("parent", "source")), True
    unit = _first(names, UNIT)
    return unit, _first(names, (f"parent_{unit}", *PARENT)), False


# CSV


def _csv(source: str, content: bytes) -> Table:
    (at, header), *records = _records(source, _decoded(source, content))
    names = [_plain(cell) for cell in header]
    unit, parent, edge_list = _unit_and_parent(names)
    if unit is None or parent is None:
        missing = "the units (as name, id, code or child)" if unit is None else "their parents (as parent)"
        raise TreeError(f"{source}, line {at}: no column names {missing}; the columns are {', '.join(names)}")
    optional = _optional(names, (unit, parent))
    for name, times in Counter(names).items():
        if times > 1 and name and name not in optional.ignored:
            raise TreeError(f"{source}, line {at}: column '{name}' is there {times} times")
    for line, cells in records:
        if len(cells) != len(header):
            raise TreeError(f"{source}, line {line}: must have {len(header)} cells, one per column, got {len(cells)}")
    columns = [[_one_line(cell) for cell in column] for column in zip(*(cells for _, cells in records), strict=True)]
    lines = [line for line, _ in records]
    if not records:
        raise TreeError(f"{source} names columns but lists no unit")
    found: dict[str, Sequence[str]] = {name: columns[at] for name, at in optional.at.items()}
    table = Table(source, columns[names.index(unit)], columns[names.index(parent)], lines, found, optional.ignored)
    return _with_roots(table) if edge_list else table


def _decoded(source: str, content: bytes) -> str:
    try:
        return content.decode("utf-8-sig")
    except UnicodeDecodeError as error:
        line = content.count(b"\n", 0, error.start) + 1
        raise TreeError(f"{source}, line {line}: not UTF-8 (byte 0x{content[error.start]:02x})") from None


def _records(source: str, text: str) -> list[tuple[int, list[str]]]:
    """The cells of each line that isn't blank, with the number of the line that they start in."""
    header = text.lstrip().partition("\n")[0]
    reader = csv.reader(
        io.StringIO(text, newline=""), delimiter=max(",;\t", key=header.count), skipinitialspace=True, strict=True
    )
    records, line = [], 1
    try:
        for cells in reader:
            if any(cell.strip() for cell in cells):
                records.append((line, cells))
            line = reader.line_num + 1
    except csv.Error as error:
        raise TreeError(f"{source}, line {line}: not valid CSV ({error})") from None
    if not records:
        raise TreeError(f"{source} is empty")
    return records


def _with_roots(table: Table) -> Table:
    """An edge list with a row for each parent that has none, after the others."""
    known = set(table.names)
    roots: dict[str, int] = {}
    for parent, line in zip(table.parents, table.lines, strict=True):
        if parent and parent not in known:
            roots.setdefault(parent, line)
    return Table(
        table.source,
        [*table.names, *roots],
        [*table.parents, *("" for _ in roots)],
        [*table.lines, *roots.values()],
        {name: [*column, *("" for _ in roots)] for name, column in table.columns.items()},
        table.ignored,
    )


# GraphML


def _graphml(source: str, content: bytes) -> Table:
    nodes, edges = _elements(source, content)
    try:
        graph = nx.read_graphml(io.BytesIO(content))
    except (nx.NetworkXError, ParseError, KeyError, ValueError, TypeError, AttributeError) as error:
        raise TreeError(
            f"{source} is no GraphML that networkx reads: {_one_line(str(error)) or type(error).__name__}"
        ) from None
    if not graph.is_directed():
        raise TreeError(f'{source} is undirected; it needs edgedefault="directed" and edges from parent to child')
    if set(graph) != {name for name, _ in nodes}:
        raise TreeError(f"{source} must hold one graph, with every node listed and no graph inside a node")
    children = {child for _, child, _ in edges}
    rows = [(name, "", line) for name, line in nodes if name not in children]
    rows += [(child, parent, line) for parent, child, line in edges]
    names, attributes = [name for name, _, _ in rows], dict(graph.nodes(data=True))
    found, ignored = _attributes(names, attributes, graph.graph.get("node_default", {}))
    parents, lines = [_one_line(parent) for _, parent, _ in rows], [line for _, _, line in rows]
    return Table(source, [_one_line(name) for name in names], parents, lines, found, ignored)


def _attributes(
    names: Sequence[str], attributes: Mapping[str, Mapping[str, object]], default: Mapping[str, object]
) -> tuple[dict[str, Sequence[str]], tuple[str, ...]]:
    """The optional columns among the nodes' attributes, and the names of the other ones."""
    keys = list(dict.fromkeys(chain(default, *attributes.values())))
    optional = _optional([_plain(key) for key in keys])

    def cell(name: str, key: str) -> str:
        return _one_line(str(attributes[name].get(key, default.get(key, ""))))

    return {column: [cell(name, keys[at]) for name in names] for column, at in optional.at.items()}, optional.ignored


def _elements(source: str, content: bytes) -> tuple[list[tuple[str, int]], list[tuple[str, str, int]]]:
    """Nodes and edges with their lines: networkx gives no lines, and no sign of a node that is listed twice."""
    nodes: list[tuple[str, int]] = []
    edges: list[tuple[str, str, int]] = []
    parser = expat.ParserCreate()

    def start(tag: str, attributes: dict[str, str]) -> None:
        kind, line = tag.rpartition(":")[2], parser.CurrentLineNumber
        if kind == "node":
            nodes.append((attributes.get("id", ""), line))
        elif kind == "edge":
            edges.append((attributes.get("source", ""), attributes.get("target", ""), line))

    parser.StartElementHandler = start
    try:
        parser.Parse(content, True)
    except expat.ExpatError as error:
        raise TreeError(f"{source}, line {error.lineno}: not XML ({expat.ErrorString(error.code)})") from None
    return nodes, edges
