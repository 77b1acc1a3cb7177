"""Compile or load every law that a running world needs, by running the smallest worlds that need them all."""

from superorganisms.agents.strategies import strategies
from superorganisms.model.leaks import leaks
from superorganisms.model.parameters import LayerParameters, Parameters
from superorganisms.model.selection import rules
from superorganisms.model.world import Superorganism


def small_worlds() -> list[Parameters]:
    """For each selection rule a world with every strategy and all else switched on, and one where effort costs."""
    found = []
    for effort_rule in ("budget", "cost"):
        names = [name for name, strategy in strategies().items() if effort_rule in strategy.RULES]
        found += [small_world(effort_rule, names, rule) for rule in (rules() if effort_rule == "budget" else ("best_of",))]
    return found


def small_world(effort_rule: str, names: list[str], rule: str) -> Parameters:
    """Three layers, each mechanism on."""
    return Parameters(
        features=2,
        effort_rule=effort_rule,
        saturation=0.5 if effort_rule == "budget" else 0.0,
        response_drift=0.1,
        leaks=[("lobby", "firm", 0.1), *((name, "employee", 0.1) for name in leaks() if name != "lobby")],
        layers=(
            LayerParameters(name="order", surrogation=0.1, foresight=True),
            LayerParameters(name="firm", size=2, succession="lineage", migration={"recruit": 0.5, "swap": 0.5}),
            LayerParameters(
                name="employee",
                size=2 * len(names),
                strategies=names * 2,
                strategy_mutation=0.1,
                sees_through=0.5,
                misreading=0.1,
                imitation=0.1,
                network="ring",
                capacity=1,
                selection=rule,
                sync=1,
                noise=0.1,
                noise_kind="student_t",
                audit=0.5,
                detection=0.5,
                migration={"recruit": 0.5},
            ),
        ),
    )


def warm() -> None:
    """Run the small worlds. `compiled.count()` tells, from another thread, how far it is."""
    for parameters in small_worlds():
        world = Superorganism(parameters, rng=0)
        world.step()
        world.step()
        world.classify()
        world.inner_alignment(1)
