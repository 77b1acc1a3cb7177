"""Is a selection rule complete, and fair? (model/selection says what a rule is.)"""

from collections.abc import Iterator, Mapping
from types import ModuleType
from typing import Any, cast

import numpy as np

from superorganisms.errors import SuperorganismError, suggest
from superorganisms.model.checks._contests import check_contests, check_favour
from superorganisms.model.checks._declared import (
    check_function,
    check_name,
    check_options,
    check_sentence,
    demand,
    speaking_of,
)
from superorganisms.model.checks._worlds import check_repeats, made, small_world
from superorganisms.model.selection import NEEDED, Rule, rules, tries_candidates
from superorganisms.model.world import Superorganism

_TICKS = 6
_CANDIDATES = 3  # numbers of a rule that tries candidates: how many, turnover, whether they come from outside


def check_selection(given: str | ModuleType) -> None:
    """Raise SuperorganismError naming the first thing that is wrong with a selection rule; return nothing if there is none.

    given: the rule's module, or the name of one that is known. Reads what it declares, then lets it choose in random families:
    who takes a place is of the right family and was read, who wasn't read stays, families don't touch each other, and who
    does better is never favoured less. At last it runs in small worlds, which end alike every time.
    """
    if isinstance(given, str) and given not in rules():
        raise SuperorganismError(f"there is no selection rule '{given}'{suggest(given, rules())}")
    rule = rules()[given] if isinstance(given, str) else cast(Rule, given)
    with speaking_of(f"selection rule {getattr(rule, 'NAME', getattr(rule, '__name__', rule))}"):
        for check in (_declarations, _functions, _known):
            check(rule)
        for options in variants(rule):
            with speaking_of(f"with {options}" if options else "as it is by default"):
                values = _values(rule, options)
                check_contests(rule, values)
                check_favour(rule, values)
        _runs(rule)


def _declarations(rule: Rule) -> None:
    for name in NEEDED:
        demand(hasattr(rule, name), f"it has no {name}, it must have {', '.join(NEEDED)}")
    check_name(rule.NAME)
    check_sentence("SENTENCE", rule.SENTENCE)
    check_options(rule.OPTIONS)
    for name in ("UNIT_DRAWS", "FAMILY_DRAWS"):
        count = getattr(rule, name)
        fit = isinstance(count, int) and not isinstance(count, bool) and count >= 0
        demand(fit, f"{name} must be a whole number of at least 0, got {count!r}")


def _functions(rule: Rule) -> None:
    check_function("choose", rule.choose, "contest, values")
    demand(callable(rule.values), f"values must be a function of the options, got {rule.values!r}")
    _values(rule, {option.name: option.default for option in rule.OPTIONS})


def _values(rule: Rule, options: Mapping[str, object]) -> tuple[float, ...]:
    with speaking_of("values"):
        values = rule.values(**options)
    fit = isinstance(values, tuple) and all(isinstance(value, float) for value in values)
    demand(fit, f"values must give a tuple of floats, got {values!r}")
    several = not tries_candidates(rule) or len(values) == _CANDIDATES
    demand(several, f"values of a rule with SANDBOX must be {_CANDIDATES}: how many, turnover, from outside; got {len(values)}")
    return values


def _known(rule: Rule) -> None:
    known = rules().get(rule.NAME)
    demand(known is rule, "it isn't known: the last line of its file must be add_selection(__name__)")


def variants(rule: Rule) -> Iterator[Mapping[str, object]]:
    """Options to try: the defaults, and each one alone at its bounds or at each of its choices."""
    yield {}
    for option in rule.OPTIONS:
        several = option.choices if option.choices is not None else (option.low, option.high)
        for value in several:
            if value is not None and value != option.default:
                yield {option.name: value}


def _runs(rule: Rule) -> None:
    """Selection in two layers, below one another; at once and one by one, at home and among neighbours."""
    for updating in ("synchronous", "asynchronous"):
        for migration, succession in ((0.0, "leader"), (0.5, "lineage")):
            selected: Any = {"selection": rule.NAME, "migration": migration}
            parameters = small_world(
                of_all={"updating": updating}, firms=selected | {"period": 2, "succession": succession}, leaves=selected
            )
            with speaking_of(f"in a world of {updating} updating, {migration} migration, {succession} succession"):
                check_repeats(parameters, _TICKS, _newborn)
    _one_by_one(rule)


def _newborn(world: Superorganism) -> None:
    """Goals are finite, and ancestors are rows of the layer."""
    for layer in world.layers:
        demand(np.isfinite(layer.goals).all(), f"goals of {layer.name} are no longer finite")
        known = (layer.ancestors >= 0) & (layer.ancestors < len(layer))
        demand(known.all(), f"ancestors of {layer.name} aren't rows of the layer")


def _one_by_one(rule: Rule) -> None:
    """When updating is asynchronous, one place of a layer changes hands at most."""
    world = made(small_world(of_all={"updating": "asynchronous"}, leaves={"selection": rule.NAME, "audit": 1.0}))
    for _ in range(_TICKS):
        world.step()
        count = int(world.layers[-1].newcomers.sum())
        demand(count <= 1, f"{count} places changed hands in a tick of asynchronous updating, it may be one: contest.alone")
