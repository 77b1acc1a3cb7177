"""Who is whose neighbour: "ring(k=2)", {"network": "ring", "k": 2}, a networkx graph, or {"edges": [[0, 1], ...]}."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from itertools import accumulate
from typing import Any, ClassVar, NamedTuple

import numpy as np

from superorganisms.declared import Option
from superorganisms.model.kinds.base import Kind, Place, Wrong
from superorganisms.model.kinds.calls import Call, Calls, call_text
from superorganisms.model.kinds.options import OptionValue
from superorganisms.model.kinds.plain import FrozenMapping, listed, plain, shown, unwrapped
from superorganisms.model.kinds.scalars import Integer, is_number
from superorganisms.model.kinds.schedules import at
from superorganisms.model.tree import even_sizes

EDGES = "edges"
ROW = Integer(0, 10**9)

type Node = int | str
type Pairs = tuple[tuple[int, int], ...]


def _found() -> dict[str, tuple[Option, ...]]:
    from superorganisms.model.networks import generators  # late: it needs this file's Network

    return {name: generator.OPTIONS for name, generator in generators().items()}


GRAPHS = Calls(key="network", word="graph", noun="a graph", example="ring(k=2)", found=_found)


class Network(NamedTuple):
    """A graph by name with its options, made anew for each family; or `edges`, pairs of rows of the whole layer.

    kind: the graph's name, or "edges". edges: ascending, the lower row first, each once.
    """

    kind: str
    options: FrozenMapping[OptionValue] = FrozenMapping({})
    edges: Pairs = ()

    def __str__(self) -> str:
        return f"{len(self.edges)} edges" if self.kind == EDGES else call_text(self.kind, self.options)

    def as_plain(self) -> dict[str, Any]:
        """{"network": name, option: value, ...}, or {"edges": [[row, row], ...]}."""
        if self.kind == EDGES:
            return {EDGES: plain(self.edges)}
        return {"network": self.kind, **self.options}


class Drawn(NamedTuple):
    """A graph as it was given, until the layer's families are known; nodes: None where only edges were given."""

    nodes: tuple[Node, ...] | None
    edges: tuple[tuple[Node, Node], ...]

    def as_plain(self) -> dict[str, Any]:
        """{"nodes": [...], "edges": [[node, node], ...]}."""
        nodes = {} if self.nodes is None else {"nodes": list(self.nodes)}
        return {**nodes, EDGES: plain(self.edges)}


COMPLETE = Network("complete")


@dataclass(frozen=True)
class NetworkKind(Kind):
    """A graph by name with its options; a networkx graph; or pairs of rows."""

    name: ClassVar[str] = "call"
    has_parts: ClassVar[bool] = True

    @property
    def calls(self) -> Calls:
        """All of them with their options."""
        return GRAPHS

    @property
    def choices(self) -> tuple[str, ...]:
        """The graphs by name."""
        return tuple(_found())

    def rule(self) -> str:
        """All forms."""
        return f"{GRAPHS.rule()}, a networkx graph, or a table of edges"

    def range_text(self) -> str:
        """All forms."""
        return f"{GRAPHS.range_text()}; {{edges = [[row, row], ...]}}; from Python any networkx graph"

    def read(self, value: object) -> Any:
        """A Network; or a Drawn, until the families are known."""
        if isinstance(value, Drawn):
            return value
        if isinstance(value, Network):
            return value if value.kind == EDGES else _made(GRAPHS.named(value.kind, value.options))
        if hasattr(value, "is_directed") and hasattr(value, "nodes"):
            return _from_networkx(value)
        if isinstance(value, Mapping) and EDGES in value:
            return _from_table(value)
        return _made(GRAPHS.read(value, self.rule()))

    def settle(self, value: Any, place: Place) -> Any:
        """Rows of this layer, siblings of each other."""
        if isinstance(value, Network) and value.kind != EDGES:
            return value
        sizes = place.families or even_sizes(place.units, place.parents)
        drawn = Drawn(None, value.edges) if isinstance(value, Network) else value
        if drawn.nodes is not None and set(sizes) == {len(drawn.nodes)}:
            pairs = _in_each_family(drawn, sizes)
        else:
            pairs = _rows(drawn, sizes)
        return Network(EDGES, edges=tuple(sorted({(min(pair), max(pair)) for pair in pairs})))

    def parts(self, value: Any) -> tuple[str, ...]:
        """The options of the graph."""
        return tuple(value.options) if isinstance(value, Network) else ()

    def part(self, value: Any, name: str) -> Any:
        """The value of an option."""
        kind, options = _called(value)
        return GRAPHS.part(kind, options, name)

    def with_parts(self, value: Any, news: Mapping[str, object]) -> Any:
        """The graph with some options changed."""
        kind, options = _called(value)
        return _made(GRAPHS.named(kind, {**options, **news}))


