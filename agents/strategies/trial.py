"""Trial: works in a sandbox only and is judged on the intent: a trial of the selection optimizer, no mesa-optimizer.

The control group: the one place where the intent is seen.
"""

from superorganisms.agents.columns import Clock, Columns, Minds, Traits
from superorganisms.agents.planning import blend, plan
from superorganisms.arrays import Ints
from superorganisms.compiled import kernel

NAME = "trial"
SENTENCE = "pursues its own goal in its parent's model only, where it is judged by the intent itself"
RULES = ("budget",)
OPTIMIZES = False
SANDBOXED = True


@kernel
def aim(rows: Ints, layer: Columns, traits: Traits) -> None:
    """v = ⟨g⟩."""
    for i in rows:
        blend(i, layer.goals, layer.understood, 0.0, traits.budget, layer.aims)


@kernel
def effort(rows: Ints, layer: Columns, above: Columns, minds: Minds, values: tuple[()], traits: Traits, clock: Clock) -> None:
    """As direct; what comes of it in the parent's model is the world's to work out."""
    for i in rows:
        plan(i, layer.aims, minds.models, int(layer.models[i]), float(layer.slot_skill[i]), traits.budget, layer.efforts)
