"""How a newcomer of the twin's world is made: its ancestor's goal and traits, a model from its parent."""

from __future__ import annotations

from typing import NamedTuple

from tests.blind import twin_noise as noise
from tests.blind.twin_mind import Mind
from tests.blind.twin_unit import Unit
from tests.blind.twin_vectors import Matrix, Vector, add


class Occupant(NamedTuple):
    """All that moves when a slot's occupant does; skill, and what happened in this tick, stay with the slot."""

    goal: Vector
    strategy: str
    sees_through: bool
    model: Matrix
    memory: Vector
    ancestor: int
    pooled: bool  # hired from outside in this tick: no copy of anyone


class Birth(Mind):
    """Newcomers as candidates: units with a key of their own in a slot's place."""

    pooled: set[Unit]

    def occupant(self, who: Unit) -> Occupant:
        """Who sits there now."""
        kept = (who.goal, who.strategy, who.sees_through, who.model, who.memory, who.ancestor)
        return Occupant(*kept, who in self.pooled)

    def settle(self, slot: Unit, occupant: Occupant) -> None:
        """From now on `occupant` sits in `slot`, as a newcomer."""
        slot.goal, slot.strategy, slot.sees_through, slot.model, slot.memory, slot.ancestor, pooled = occupant
        slot.newcomer = True
        (self.pooled.add if pooled else self.pooled.discard)(slot)

    def copy_of(self, ancestor: Unit, slot: Unit, key: int) -> Unit:
        """A mutated copy for a slot, its draws under `key`."""
        layer, made = self.layers[slot.layer], Unit(slot.layer, slot.row, key, slot.parent, slot.skill)
        made.ancestor = ancestor.row
        made.goal = self.bracket(add(ancestor.goal, self.normals(noise.MUTATION, made), layer["mutation"]))
        anew = layer.get("strategy_mutation", 0.0)
        made.strategy, made.sees_through = ancestor.strategy, ancestor.sees_through
        if self.uniform(noise.TRAITS, made, 0) < anew:
            made.strategy = self.drawn_strategy(slot.layer, self.uniform(noise.TRAITS, made, 1))
        if self.uniform(noise.TRAITS, made, 2) < anew:
            made.sees_through = self.uniform(noise.TRAITS, made, 3) < layer.get("sees_through", 0.0)
        return self.taught(made)

    def from_pool(self, slot: Unit, key: int) -> Unit:
        """Somebody from outside, who counts as the slot's own descendant and keeps its strategy."""
        made = Unit(slot.layer, slot.row, key, slot.parent, slot.skill)
        made.ancestor, made.strategy, made.sees_through = slot.row, slot.strategy, slot.sees_through
        made.goal = self.bracket(self.normals(noise.POOL, made))
        self.pooled.add(made)
        return self.taught(made)

    def taught(self, made: Unit) -> Unit:
        """With the model that its parent makes, and the prior that follows from it."""
        made.model = self.newborn_model(made)
        made.memory = self.first_prior(made)
        return made