def _made(call: Call) -> Network:
    name, options = call
    return Network(name, options)


def _called(value: Network | Drawn) -> Call:
    """Name and options of a graph by name. Raises Wrong for other networks."""
    if isinstance(value, Drawn) or value.kind == EDGES:
        raise Wrong("is given edge by edge here, so it has no options")
    return value.kind, value.options


def _from_networkx(graph: Any) -> Drawn:
    if graph.is_directed():
        raise Wrong("must be an undirected graph, got a directed one; its .to_undirected() is one")
    nodes: list[object] = [unwrapped(node) for node in graph.nodes]
    if not all(is_number(node) and isinstance(node, int) and node >= 0 for node in nodes):
        nodes = [str(node) for node in nodes]  # names of any type: only their order matters
    name = dict(zip(graph.nodes, nodes, strict=True))
    return _drawn(nodes, [[name[one], name[other]] for one, other in graph.edges()])


def _from_table(table: Mapping[Any, object]) -> Drawn:
    for part in table:
        if part not in ("nodes", EDGES):
            raise Wrong(f"has no part '{part}'; there are nodes and edges")
    nodes, edges = unwrapped(table.get("nodes")), listed(table[EDGES])
    if edges is None:
        raise Wrong(f"must be a list of pairs of rows, got {shown(table[EDGES])}", f".{EDGES}")
    if is_number(nodes):
        nodes = list(range(at(".nodes", Integer(0, 10**6).read, nodes)))
    if nodes is not None and listed(nodes) is None:
        raise Wrong(f"must be the number of nodes, or a list of them, got {shown(nodes)}", ".nodes")
    return _drawn(None if nodes is None else listed(nodes), edges)


def _drawn(nodes: list[object] | None, edges: Iterable[object]) -> Drawn:
    """A graph whose nodes are texts or whole numbers, and whose edges link two different ones of them."""
    read = None if nodes is None else tuple(at(f".nodes[{i}]", _node, node) for i, node in enumerate(nodes))
    known = None if read is None else set(read)
    if read is not None and known is not None and len(known) < len(read):
        raise Wrong("must have nodes of different names", ".nodes")
    return Drawn(read, tuple(at(f".edges[{i}]", lambda pair: _edge(pair, known), pair) for i, pair in enumerate(edges)))


def _node(value: object) -> Node:
    if isinstance(value, str):
        return str(value)
    if not is_number(value):
        raise Wrong(f"must be a whole number or a text, got {shown(value)}")
    number: int = ROW.read(value)
    return number


def _edge(value: object, nodes: set[Node] | None) -> tuple[Node, Node]:
    ends = listed(value)
    if ends is None or len(ends) != 2:
        raise Wrong(f"must be two units, got {shown(value)}")
    one, other = _node(ends[0]), _node(ends[1])
    if one == other:
        raise Wrong(f"must link two different units, got {one} twice")
    for end in (one, other):
        if nodes is not None and end not in nodes:
            raise Wrong(f"must link two of the nodes, got {shown(end)}")
    return one, other


def _in_each_family(drawn: Drawn, sizes: tuple[int, ...]) -> list[tuple[int, int]]:
    """The graph once per family: nodes 0 to n - 1 are places in it, other nodes stand in the order of the graph."""
    nodes = drawn.nodes or ()
    counted = set(nodes) == set(range(len(nodes)))
    places: dict[Node, int] = {node: place if not counted else int(node) for place, node in enumerate(nodes)}
    pairs = [(places[one], places[other]) for one, other in drawn.edges]
    return [(start + one, start + other) for start in accumulate(sizes[:-1], initial=0) for one, other in pairs]


def _rows(drawn: Drawn, sizes: tuple[int, ...]) -> list[tuple[int, int]]:
    """The edges as pairs of rows of the layer. Raises Wrong for what is no row, and for two who aren't siblings."""
    starts = np.fromiter(accumulate(sizes, initial=0), np.int64, len(sizes) + 1)
    units, rows = int(starts[-1]), []
    for index, (one, other) in enumerate(drawn.edges):
        for end in (one, other):
            if isinstance(end, str):
                raise Wrong(f"must have rows of the layer as nodes, or as many as every family has units, got '{end}'")
            if end >= units:
                raise Wrong(f"must link rows from 0 to {units - 1}, got {end}", f".edges[{index}]")
        first, second = (int(np.searchsorted(starts, end, "right")) for end in (one, other))
        if first != second:
            raise Wrong(f"must link siblings, got {one} and {other}, which have different parents", f".edges[{index}]")
        rows.append((int(one), int(other)))
    return rows
