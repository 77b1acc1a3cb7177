"""The blanket of a unit or of several, and whether it screens what is inside off from all others (MODEL.md section 6).

d-separation as networkx has it (Geiger, Verma and Pearl 1990); where it fails, the shortest way round the blanket in words, by
the bouncing ball of Shachter 1998.
"""

from collections import deque
from collections.abc import Hashable, Iterable, Sequence
from dataclasses import dataclass
from itertools import pairwise
from typing import TYPE_CHECKING, Any

import pandas as pd

from superorganisms.errors import SuperorganismError, suggest
from superorganisms.model.blankets.nodes import DESIGNER, INTENT, RESPONSE, WORLD, Node

if TYPE_CHECKING:
    import networkx

RECEIVED = ("hire", "lesson", "outcome", "audit")  # what a unit is given in its own place
SENT = ("letter", "effort")


@dataclass(frozen=True)
class Blanket:
    """What is inside, what is around it, and what is outside, in one transition."""

    units: tuple[str, ...]
    inside: frozenset[Node]  # goals and models as the tick finds them
    after: frozenset[Node]  # aims, and goals and models as it leaves them
    incoming: frozenset[Node]  # letters, outcomes, hires, lessons; audits and turns where they are left to chance
    outgoing: frozenset[Node]  # letters, efforts
    outside: frozenset[Node]  # goals, models and aims of all others, w, R

    @property
    def nodes(self) -> frozenset[Node]:
        """The blanket itself."""
        return self.incoming | self.outgoing

    @property
    def given(self) -> frozenset[Node]:
        """What the inside after is to be independent of the outside given."""
        return self.inside | self.nodes


@dataclass(frozen=True)
class Separation:
    """Whether a blanket holds; if not, the shortest way round it, node by node, and in words."""

    units: tuple[str, ...]
    holds: bool
    path: tuple[Node, ...]
    leak: str  # the mechanism at the end of the path by which the inside is reached; "" if it holds
    words: str


def d_separated(
    graph: "networkx.DiGraph", x: Node | Iterable[Node], y: Node | Iterable[Node], z: Node | Iterable[Node] = ()
) -> bool:
    """Whether x and y are d-separated given z: no influence can be seen between them once z is known.

    graph: any directed acyclic graph, of ours or not; x, y, z: a node or several, disjoint. Raises SuperorganismError for a
    node that isn't in the graph, for sets that overlap, and for a graph with a cycle. Geiger, Verma and Pearl 1990.

    >>> import networkx
    >>> graph = networkx.DiGraph([("letter", "aim"), ("aim", "effort"), ("goal", "aim")])
    >>> d_separated(graph, "letter", "effort", {"aim"}), d_separated(graph, "letter", "goal")
    (True, True)
    >>> d_separated(graph, "letter", "goal", "effort")  # who sees the effort and the letter learns of the goal
    False
    """
    import networkx

    sets = [_as_set(graph, nodes) for nodes in (x, y, z)]
    for one, other in ((0, 1), (0, 2), (1, 2)):
        if both := sets[one] & sets[other]:
            raise SuperorganismError(f"x, y and z must have no node in common, got {min(map(str, both))} in two of them")
    if not networkx.is_directed_acyclic_graph(graph):
        raise SuperorganismError("d-separation needs a directed graph without cycles")
    return bool(networkx.is_d_separator(graph, *sets))


def _as_set(graph: "networkx.DiGraph", nodes: Any) -> set[Any]:
    """A node, or several."""
    if isinstance(nodes, (Node, str)) or not isinstance(nodes, Iterable) or (isinstance(nodes, Hashable) and nodes in graph):
        nodes = {nodes}
    found = set(nodes)
    for node in found:
        if node not in graph:
            raise SuperorganismError(f"the graph has no node {node}")
    return found


def subtree(graph: "networkx.DiGraph", unit: str) -> list[str]:
    """A unit and all below it. Raises SuperorganismError."""
    parents = _parents(graph)
    _check(parents, [unit])
    found = [unit]
    below: dict[str, list[str]] = {}
    for child, parent in parents.items():
        below.setdefault(parent, []).append(child)
    for one in found:
        found.extend(below.get(one, ()))
    return found


