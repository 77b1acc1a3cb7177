"""The influence graph of one transition: what is worked out from what in a tick (MODEL.md section 6).

Pearl 2009 on such graphs; Friston 2013 on blankets in them. An edge means that the program reads the one to make the other, in
this world as it is now: with its switches, its tree, and its units' strategies. A draw that concerns one unit alone is part of
what it makes (misreading of the aim, noise of the metric); what several units share is a node.
"""

from collections.abc import Iterable
from typing import TYPE_CHECKING, Any

import numpy as np

from superorganisms.agents.columns import Layer
from superorganisms.agents.strategies import Strategy, strategies
from superorganisms.model.blankets.nodes import DESIGNER, INTENT, RESPONSE, WORLD, Node
from superorganisms.model.settings import LayerSettings
from superorganisms.model.state import State

if TYPE_CHECKING:
    import networkx

_LEAST = 1e-9  # model/foresight.py: below it a compliance counts as 0


class Web:
    """A graph in the making, and the names of its nodes. `due`: as if all that is done from time to time were done now."""

    def __init__(self, state: State, *, due: bool) -> None:
        import networkx  # here: it takes a third of a second, and most worlds are never drawn

        self.state, self.due, self.tick = state, due, state.tick + 1
        self.graph: networkx.DiGraph = networkx.DiGraph(tick=self.tick)
        self.last = len(state.layers) - 1
        self.names = [[f"{layer.name}.{i}" for i in range(len(layer))] for layer in state.layers]
        self.designer = Node(DESIGNER, "letter", self.tick)
        self.intent, self.response = Node(WORLD, INTENT, 0), Node(WORLD, RESPONSE, state.tick)
        for node in (self.intent, self.response):
            self.graph.add_node(node)

    def layer(self, number: int) -> Layer:
        """Columns of a layer."""
        return self.state.layers[number]

    def settings(self, number: int) -> LayerSettings:
        """How a layer is led."""
        return self.state.settings.layers[number]

    def start(self, number: int, row: int, variable: str) -> Node:
        """A goal or a model as the tick finds it."""
        return Node(self.names[number][row], variable, self.tick - 1)

    def now(self, number: int, row: int, variable: str) -> Node:
        """A variable of this tick, or a goal or model as the tick leaves it."""
        return Node(self.names[number][row], variable, self.tick)

    def above(self, number: int, row: int, variable: str = "letter") -> Node:
        """A variable of a unit's parent in this tick; the designer's letter for the top."""
        if number == 0:
            return self.designer
        return self.now(number - 1, int(self.layer(number).parents[row]), variable)

    def children(self, number: int, row: int) -> range:
        """Rows of a unit's children in the layer below."""
        families = self.layer(number + 1).families
        return range(int(families[row]), int(families[row + 1]))

    def turn(self, number: int) -> list[Node]:
        """Whose turn it is in a layer, where not all learn at once."""
        return [] if self.state.settings.synchronous else [Node(self.layer(number).name, "turn", self.tick)]

    def audits(self, number: int, row: int) -> list[Node]:
        """Whether a unit is audited, where that is left to chance."""
        traits = self.settings(number).traits
        chance = 0.0 < traits.audit < 1.0 or (traits.audit > 0.0 and 0.0 < traits.detection < 1.0)
        return [self.now(number, row, "audit")] if chance else []

    def due_now(self, every: int) -> bool:
        """Whether what is done every so many ticks is done in this one."""
        return self.due or self.tick % every == 0

    def strategy(self, number: int, row: int) -> Strategy:
        """What a unit plays now."""
        return list(strategies().values())[int(self.layer(number).strategies[row])]

    def add(self, target: Node, sources: Iterable[Node], by: str) -> None:
        """Edges to a node, and why they are there."""
        self.graph.add_node(target)
        self.graph.add_edges_from(((source, target) for source in sources), by=by)


def influence_graph(state: State, *, due: bool = False) -> "networkx.DiGraph":
    """All that influences anything in the tick to come; with due, as if selection, fleets and shifts were due in it.

    Nodes are Node(unit, variable, tick), each with its layer, row and the unit's name for people; an edge's `by` says which
    mechanism it belongs to; graph.graph["parents"] has the parent of each unit. Graphs of successive ticks can be joined by
    networkx.compose. Interventions that are planned for the tick are no part of it.
    """
    from superorganisms.model.blankets.hiring import add_selection
    from superorganisms.model.blankets.learning import add_learning, add_shift

    web = Web(state, due=due)
    web.add(web.designer, [web.intent], "publish")
    for number in range(web.last + 1):
        for row in range(len(web.layer(number))):
            add_publishing(web, number, row)
            add_reporting(web, number, row)
    hires = add_selection(web)
    add_shift(web)
    add_learning(web, hires)
    _describe(web)
    return web.graph


