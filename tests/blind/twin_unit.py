"""A slot of the twin's hierarchy with its present occupant."""

from __future__ import annotations

from dataclasses import dataclass, field
from math import nan

from tests.blind.twin_vectors import Matrix, Vector


@dataclass(eq=False)
class Unit:
    """A slot with its present occupant; a candidate in the sandbox is one too, with a key of its own and no children."""

    layer: int
    row: int
    key: int
    parent: Unit | None
    skill: float
    children: list[Unit] = field(default_factory=list)
    # what the occupant is
    strategy: str = "direct"
    sees_through: bool = False
    goal: Vector = field(default_factory=list)
    model: Matrix = field(default_factory=list)
    memory: Vector = field(default_factory=list)  # a planner's prior, nothing in the others
    # as they acted in this tick, before its selection
    acted_goal: Vector = field(default_factory=list)
    acted_strategy: str = "direct"
    acted_sees_through: bool = False
    acted_model: Matrix = field(default_factory=list)
    # what happened in this tick
    audited: bool = False
    watched: bool = False
    understood: Vector = field(default_factory=list)
    tight_aim: Vector = field(default_factory=list)  # the aim if nothing had leaked
    aim: Vector = field(default_factory=list)
    letter: Vector = field(default_factory=list)
    effort: Vector = field(default_factory=list)  # sum over its leaves
    exerted: Vector = field(default_factory=list)  # the same of f(e): effort as far as it isn't saturated
    tried: Vector = field(default_factory=list)  # at a leaf: its effort, also a trial's, which is never made in the world
    outcome: Vector = field(default_factory=list)  # average over its leaves
    metric: float = nan
    # what selection did in this tick
    ancestor: int = 0
    newcomer: bool = False

    def leaves(self) -> list[Unit]:
        """The leaves below (a leaf: itself)."""
        return [leaf for child in self.children for leaf in child.leaves()] if self.children else [self]

    def able(self) -> float:
        """The skill that counts: a trial does nothing in the world."""
        return 0.0 if self.acted_strategy == "trial" else self.skill