def blanket(graph: "networkx.DiGraph", unit: str | Sequence[str]) -> Blanket:
    """The blanket of a unit ('firm.3'), or of several as one (a subtree), in an influence graph of one transition.

    Incoming are the letters of parents outside, the outcomes of the units and of their children outside, hires and lessons that
    come from outside; outgoing the letters that somebody outside reads, and efforts. What passes between the units is no
    part of it. Raises SuperorganismError for a unit that isn't there. MODEL.md section 6.
    """
    parents, tick = _parents(graph), graph.graph["tick"]
    units = (unit,) if isinstance(unit, str) else tuple(unit)
    _check(parents, units)
    members = set(units)
    own = {Node(one, variable, at) for one in units for variable in ("goal", "model") for at in (tick - 1, tick)}
    inside = frozenset(node for node in own if node.tick == tick - 1)
    after = frozenset(own - inside) | {Node(one, "aim", tick) for one in units}
    outside = {node for node in graph if node.unit not in members and node.unit not in (WORLD, DESIGNER)}
    others = {node for node in outside if node.variable == "aim" or (node.variable in ("goal", "model") and node.tick < tick)}
    world = {Node(WORLD, INTENT, 0), Node(WORLD, RESPONSE, tick - 1)}
    coming = frozenset(_incoming(graph, members)) - after
    return Blanket(units, inside, after, coming, frozenset(_outgoing(graph, members)), frozenset(others | world))


def _parents(graph: "networkx.DiGraph") -> dict[str, str]:
    if "parents" not in graph.graph or "tick" not in graph.graph:
        raise SuperorganismError(
            "a blanket is found in an influence graph of one transition, as world.influence_graph() gives it"
        )
    found: dict[str, str] = graph.graph["parents"]
    return found


def _check(parents: dict[str, str], units: Sequence[str]) -> None:
    if not units:
        raise SuperorganismError("a blanket is that of at least one unit")
    for one in units:
        if one not in parents:
            raise SuperorganismError(f"no unit '{one}'{suggest(one, parents) or ", units are called as 'firm.3'"}")


def _incoming(graph: "networkx.DiGraph", members: set[str]) -> Iterable[Node]:
    """What reaches the units in the ways that are theirs: from their parents, from their children, in their own places."""
    parents, tick = graph.graph["parents"], graph.graph["tick"]
    for one in members:
        if parents[one] not in members:
            yield Node(parents[one], "letter", tick)
            yield Node(one, "outcome", tick)  # what the unit that stands for all is judged by
        for variable in RECEIVED:
            node = Node(one, variable, tick)
            if node in graph and (variable == "audit" or any(source.unit not in members for source in graph.pred[node])):
                yield node
        for node in (Node(one, "goal", tick), Node(one, "model", tick)):
            yield from (source for source in graph.pred[node] if source.variable in ("turn", "fleet"))
    yield from _outcomes_below(graph, members)


def _outcomes_below(graph: "networkx.DiGraph", members: set[str]) -> Iterable[Node]:
    """The outcomes of the units' children that aren't among them."""
    tick = graph.graph["tick"]
    for one in members:
        sources = graph.pred[Node(one, "outcome", tick)]
        yield from (source for source in sources if source.variable == "outcome" and source.unit not in members)


def _outgoing(graph: "networkx.DiGraph", members: set[str]) -> Iterable[Node]:
    """Letters that somebody outside reads, efforts, and metrics of members that are compared outside with strangers."""
    parents, tick = graph.graph["parents"], graph.graph["tick"]
    for one in members:
        letter, effort, metric = (Node(one, variable, tick) for variable in ("letter", "effort", "metric"))
        if letter in graph and any(target.unit not in members for target in graph.succ[letter]):
            yield letter
        if effort in graph:
            yield effort
        if parents[one] in members and any(target.unit not in members for target in graph.succ[metric]):
            yield metric


