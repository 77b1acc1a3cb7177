"""What selection and migration hand to a slot, and what decides on it: the edges of MODEL.md section 2, step 4.

A contest is one node: the draws that its units share are in it, and the mutated goals that come of it. Where families hire
from each other it is one for all of them. What moves afterwards (exchange, lineage) is followed slot by slot.
"""

import numpy as np

from superorganisms.agents.strategies import strategies
from superorganisms.model.blankets.influence import Web, possible
from superorganisms.model.blankets.nodes import Node
from superorganisms.model.selection import tries_candidates

type Content = list[set[Node]]
"""For each slot of a layer the nodes that say what sits in it when selection is over."""


class Hires:
    """Which layers may change hands, and the content of each one's slots as selection goes from the bottom up."""

    def __init__(self, web: Web) -> None:
        self.web = web
        self.contests = [number > 0 and _contested(web, number) for number in range(web.last + 1)]
        self.exchanges = [number > 0 and _exchanged(web, number) for number in range(web.last + 1)]
        self.content: list[Content] = [
            [self.own(number, row) for row in range(len(web.layer(number)))] for number in range(web.last + 1)
        ]
        self.changing = [self._changes(number) for number in range(web.last + 1)]

    def own(self, number: int, row: int) -> set[Node]:
        """What sits in a slot as long as nothing happens. With insight a model belongs to the slot: it is R's copy."""
        goal = self.web.start(number, row, "goal")
        insight = number < self.web.last and self.web.settings(number).insight and not runs_fleets(self.web, number)
        return {goal} if insight else {goal, self.web.start(number, row, "model")}

    def moves(self, number: int) -> bool:
        """Whether units of a layer are replaced or change places in this tick by what happens in the layer itself."""
        return self.contests[number] or self.exchanges[number]

    def _changes(self, number: int) -> bool:
        lineage = any(self.moves(above) and self.web.settings(above).lineage for above in range(1, number))
        return self.moves(number) or lineage

    def hire(self, number: int, row: int) -> list[Node]:
        """The node of what is handed to a slot, none if nothing can be."""
        return [self.web.now(number, row, "hire")] if self.changing[number] else []


def runs_fleets(web: Web, number: int) -> bool:
    """Whether the units of a layer may run fleets, and so have models of their own."""
    return number == web.last - 1 and any(
        strategies()[name].share is not None for kinds in possible(web, web.last, True) for name in kinds
    )


def add_selection(web: Web) -> Hires:
    """Contests, exchanges and hires of all layers, in the order in which the program works: from the bottom up."""
    hires = Hires(web)
    for number in range(web.last, 0, -1):
        winners: list[set[int]] = [{row} for row in range(len(web.layer(number)))]
        if hires.contests[number]:
            winners = _hold_contests(hires, number)
        if hires.exchanges[number]:
            winners = _exchange(hires, number, winners)
        if web.settings(number).lineage and hires.moves(number):
            _hand_down(hires, number, winners)
    for number in range(1, web.last + 1):
        if hires.changing[number]:
            for row, content in enumerate(hires.content[number]):
                own = {web.start(number, row, "goal"), web.start(number, row, "model")}
                web.add(web.now(number, row, "hire"), content - own, "selection")
    return hires


def _contested(web: Web, number: int) -> bool:
    settings = web.settings(number)
    options = web.state.parameters.layers[number].selection.options
    idle = settings.rule.NAME == "none" or settings.traits.audit == 0.0 or options.get("turnover") == 0.0
    return not idle and web.due_now(settings.period)


def _exchanged(web: Web, number: int) -> bool:
    return web.settings(number).swap > 0.0 and web.due_now(web.settings(number).period)


def groups(web: Web, number: int, *, families: bool) -> list[tuple[Node, range]]:
    """Who is in one contest: the families of a layer, or all families whose parents are siblings; and who leads it."""
    layer, above = web.layer(number), web.layer(number - 1)
    if families:
        return [(web.now(number - 1, parent, ""), web.children(number - 1, parent)) for parent in range(len(above))]
    found = []
    for leader in range(above.families.shape[0] - 1):
        first, last = int(above.families[leader]), int(above.families[leader + 1])
        rows = range(int(layer.families[first]), int(layer.families[last]))
        found.append((web.now(number - 2, leader, "") if number > 1 else web.designer, rows))
    return found


