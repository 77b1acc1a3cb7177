"""What stands in the twin's world before anything happens: slots, their first occupants, the designer, noise by address."""

from __future__ import annotations

from math import sqrt
from typing import Any

from tests.blind import twin_noise as noise
from tests.blind.twin_unit import Unit
from tests.blind.twin_vectors import Matrix, Vector, add, forward, identity, scale, unit

STRATEGIES = ("bottlecap", "controller", "deceiver", "direct", "fleet", "planner", "trial")


def family_sizes(size: int | list[int], families: int) -> list[int]:
    """A total is spread evenly, the first families getting one more; a list says the sizes themselves."""
    if isinstance(size, int):
        return [size // families + (place < size % families) for place in range(families)]
    return list(size)


class World:
    """The world of `parameters` (a plain dict) under `seed` at tick 0."""

    def __init__(self, parameters: dict[str, Any], seed: int) -> None:
        self.parameters, self.seed, self.tick = dict(parameters), seed, 0
        self.layers: list[dict[str, Any]] = [dict(layer) for layer in parameters["layers"]]
        self.sphere = parameters.get("goal_geometry", "sphere") == "sphere"
        self.budget = parameters.get("effort_rule", "budget") == "budget"
        features = parameters.get("features") or parameters["intent"]
        self.size = features if isinstance(features, int) else len(features)
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

    # parameters

    def matrix(self, given: Any) -> Matrix:
        """A matrix as given, or from its diagonal; none is the identity."""
        if given is None:
            return identity(self.size)
        if isinstance(given[0], list | tuple):
            return [[float(x) for x in row] for row in given]
        return [[float(given[i]) if i == j else 0.0 for j in range(self.size)] for i in range(self.size)]

    def sensor(self, depth: int) -> Matrix:
        """S of a layer; the designer reads the top as it is."""
        return self.matrix(self.layers[depth].get("sensor") if depth else None)

    def feature(self, given: str | int) -> int:
        """Number of a feature that is given by its name or number."""
        return given if isinstance(given, int) else list(self.parameters["features"]).index(given)

    def capacity(self, depth: int) -> list[int]:
        """Numbers of the features that units of a layer can hold in their models."""
        given = self.layers[depth].get("capacity")
        if given is None or isinstance(given, int):
            return list(range(self.size))[:given]
        return sorted({self.feature(name) for name in given})

    def mask(self, depth: int, matrix: Matrix) -> Matrix:
        """P M: the rows outside the layer's capacity are 0."""
        held = self.capacity(depth)
        return [list(row) if feature in held else [0.0] * self.size for feature, row in enumerate(matrix)]

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

    def normals(self, purpose: int, who: Unit, first: int = 0) -> Vector:
        """One normal number per feature."""
        return [self.normal(purpose, who, first + feature) for feature in range(self.size)]

    def world_uniform(self, purpose: int, layer: int = 0, draw: int = 0) -> float:
        """A uniform number that belongs to no unit: it stands under the designer's key."""
        return noise.uniform(self.seed, purpose, layer, 0, self.tick, draw)

    def open_row(self, depth: int) -> int | None:
        """When updating is asynchronous, the row of the layer's one unit that learns in this tick."""
        if self.parameters.get("updating", "synchronous") == "synchronous":
            return None
        return int(self.world_uniform(noise.UPDATE, depth) * len(self.units[depth]))

    # tick 0

    def _found(self, depth: int) -> None:
        layer, tree = self.layers[depth], self.parameters.get("tree")
        parents: list[Unit | None] = list(self.units[-1]) if depth else [None]
        if tree:
            sizes = [tree["parents"][depth].count(row) for row in range(len(parents))]
        else:
            sizes = family_sizes(layer.get("size", 1), len(parents))
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
            self._first_occupant(who, layer)

    def _first_occupant(self, who: Unit, layer: dict[str, Any]) -> None:
        who.goal = self._first_goal(who, layer)
        who.strategy = self._first_strategy(who, layer)
        who.sees_through = self.uniform(noise.TRAITS, who, 3) < layer.get("sees_through", 0.0)
        who.model = self.mask(who.layer, self.response)
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

    def mixture(self, depth: int) -> dict[str, float]:
        """Shares of the strategies of a layer; of those given one by one, how often each stands there."""
        given: dict[str, float] | list[str] = self.layers[depth].get("strategies") or {"direct": 1.0}
        if isinstance(given, dict):
            return dict(given)
        return {name: given.count(name) / len(given) for name in given}

    def drawn_strategy(self, depth: int, luck: float) -> str:
        """The first name, in their order, whose cumulative share exceeds luck."""
        shares, total = self.mixture(depth), 0.0
        for name in sorted(shares):
            total += shares[name]
            if luck < total:
                return name
        return max(name for name in shares if shares[name] > 0)

    def _first_strategy(self, who: Unit, layer: dict[str, Any]) -> str:
        given = layer.get("strategies")
        if isinstance(given, list | tuple):
            return str(given[who.row])
        return self.drawn_strategy(who.layer, self.uniform(noise.STRATEGY, who))
