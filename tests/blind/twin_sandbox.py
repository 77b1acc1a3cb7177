"""The twin's sandbox: candidates tried in the parent's model before one of them is hired."""

from __future__ import annotations

from typing import Any

from tests.blind import twin_noise as noise
from tests.blind.twin_contest import Contest, Contests
from tests.blind.twin_unit import Unit
from tests.blind.twin_vectors import Vector, back, dot, forward, unit


class Sandbox(Contests):
    """Selection in the narrow sense: many are tried without side effects, the best is taken."""

    def hired(self, slot: Unit, contests: list[Contest], options: dict[str, Any]) -> Unit:
        """The candidate with the best sandbox metric, of equals the first."""
        return max(self._candidates(slot, contests, options), key=self.sandbox_metric)

    def _candidates(self, slot: Unit, contests: list[Contest], options: dict[str, Any]) -> list[Unit]:
        keys = [noise.child_key(slot.key, number) for number in range(options["n"])]
        if options["candidates"] == "pool":
            return [self.from_pool(slot, key) for key in keys]
        there, made = self.ancestry(slot, contests), []
        for key in keys:
            drawn = noise.uniform(self.seed, noise.SELECTION, slot.layer, key, self.tick, 1)
            made.append(self.copy_of(there.one_of_the_best(options["turnover"], drawn), slot, key))
        return made

    def sandbox_metric(self, who: Unit) -> float:
        """What the parent would read of a candidate if the world were as the parent believes it to be."""
        assert who.parent is not None
        who.audited = True
        who.watched = self.uniform(noise.DETECTION, who) < self.layers[who.layer]["detection"]
        self.understand(who)
        self.aim_of(who)
        outcome = forward(who.parent.model, self.saturated(self._sandbox_effort(who)))
        if who.strategy == "trial":
            read = dot(self.intent, outcome)
        else:
            read = dot(self.letter_above(who), forward(self.sensor(who.layer), outcome))
        return read + self.metric_error(who) - self.search_cost(who.layer, who.strategy)

    def _sandbox_effort(self, who: Unit) -> Vector:
        """A leaf's as it acts; a manager's as if its people carried out its aim."""
        if who.layer == len(self.units) - 1:
            return self.leaf_effort(who)
        effort = back(who.model, who.aim)  # a newborn's model is P M_p
        return unit(effort) if self.budget else effort
