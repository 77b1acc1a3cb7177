"""Step 5 of the twin's tick: what units learn in their lives, from letters, from each other and from what happens."""

from __future__ import annotations

from tests.blind.twin_selection import Selection
from tests.blind.twin_unit import Unit
from tests.blind.twin_vectors import Vector, add, dot, forward, mean, mean_matrix, scale

CLOSED_LOOP = ("controller", "fleet")


class Learning(Selection):
    """What learning adds to a world in which the fit are copied."""

    def learn(self) -> None:
        """Every layer learns; then models are learned where there are efforts to learn from."""
        for depth, members in enumerate(self.units):
            row = self.open_row(depth)
            self._learn(depth, [who for who in members if row in (None, who.row)])
        row = self.open_row(len(self.units) - 1)
        for leaf in self.units[-1]:
            if leaf.strategy in CLOSED_LOOP and not leaf.newcomer and row in (None, leaf.row):
                self._update_model(leaf)
        if self.tick % self.layers[-1].get("sync", 10) == 0:
            for parent in self.units[-2]:
                self._average_fleet(parent)

    def _learn(self, depth: int, open_units: list[Unit]) -> None:
        """Surrogation, then imitation, and what each did to the mean goal."""
        account, layer = self.drift[depth], self.layers[depth]
        learners = [who for who in open_units if who.strategy != "bottlecap"]
        start = self._mean_goal(depth)
        bent = layer.get("surrogation", 0.0)
        if bent > 0:
            for who in learners:
                who.goal = self.bracket(add(who.goal, add(self.letter_above(who), who.goal, -1), bent))
        then = self._mean_goal(depth)
        alike = layer.get("imitation", 0.0)
        if alike > 0:
            self._imitate(learners, alike)
        end = self._mean_goal(depth)
        account["surrogation"], account["imitation"] = add(then, start, -1), add(end, then, -1)
        account["change"] = add(end, account["before"], -1)

    def _mean_goal(self, depth: int) -> Vector:
        return mean(who.goal for who in self.units[depth])

    def _imitate(self, learners: list[Unit], alike: float) -> None:
        bent: list[Vector] = []
        for who in learners:
            others = [other.goal for other in self.neighbours(who)]
            bent.append(self.bracket(add(who.goal, add(mean(others), who.goal, -1), alike)) if others else who.goal)
        for who, goal in zip(learners, bent, strict=True):
            who.goal = goal

    def neighbours(self, who: Unit) -> list[Unit]:
        """Siblings that a unit sees: all of them, or those it has an edge with (numbers are rows of the layer)."""
        given = self.layers[who.layer].get("network") or "complete"
        siblings = who.parent.children if who.parent else [who]
        if isinstance(given, dict) and "edges" in given:
            linked = {tuple(edge) for edge in given["edges"]}
            return [x for x in siblings if x is not who and ((x.row, who.row) in linked or (who.row, x.row) in linked)]
        if given in ("complete", {"network": "complete"}):
            return [x for x in siblings if x is not who]
        raise ValueError(f"the twin knows a complete network and lists of edges, got {given}")

    def _update_model(self, leaf: Unit) -> None:
        """M += rate P (x - M e) eᵀ / |e|²: the model is turned towards what the own effort did."""
        energy = dot(leaf.effort, leaf.effort)
        if energy < 1e-200:
            return
        rate, held = self.layers[leaf.layer].get("rate", 0.5), self.capacity(leaf.layer)
        surprise = add(leaf.outcome, forward(leaf.model, leaf.effort), -1)
        step = scale(leaf.effort, rate / energy)
        leaf.model = [
            add(row, step, surprise[feature]) if feature in held else list(row) for feature, row in enumerate(leaf.model)
        ]

    def _average_fleet(self, parent: Unit) -> None:
        fleet = [leaf for leaf in parent.children if leaf.strategy == "fleet"]
        if fleet:
            together = mean_matrix([leaf.model for leaf in fleet])
            parent.model = self.mask(parent.layer, together)
            for leaf in fleet:
                leaf.model = self.mask(leaf.layer, together)
