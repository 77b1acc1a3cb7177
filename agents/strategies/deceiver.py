"""Deceiver: serves the letter when it knows that it is watched, and its own goal otherwise: deceptive alignment."""

from superorganisms.agents.columns import Clock, Columns, Minds, Traits
from superorganisms.agents.planning import blend, plan
from superorganisms.arrays import Ints
from superorganisms.compiled import kernel

NAME = "deceiver"
SENTENCE = "pursues the letter when it recognises an audit, its own goal otherwise"
ABOVE_LEAVES = True
DECEIVES = True


@kernel
def aim(rows: Ints, layer: Columns, traits: Traits) -> None:
    """v = u if audited and the audit is recognised, else ⟨g⟩ (Hubinger et al. 2019, section 4)."""
    for i in rows:
        compliance = 1.0 if layer.watched[i] else 0.0
        blend(i, layer.goals, layer.understood, compliance, traits.budget, layer.aims)


@kernel
def effort(rows: Ints, layer: Columns, above: Columns, minds: Minds, values: tuple[()], traits: Traits, clock: Clock) -> None:
    """As direct."""
    for i in rows:
        plan(i, layer.aims, minds.models, int(layer.models[i]), float(layer.skill[i]), traits.budget, layer.efforts)