def separation(graph: "networkx.DiGraph", unit: str | Sequence[str], *, without: Iterable[str] = ()) -> Separation:
    """Whether the inside after is d-separated from the outside, given the inside before and the blanket.

    without: variables that are left out of the blanket ("hire"), to see what they screen off. Raises SuperorganismError.
    """
    found, left_out = blanket(graph, unit), set(without)
    given = {node for node in found.given if node.variable not in left_out}
    if d_separated(graph, found.after, found.outside, given):
        return Separation(found.units, True, (), "", "separated")
    ends = (graph, found.outside, found.after, given)
    path = shortest_way(*ends, causal=True) or shortest_way(*ends)
    return Separation(found.units, False, path, _mechanism(graph, path), _in_words(graph, path, given))


def separations(graph: "networkx.DiGraph", units: Iterable[str] | None = None) -> pd.DataFrame:
    """A row for each unit (all if None): unit, holds, leak, path in words; some 30 ms each in the default world."""
    found = [separation(graph, one) for one in (_parents(graph) if units is None else units)]
    return pd.DataFrame([{"unit": one.units[0], "holds": one.holds, "leak": one.leak, "path": one.words} for one in found])


def shortest_way(
    graph: "networkx.DiGraph", start: Iterable[Node], end: Iterable[Node], given: set[Node], *, causal: bool = False
) -> tuple[Node, ...]:
    """A shortest active way from one of `start` to one of `end`, () if there is none; causal: along the arrows only.

    Where two arrows meet in something of which only a descendant is given, the way goes down to that and back.
    """
    goals, queue = set(end), deque[tuple[Node, bool]]()
    came: dict[tuple[Node, bool], tuple[Node, bool] | None] = {}
    for node in sorted(start):
        came[node, not causal] = None  # as if come from a child: both directions are open
        queue.append((node, not causal))
    while queue:
        state = queue.popleft()
        if state[0] in goals:
            return _way_back(came, state)
        for following in _bounces(graph, state, given):
            if following not in came:
                came[following] = state
                queue.append(following)
    return ()


def _bounces(graph: "networkx.DiGraph", state: tuple[Node, bool], given: set[Node]) -> Iterable[tuple[Node, bool]]:
    """Where the ball goes next; a state is a node and whether the ball came up to it from a child."""
    node, from_child = state
    if from_child and node not in given:
        yield from ((parent, True) for parent in graph.pred[node])
        yield from ((child, False) for child in graph.succ[node])
    elif not from_child and node in given:
        yield from ((parent, True) for parent in graph.pred[node])
    elif not from_child:
        yield from ((child, False) for child in graph.succ[node])


def _way_back(came: dict[tuple[Node, bool], tuple[Node, bool] | None], last: tuple[Node, bool]) -> tuple[Node, ...]:
    path: list[Node] = []
    state: tuple[Node, bool] | None = last
    while state is not None:
        path.append(state[0])
        state = came[state]
    return tuple(reversed(path))


def _edge(graph: "networkx.DiGraph", one: Node, other: Node) -> tuple[bool, str]:
    """Whether the arrow points from one to the other, and the mechanism."""
    forward = graph.has_edge(one, other)
    return forward, str(graph.edges[one, other]["by"] if forward else graph.edges[other, one]["by"])


_ORDINARY = ("publish", "act", "report", "stays")


def _mechanism(graph: "networkx.DiGraph", path: Sequence[Node]) -> str:
    """Of the mechanisms along a path the last one that isn't ordinary."""
    along = [_edge(graph, one, other)[1] for one, other in pairwise(path)]
    return next((by for by in reversed(along) if by not in _ORDINARY), along[-1])


def _in_words(graph: "networkx.DiGraph", path: Sequence[Node], given: set[Node]) -> str:
    """employee.7's goal -> firm.3's aim (lobby)."""
    said = str(path[0])
    for one, other in pairwise(path):
        forward, by = _edge(graph, one, other)
        arrow = "->" if forward else "<-"
        known = " (given)" if other in given else ""
        said += f" {arrow} {other}{known}" + ("" if by in _ORDINARY else f" [{by}]")
    return said
