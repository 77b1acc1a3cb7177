"""A second, slow implementation of the model: one Python object per unit, no arrays, nothing shared with the package.

It is written from the model's page of mathematics alone. Where it and the fast engine differ, one of them has misread
that page. Parameters come as a plain dict; every random number has the same address as in the engine, so runs agree
number for number.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from math import exp, floor, nan, sqrt
from typing import Any

from tests.blind import twin_noise as noise
from tests.blind.twin_vectors import Matrix, Vector, add, back, dot, forward, identity, mean, scale, unit


@dataclass(eq=False)
class Unit:
    """A slot of the hierarchy with its present occupant."""

    layer: int
    row: int
    key: int
    parent: Unit | None
    skill: float
    children: list[Unit] = field(default_factory=list)
    strategy: str = "direct"
    goal: Vector = field(default_factory=list)
    model: Matrix = field(default_factory=list)
    # goal and strategy as they acted in this tick, before its selection
    acted_goal: Vector = field(default_factory=list)
    acted_strategy: str = "direct"
    audited: bool = False
    watched: bool = False
    understood: Vector = field(default_factory=list)
    aim: Vector = field(default_factory=list)
    letter: Vector = field(default_factory=list)
    effort: Vector = field(default_factory=list)  # sum over its leaves
    outcome: Vector = field(default_factory=list)  # average over its leaves
    metric: float = nan
    ancestor: int = 0
    newcomer: bool = False

    def leaves(self) -> list[Unit]:
        """The leaves below (a leaf: itself)."""
        return [leaf for child in self.children for leaf in child.leaves()] if self.children else [self]


def family_sizes(size: int | list[int], families: int) -> list[int]:
    """A total is spread evenly, the first families getting one more; a list says the sizes themselves."""
    if isinstance(size, int):
        return [size // families + (place < size % families) for place in range(families)]
    return list(size)


class Twin:
    """The world of `parameters` (a plain dict) under `seed`; `step()` is one tick."""

    def __init__(self, parameters: dict[str, Any], seed: int) -> None:
        self.parameters, self.seed, self.tick = dict(parameters), seed, 0
        self.layers: list[dict[str, Any]] = [dict(layer) for layer in parameters["layers"]]
        self.sphere = parameters.get("goal_geometry", "sphere") == "sphere"
        self.budget = parameters.get("effort_rule", "budget") == "budget"
        self.size = len(parameters.get("features") or parameters["intent"])
        self.response = self.matrix(parameters.get("response"))
        self.acted_response = self.response
        self._design()
        self.units: list[list[Unit]] = []
        self.drift: list[dict[str, Vector]] = []
        for depth in range(len(self.layers)):
            self._found(depth)

    def _design(self) -> None:
        """What the whole is for, and what the designer says of it."""
        self.intent = self.angle([float(x) for x in self.parameters.get("intent") or [1.0] * self.size])
        letter = forward(self.matrix(self.parameters.get("designer_encoding")), self.intent)
        self.designer_letter = self.angle(scale(letter, self.parameters.get("intensity", 1.0)))

    def matrix(self, given: Any) -> Matrix:
        """A matrix as given, or from its diagonal; none is the identity."""
        if given is None:
            return identity(self.size)
        if isinstance(given[0], list | tuple):
            return [[float(x) for x in row] for row in given]
        return [[float(given[i]) if i == j else 0.0 for j in range(self.size)] for i in range(self.size)]

    # what the model writes [g] and <a>

    def bracket(self, goal: Vector) -> Vector:
        """[g]."""
        return unit(goal) if self.sphere else goal

    def angle(self, vector: Vector) -> Vector:
        """<a>."""
        return unit(vector) if self.budget else vector

    # noise by address

    def uniform(self, purpose: int, who: Unit, draw: int = 0, tick: int | None = None) -> float:
        """A uniform number of this unit."""
        return noise.uniform(self.seed, purpose, who.layer, who.key, self.tick if tick is None else tick, draw)

    def normal(self, purpose: int, who: Unit, draw: int = 0) -> float:
        """A normal number of this unit."""
        return noise.normal(self.seed, purpose, who.layer, who.key, self.tick, draw)

    def normals(self, purpose: int, who: Unit) -> Vector:
        """One normal number per feature."""
        return [self.normal(purpose, who, feature) for feature in range(self.size)]

    # tick 0

    def _found(self, depth: int) -> None:
        layer, tree = self.layers[depth], self.parameters.get("tree")
        parents: list[Unit | None] = list(self.units[-1]) if depth else [None]
        if tree:
            sizes = [tree["parents"][depth].count(row) for row in range(len(parents))]
        else:
            sizes = family_sizes(layer["size"], len(parents))
        members: list[Unit] = []
        for parent, count in zip(parents, sizes, strict=True):
            for place in range(count):
                where = noise.name_place(tree["names"][depth][len(members)]) if tree else place
                key = noise.child_key(parent.key if parent else 0, where)
                skill = layer.get("skill", 1.0)
                row = len(members)
                who = Unit(depth, row, key, parent, skill[row] if isinstance(skill, list) else skill)
                if parent:
                    parent.children.append(who)
                members.append(who)
        self.units.append(members)
        for who in members:
            who.goal = self._first_goal(who, layer)
            who.strategy = self._first_strategy(who, layer)
            who.model = self.response
            who.ancestor = who.row

    def _first_goal(self, who: Unit, layer: dict[str, Any]) -> Vector:
        given = layer.get("goal")
        centre = who.parent.goal if who.parent else self.intent
        if isinstance(given, dict):
            centre = given["around"]
        elif given is not None:
            return self.bracket([float(x) for x in (given[who.row] if isinstance(given[0], list | tuple) else given)])
        width = layer.get("spread", 0.2) / sqrt(self.size)
        return self.bracket(add(centre, self.normals(noise.GOAL, who), width))

    def _first_strategy(self, who: Unit, layer: dict[str, Any]) -> str:
        shares: dict[str, float] | list[str] = layer.get("strategies") or {"direct": 1.0}
        if not isinstance(shares, dict):
            return shares[who.row]
        drawn, total = self.uniform(noise.STRATEGY, who), 0.0
        for name in sorted(shares):
            total += shares[name]
            if drawn < total:
                return name
        return max(name for name in shares if shares[name] > 0)

    # one tick

    def step(self) -> None:
        """One tick: publish, act, report, select, learn, shift; `intervene` comes after it."""
        self.tick += 1
        self.acted_response = self.response
        for members in self.units:
            for who in members:
                self._publish(who)
        for leaf in self.units[-1]:
            self._act(leaf)
        for members in reversed(self.units):
            for who in members:
                self._report(who)
        self.drift = [{} for _ in self.units]
        for depth in reversed(range(len(self.units))):
            self._select(depth)
        for depth in range(len(self.units)):
            self._learn(depth)
        self._shift()

    def letter_above(self, who: Unit) -> Vector:
        """c_p: the letter that this unit is under."""
        return who.parent.letter if who.parent else self.designer_letter

    def sensor(self, depth: int) -> Matrix:
        """S of a layer; the designer reads the top as it is."""
        return self.matrix(self.layers[depth].get("sensor") if depth else None)

    def _publish(self, who: Unit) -> None:
        layer = self.layers[who.layer]
        who.acted_goal, who.acted_strategy = who.goal, who.strategy
        who.audited = self.uniform(noise.AUDIT, who) < layer.get("audit", 1.0)
        who.watched = who.audited and self.uniform(noise.DETECTION, who) < layer["detection"]
        who.understood = self.angle(self.letter_above(who))
        bearing = layer["compliance"]
        if who.strategy == "bottlecap":
            who.aim = [nan] * self.size
        elif who.strategy == "deceiver":
            who.aim = who.understood if who.watched else self.angle(who.goal)
        else:
            who.aim = self.angle(add(scale(who.goal, 1 - bearing), who.understood, bearing))
        who.letter = [0.0] * self.size
        if who.children:
            readings = self.sensor(who.layer + 1)
            who.letter = self.angle([a if any(row) else 0.0 for a, row in zip(who.aim, readings, strict=True)])

    def _act(self, leaf: Unit) -> None:
        if leaf.strategy == "bottlecap":
            leaf.effort = scale(unit(leaf.goal), leaf.skill)
        elif self.budget:
            leaf.effort = scale(unit(back(leaf.model, leaf.aim)), leaf.skill)
        else:
            leaf.effort = back(leaf.model, leaf.aim)

    def _report(self, who: Unit) -> None:
        leaves = who.leaves()
        if who.children:
            who.effort = [sum(parts) for parts in zip(*(child.effort for child in who.children), strict=True)]
            who.outcome = mean(leaf.outcome for leaf in leaves)
        else:
            who.outcome = forward(self.response, who.effort)
        who.metric = dot(self.letter_above(who), forward(self.sensor(who.layer), who.outcome))
        who.metric += self.layers[who.layer].get("noise", 0.0) * self.normal(noise.METRIC, who)

    # selection: who descends from whom

    def _select(self, depth: int) -> None:
        layer, members = self.layers[depth], self.units[depth]
        before = [who.goal for who in members]
        strategies = [who.strategy for who in members]
        ancestors: dict[int, int] = {}
        if depth and self.tick % layer["period"] == 0:
            for parent in self.units[depth - 1]:
                read = [who for who in parent.children if who.audited]
                if read:
                    ancestors |= self._ancestors(layer["selection"], parent, read)
        for who in members:
            who.newcomer = who.row in ancestors
            who.ancestor = ancestors.get(who.row, who.row)
            if who.newcomer:
                step = self.normals(noise.MUTATION, who)
                who.goal = self.bracket(add(before[who.ancestor], step, layer["mutation"]))
                who.strategy = strategies[who.ancestor]
                who.model = self.response  # the parent's, and models above the leaves are the response of now
        self._account_selection(depth, before)

    def _ancestors(self, selection: str | dict[str, Any], parent: Unit, read: list[Unit]) -> dict[int, int]:
        options = {"rule": selection} if isinstance(selection, str) else selection
        match options["rule"]:
            case "none":
                return {}
            case "truncation":
                return self._truncation(parent, read, options)
            case "moran":
                return self._moran(parent, read, options)
            case "wright_fisher":
                return self._wright_fisher(read, options)
        raise NotImplementedError(options["rule"])

    def family_uniform(self, parent: Unit, draw: int) -> float:
        """A number that belongs to the family: its parent's key, its children's layer."""
        return noise.uniform(self.seed, noise.FAMILY, parent.layer + 1, parent.key, self.tick, draw)

    def _truncation(self, parent: Unit, read: list[Unit], options: dict[str, Any]) -> dict[int, int]:
        n, luck = len(read), self.family_uniform(parent, 0)
        parents = options["turnover"] if options.get("parents") is None else options["parents"]
        leave = floor(options["turnover"] * n + luck)
        breeders = max(1, floor(parents * n + luck))
        order = sorted(read, key=lambda who: (who.metric, self.uniform(noise.SELECTION, who, 0), who.row))
        choices = {who.row: floor(self.uniform(noise.SELECTION, who, 1) * breeders) for who in order[:leave]}
        return {row: order[n - 1 - choice].row for row, choice in choices.items()}

    def fitness(self, read: list[Unit], options: dict[str, Any]) -> Vector:
        """Fitness of the units read; all 0 counts as all alike."""
        best, strength = max(who.metric for who in read), options["s"]
        if options.get("fitness") == "linear":
            values = [max(0.0, 1 + strength * who.metric) for who in read]
        else:
            values = [exp(strength * (who.metric - best)) for who in read]
        return values if sum(values) > 0 else [1.0] * len(read)

    def _moran(self, parent: Unit, read: list[Unit], options: dict[str, Any]) -> dict[int, int]:
        born = pick(self.fitness(read, options), self.family_uniform(parent, 0))
        dead = floor(self.family_uniform(parent, 1) * len(read))
        return {read[dead].row: read[born].row}

    def _wright_fisher(self, read: list[Unit], options: dict[str, Any]) -> dict[int, int]:
        values = self.fitness(read, options)
        return {who.row: read[pick(values, self.uniform(noise.SELECTION, who))].row for who in read}

    # Price

    def _account_selection(self, depth: int, before: list[Vector]) -> None:
        """Selection within families by W, and mutation: what the step from ancestor to slot did to the mean."""
        members = self.units[depth]
        offspring = [0] * len(members)
        for who in members:
            offspring[who.ancestor] += 1
        families = [parent.children for parent in self.units[depth - 1]] if depth else [members]
        within, between = [0.0] * self.size, [0.0] * self.size
        everyone = mean(before)
        for family in families:
            rows = [who.row for who in family]
            expected = sum(offspring[row] for row in rows) / len(rows)
            centre = mean(before[row] for row in rows)
            share = len(rows) / len(members)
            between = add(between, add(centre, everyone, -1), share * (expected - 1))
            for row in rows:
                within = add(within, add(before[row], centre, -1), (offspring[row] - expected) / len(members))
        mutation = mean(add(who.goal, before[who.ancestor], -1) for who in members)
        self.drift[depth] = {"before": everyone, "within": within, "between": between, "mutation": mutation}

    def _learn(self, depth: int) -> None:
        account, members = self.drift[depth], self.units[depth]
        bent, before = self.layers[depth].get("surrogation", 0.0), mean(who.goal for who in members)
        for who in members:
            if bent > 0 and who.strategy != "bottlecap":
                who.goal = self.bracket(add(who.goal, add(self.letter_above(who), who.goal, -1), bent))
        after = mean(who.goal for who in members)
        account["surrogation"] = add(after, before, -1)
        account["change"] = add(after, account["before"], -1)

    def _shift(self) -> None:
        """A response named for tick t is in force from t + 1."""
        for entry in self.parameters.get("regimes") or []:
            if entry["at"] == self.tick:
                self._replace(self.matrix(entry["response"]))

    def _replace(self, response: Matrix) -> None:
        """The world answers anew from now on; above the leaves that is known at once."""
        self.response = response
        for members in self.units[:-1]:
            for who in members:
                who.model = response

    def intervene(self) -> None:
        """What is planned to be changed by hand after this tick (0: before the first); measure the tick before it."""
        for entry in self.parameters.get("interventions") or []:
            name, _, what = entry["path"].rpartition(".")
            if entry["at"] == self.tick and name:
                layer = next(depth for depth, layer in enumerate(self.layers) if layer["name"] == name)
                self.layers[layer][what] = entry["value"]
                if what == "skill":
                    for who in self.units[layer]:
                        who.skill = entry["value"][who.row] if isinstance(entry["value"], list) else entry["value"]
            elif entry["at"] == self.tick:
                self.parameters[what] = entry["value"]
                self._design()
                if what == "response":
                    self._replace(self.matrix(entry["value"]))


def pick(values: list[float], luck: float) -> int:
    """The first place whose cumulative value exceeds luck times the total."""
    level, running = luck * sum(values), 0.0
    for place, value in enumerate(values):
        running += value
        if running > level:
            return place
    return len(values) - 1
