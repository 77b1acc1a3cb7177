"""Direct: plans through a world model fixed at birth by its parent's, and executes open loop: a rocket's guidance."""

from superorganisms.agents.columns import Clock, Columns, Minds, Traits
from superorganisms.agents.planning import blend, plan
from superorganisms.arrays import Ints
from superorganisms.compiled import kernel

NAME = "direct"
SENTENCE = "optimizes a blend of its own goal and the letter, through the model it was born with"
ABOVE_LEAVES = True


@kernel
def aim(rows: Ints, layer: Columns, traits: Traits) -> None:
    """v = ⟨(1 - λ) g + λ u⟩."""
    for i in rows:
        blend(i, layer.goals, layer.understood, traits.compliance, traits.budget, layer.aims)


@kernel
def effort(rows: Ints, layer: Columns, above: Columns, minds: Minds, values: tuple[()], traits: Traits, clock: Clock) -> None:
    """e = skill · unit(Mᵀ v) under budget, Mᵀ v under cost."""
    for i in rows:
        plan(i, layer.aims, minds.models, int(layer.models[i]), float(layer.skill[i]), traits.budget, layer.efforts)