def _hold_contests(hires: Hires, number: int) -> list[set[int]]:
    """Contests of a layer; for each slot the rows that its occupant may descend from."""
    web, settings = hires.web, hires.web.settings(number)
    everybody = range(len(web.layer(number)))
    winners: list[set[int]] = [{row} for row in everybody]
    for leader, rows in groups(web, number, families=settings.recruit == 0.0):
        if not rows:
            continue
        contest = Node(leader.unit, "contest", web.tick)
        judged = everybody if settings.fitness is not None else rows  # a user's function sees the whole layer
        for row in judged:
            web.add(contest, _standing(web, number, row), "selection")
        for row in () if _from_outside(web, number) else rows:
            web.add(contest, [web.start(number, row, "goal")], "selection")
            winners[row] = set(rows)
        web.add(contest, web.turn(number), "selection")
        for row in rows:
            hires.content[number][row] |= {contest, *_made_by_parent(hires, number, row)}
    return winners


def _from_outside(web: Web, number: int) -> bool:
    """Whether newcomers are drawn from a pool, and descend from nobody."""
    return bool(web.state.parameters.layers[number].selection.options.get("candidates") == "pool")


def _standing(web: Web, number: int, row: int) -> list[Node]:
    """What a unit is compared by, if it is read."""
    settings = web.settings(number)
    options = web.state.parameters.layers[number].selection.options
    neutral = options.get("s") == 0.0 and settings.fitness is None
    found = [] if neutral else [web.now(number, row, "metric")]
    if settings.fitness is not None:
        found.append(web.start(number, row, "goal"))
    return found + (web.audits(number, row) if settings.traits.audit < 1.0 else [])


def _made_by_parent(hires: Hires, number: int, row: int) -> set[Node]:
    """The model that a newborn is given, the plan that it is born with, the sandbox that it is tried in."""
    web = hires.web
    kinds = [strategies()[name] for name in set().union(*possible(web, number, True))]
    belief = web.start(number - 1, int(web.layer(number).parents[row]), "model")
    found = set()
    if web.start(number, row, "model") in hires.own(number, row):
        found.add(belief)
    if any(one.REMEMBERS for one in kinds):
        found.add(web.above(number, row))
    if tries_candidates(web.settings(number).rule):
        found |= {belief, web.above(number, row)}
        if any(one.SANDBOXED for one in kinds):
            found.add(web.intent)
    return found


def _exchange(hires: Hires, number: int, winners: list[set[int]]) -> list[set[int]]:
    """Anybody of a group may come to any of its slots, with all that it is."""
    web = hires.web
    for leader, rows in groups(web, number, families=False):
        exchange = Node(leader.unit, "exchange", web.tick)
        for row in rows:
            web.add(exchange, hires.content[number][row], "migration")
        everybody = set().union(*(winners[row] for row in rows))
        for row in rows:
            hires.content[number][row] = {*hires.own(number, row), exchange}
            winners[row] = everybody
    return winners


def _hand_down(hires: Hires, number: int, winners: list[set[int]]) -> None:
    """Below each slot an exact copy of what stands below its new occupant, child j of child j mod (number there)."""
    web = hires.web
    deciding = {row: _deciding(hires, number, row) for row in range(len(web.layer(number)))}
    for below in range(number + 1, web.last + 1):
        families, parents = web.layer(below).families, web.layer(below).parents
        sizes, before = np.diff(families), hires.content[below]
        origins: list[set[int]] = []
        after: Content = []
        decided: dict[int, set[Node]] = {}
        for row in range(len(web.layer(below))):
            parent = int(parents[row])
            place = row - int(families[parent])
            from_where = {int(families[winner]) + place % int(sizes[winner]) for winner in winners[parent]}
            origins.append(from_where)
            decided[row] = deciding[parent]
            after.append(set().union(before[row], deciding[parent], *(before[one] for one in from_where)))
        hires.content[below], winners, deciding = after, origins, decided


def _deciding(hires: Hires, number: int, row: int) -> set[Node]:
    """The contests and exchanges that say who sits in a slot."""
    return {node for node in hires.content[number][row] if node.variable in ("contest", "exchange")}