def add_publishing(web: Web, number: int, row: int) -> None:
    """What a unit's aim and letter are made of, leaks and foresight included."""
    aim = web.now(number, row, "aim")
    web.add(aim, aim_sources(web, number, row), "publish")
    if web.strategy(number, row).AIMS:
        for kind, unit, strength in web.settings(number).leaks:
            if strength > 0.0 and unit in (None, row):
                web.add(aim, kind.hears(web, number, row), kind.NAME)
    if number == web.last:
        return
    letter = web.now(number, row, "letter")
    web.add(letter, [], "publish")
    if (number, row) not in web.state.held:
        web.add(letter, [aim], "publish")
        below = web.settings(number + 1).traits.compliance
        if web.settings(number).foresight and _LEAST <= below < 1.0:
            goals = [web.start(number + 1, child, "goal") for child in web.children(number, row)]
            web.add(letter, goals, "foresight")


def aim_sources(web: Web, number: int, row: int) -> list[Node]:
    """Goal, letter above, audit: what an aim is blended from. All of them for a strategy that isn't ours."""
    strategy, traits = web.strategy(number, row), web.settings(number).traits
    goal, letter = web.start(number, row, "goal"), web.above(number, row)
    if not strategy.aim.__module__.startswith("superorganisms.agents.strategies."):
        return [goal, letter, *web.audits(number, row)]
    if not strategy.AIMS:
        return []
    weight = 0.0 if strategy.SANDBOXED else traits.compliance
    if strategy.DECEIVES:
        weight = traits.audit * traits.detection  # how often it serves the letter
    found = [goal] if weight < 1.0 else []
    found += [letter] if weight > 0.0 else []
    return found + (web.audits(number, row) if strategy.DECEIVES and 0.0 < weight < 1.0 else [])


def add_reporting(web: Web, number: int, row: int) -> None:
    """What a leaf does and a unit's outcome and metric are made of."""
    outcome, metric, strategy = web.now(number, row, "outcome"), web.now(number, row, "metric"), web.strategy(number, row)
    effort = web.now(number, row, "effort")
    if number < web.last:
        web.add(outcome, [web.now(number + 1, child, "outcome") for child in web.children(number, row)], "report")
    else:
        web.add(effort, effort_sources(web, number, row), "act")
        if strategy.BORROWS:
            web.add(effort, [web.start(number - 1, int(web.layer(number).parents[row]), "model")], "borrowed model")
        web.add(outcome, [] if strategy.SANDBOXED else [effort, web.response], "report")
    if strategy.SANDBOXED:
        belief = web.start(number - 1, int(web.layer(number).parents[row]), "model")
        web.add(metric, [effort, belief, web.intent], "trial")
    else:
        web.add(metric, [outcome, web.above(number, row)], "report")


def effort_sources(web: Web, number: int, row: int) -> list[Node]:
    """Who has an aim plans for it with what it believes; else its heritable vector is the effort."""
    if not web.strategy(number, row).AIMS:
        return [web.start(number, row, "goal")]
    return [web.now(number, row, "aim"), web.start(number, row, "model")]


def _describe(web: Web) -> None:
    """Layer, row and name at each node, and whose child each unit is."""
    tree, parents = web.state.parameters.tree, {}
    places: dict[str, dict[str, Any]] = {WORLD: {"name": WORLD}, DESIGNER: {"name": DESIGNER}}
    for number, units in enumerate(web.names):
        for row, unit in enumerate(units):
            name = tree.names[number][row] if tree is not None else unit
            places[unit] = {"name": name, "layer": number, "row": row}
            parents[unit] = web.names[number - 1][int(web.layer(number).parents[row])] if number else DESIGNER
    for node in web.graph:
        web.graph.nodes[node].update(places.get(node.unit, {"name": node.unit}))
    web.graph.graph["parents"] = parents


def possible(web: Web, number: int, changing: bool) -> list[frozenset[str]]:
    """Which strategies each unit of a layer may play when the tick is over."""
    known, codes = list(strategies()), web.layer(number).strategies
    if not changing:
        return [frozenset([known[code]]) for code in codes]
    found = {known[code] for code in np.unique(codes)}
    if web.settings(number).traits.strategy_mutation > 0.0:
        found |= {known[code] for code in web.settings(number).mixture[0]}
    return [frozenset(found)] * len(codes)
