"""Compile or load every law that a running world needs, by running the smallest worlds that need them all."""

from superorganisms.agents.strategies import strategies
from superorganisms.model.parameters import LayerParameters, Parameters
from superorganisms.model.selection import rules
from superorganisms.model.world import Superorganism


def small_worlds() -> list[Parameters]:
    """For each selection rule a world of three units, with every strategy, noise, audit, learning, and both effort rules."""
    each = list(strategies())
    return [
        Parameters(
            effort_rule=effort_rule,
            layers=(
                LayerParameters(name="order", surrogation=0.1),
                LayerParameters(
                    name="employee",
                    size=len(names),
                    strategies=names,
                    selection=rule,
                    noise=0.1,
                    audit=0.5,
                    detection=0.5,
                ),
            ),
        )
        for effort_rule in ("budget", "cost")
        for names in [[name for name in each if effort_rule in strategies()[name].RULES]]
        for rule in rules()
    ]


def warm() -> None:
    """Run the small worlds. `compiled.count()` tells, from another thread, how far it is."""
    for parameters in small_worlds():
        world = Superorganism(parameters, rng=0)
        world.step()
        world.step()
        world.classify()
        world.inner_alignment(1)
