"""Is a strategy complete, and does it keep to its rows? (agents/strategies says what a strategy is.)"""

from collections.abc import Iterator
from types import ModuleType
from typing import Any

import numpy as np

from superorganisms.agents.strategies import Strategy, strategies, strategy_of
from superorganisms.errors import SuperorganismError, suggest
from superorganisms.model.checks._declared import (
    check_function,
    check_name,
    check_options,
    check_sentence,
    demand,
    speaking_of,
)
from superorganisms.model.checks._rows import check_alone, check_rows
from superorganisms.model.checks._worlds import check_repeats, every_other, small_world
from superorganisms.model.parameters import Parameters
from superorganisms.model.world import Superorganism

RULES = ("budget", "cost")
GEOMETRIES = ("sphere", "free")
FLAGS = tuple(name for name, value in vars(Strategy).items() if isinstance(value, bool))
FUNCTIONS = {
    "aim": "rows, layer, traits",
    "effort": "rows, layer, above, minds, values, traits, clock",
    "born": "rows, layer, letters, minds, traits",
    "learn": "rows, layer, minds, values, traits",
    "share": "layer, above, code, minds, principal, values, traits, clock",
}
ROUNDING = 1e-9
_TICKS = 6


def check_strategy(given: str | ModuleType) -> None:
    """Raise SuperorganismError naming the first thing that is wrong with a strategy; return nothing if there is none.

    given: the strategy's module, or the name of one that is known. Reads what it declares, then tries it in small worlds under
    each of its effort rules: it writes its own rows only; what it aims at and does is finite and possible, the same every
    time, for any number of threads and after being saved; and one more sibling changes nobody else's.
    """
    if isinstance(given, str) and given not in strategies():
        raise SuperorganismError(f"there is no strategy '{given}'{suggest(given, strategies())}")
    strategy = strategies()[given] if isinstance(given, str) else strategy_of(given)
    with speaking_of(f"strategy {strategy.NAME}"):
        for check in (_declarations, _functions, _together, _known, check_rows, _runs, check_alone):
            check(strategy)


def _declarations(strategy: Strategy) -> None:
    check_name(strategy.NAME)
    check_sentence("SENTENCE", strategy.SENTENCE)
    for name in FLAGS:
        value = getattr(strategy, name)
        demand(isinstance(value, bool), f"{name} must be True or False, got {value!r}")
    rules = strategy.RULES
    fit = isinstance(rules, tuple) and rules and all(rule in RULES for rule in rules)
    demand(fit, f"RULES must be a tuple of 'budget', 'cost' or both, got {rules!r}")
    check_options(strategy.OPTIONS)
    others = [option for name, one in strategies().items() if name != strategy.NAME for option in one.OPTIONS]
    for option in strategy.OPTIONS:
        demand(option.choices is None, f"option '{option.name}' must be a number: it is handed on to compiled laws")
        same = all(option == other for other in others if other.name == option.name)
        demand(same, f"option '{option.name}' is declared otherwise by another strategy, choose another name")


def _functions(strategy: Strategy) -> None:
    for name, parameters in FUNCTIONS.items():
        function = getattr(strategy, name)
        if function is not None:
            check_function(name, function, parameters)


def _together(strategy: Strategy) -> None:
    """What doesn't go with what."""
    remembers = strategy.born is not None
    demand(strategy.REMEMBERS is remembers, "REMEMBERS must be True with a function born, and only with one")
    for name in ("learn", "share"):
        if getattr(strategy, name) is not None:
            demand(strategy.OWNS_MODEL, f"OWNS_MODEL must be True with a function {name}, which changes models")
    for name, why in (("REMEMBERS", "memories are kept at the leaves"), ("SANDBOXED", "who has children acts in the world")):
        demand(not (strategy.ABOVE_LEAVES and getattr(strategy, name)), f"{name} can't go with ABOVE_LEAVES: {why} only")
    demand(strategy.AIMS or not strategy.ABOVE_LEAVES, "ABOVE_LEAVES needs AIMS: a letter is made of an aim")


def _known(strategy: Strategy) -> None:
    known = strategies().get(strategy.NAME)
    demand(known == strategy, "it isn't known: the last line of its file must be add_strategy(__name__)")


def worlds(strategy: Strategy) -> Iterator[Parameters]:
    """Half of the leaves, and of those above if it may be there, live by the strategy; under each effort rule and geometry."""
    half: Any = {"strategies": {strategy.NAME: 0.5}, "strategy_mutation": 0.5, "sees_through": 0.5, "misreading": 0.1}
    leaves = half | {"strategies": every_other(strategy.NAME), "imitation": 0.2, "surrogation": 0.1}
    top = {"strategies": {strategy.NAME: 1.0}} if strategy.ABOVE_LEAVES else {}
    for rule in strategy.RULES:
        for geometry in GEOMETRIES:
            of_all = {"effort_rule": rule, "goal_geometry": geometry}
            firms = {"selection": "truncation(turnover=0.5)", **(half if strategy.ABOVE_LEAVES else {})}
            yield small_world(of_all=of_all, managers=top, firms=firms, leaves=leaves | {"selection": "truncation(0.5)"})
            curved = of_all | ({"saturation": 0.5} if rule == "budget" else {})
            for candidates in ("copies", "pool"):
                tried = {"selection": f"best_of(2, 0.5, {candidates})"}
                narrow = leaves | tried | {"capacity": 2}
                yield small_world(of_all=curved, managers=top, firms=firms | tried, leaves=narrow)


def _runs(strategy: Strategy) -> None:
    code = list(strategies()).index(strategy.NAME)
    for parameters in worlds(strategy):
        where = f"under {parameters.effort_rule}, {parameters.goal_geometry}, {parameters.layers[-1].selection.rule}"
        with speaking_of(where):
            check_repeats(parameters, _TICKS, lambda world: _acts(world, strategy, code))


def _acts(world: Superorganism, strategy: Strategy, code: int) -> None:
    """Aims and efforts of this tick."""
    budget = world.parameters.effort_rule == "budget"
    for layer in world.layers:
        rows = np.flatnonzero(layer.former_strategies == code)
        aims = layer.aims[rows]
        if not strategy.AIMS:
            demand(np.isnan(aims).all(), f"AIMS is False, so {layer.name}'s aims must be NaN")
            continue
        demand(np.isfinite(aims).all(), f"aim left {layer.name}'s aims that aren't finite")
        sizes = np.linalg.norm(aims, axis=1)
        unit = (np.abs(sizes - 1.0) < ROUNDING) | (sizes == 0.0)
        demand(not budget or unit.all(), f"aim left {layer.name}'s aims of another length than 1 or 0, which budget needs")
    leaves = world.layers[-1]
    rows = np.flatnonzero(leaves.former_strategies == code)
    efforts, skill = leaves.efforts[rows], leaves.slot_skill[rows]
    demand(np.isfinite(efforts).all(), "effort left efforts that aren't finite")
    within = np.linalg.norm(efforts, axis=1) <= skill * (1.0 + ROUNDING)
    demand(not budget or within.all(), "effort left efforts longer than skill, which budget doesn't allow")
    demand(all(np.isfinite(layer.goals).all() for layer in world.layers), "goals are no longer finite")
