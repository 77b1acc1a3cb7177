"""A family of the twin's world as its selection rule sees it: who was read, how fit, ranked how."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from importlib import import_module
from math import exp, floor
from operator import attrgetter
from typing import Any

from tests.blind import twin_noise as noise
from tests.blind.twin_birth import Birth
from tests.blind.twin_unit import Unit
from tests.blind.twin_vectors import Vector

DEFAULTS: dict[str, dict[str, Any]] = {
    "none": {},
    "truncation": {"turnover": 0.1},
    "moran": {"s": 1.0, "fitness": "exponential"},
    "wright_fisher": {"s": 1.0, "fitness": "exponential"},
    "fermi": {"s": 1.0, "fitness": "metric"},
    "best_of": {"n": 4, "turnover": 0.1, "candidates": "copies"},
}


def rule_of(given: str | dict[str, Any]) -> dict[str, Any]:
    """A rule with all its options."""
    options = {"rule": given} if isinstance(given, str) else given
    return DEFAULTS[options["rule"]] | {name: value for name, value in options.items() if value is not None}


@dataclass(eq=False)
class Contest:
    """One family in a due layer; those who weren't audited sit it out."""

    parent: Unit
    read: list[Unit]  # in the order of rows
    ranked: list[Unit]  # the worst first
    worth: Vector  # fitness of those read; under fermi what is compared
    luck: float  # U

    def leave(self, turnover: float) -> list[Unit]:
        """The worst, who leave."""
        return self.ranked[: floor(turnover * len(self.read) + self.luck)]

    def one_of_the_best(self, parents: float, drawn: float) -> Unit:
        """One of the best, counted from the best downward."""
        best = min(len(self.read), max(1, floor(parents * len(self.read) + self.luck)))
        return self.ranked[-1 - floor(drawn * best)]

    def by_fitness(self, drawn: float) -> Unit:
        """One of those read with probability proportional to fitness."""
        return self.read[pick(self.worth if sum(self.worth) > 0 else [1.0] * len(self.read), drawn)]


class Contests(Birth):
    """The contests of a layer, and the migration of ancestors between them."""

    def contests(self, depth: int, options: dict[str, Any]) -> list[Contest]:
        """Every family of the layer, in the order of its parents."""
        worths = self._by_function(depth, options)
        return [self._contest(parent, options, worths) for parent in self.units[depth - 1]]

    def _contest(self, parent: Unit, options: dict[str, Any], worths: Vector | None) -> Contest:
        read = [who for who in parent.children if who.audited]
        ranked = sorted(read, key=lambda who: (who.metric, self.uniform(noise.SELECTION, who, 0), who.row))
        worth = fitness([who.metric for who in read], options) if worths is None else [worths[who.row] for who in read]
        return Contest(parent, read, ranked, worth, self.family_uniform(parent, 0))

    def _by_function(self, depth: int, options: dict[str, Any]) -> Vector | None:
        """What a user's function says of all units of the layer."""
        if options.get("fitness") in (None, "exponential", "linear", "metric"):
            return None
        members, families = self.units[depth], [0]
        for parent in self.units[depth - 1]:
            families.append(families[-1] + len(parent.children))
        goals = [list(who.acted_goal) for who in members]
        return [float(x) for x in function(options["fitness"])([who.metric for who in members], goals, families)]

    def family_uniform(self, parent: Unit, draw: int) -> float:
        """A number that belongs to the family: its parent's key, its children's layer."""
        return noise.uniform(self.seed, noise.FAMILY, parent.layer + 1, parent.key, self.tick, draw)

    def migration(self, depth: int, kind: str) -> float:
        """How much of a kind of migration there is in a layer; a bare number is recruit."""
        given: float | dict[str, float] = self.layers[depth].get("migration") or {}
        return given.get(kind, 0.0) if isinstance(given, dict) else given if kind == "recruit" else 0.0

    def ancestry(self, slot: Unit, contests: list[Contest]) -> Contest:
        """The contest in which the ancestor for a vacancy is drawn: its own, or by recruit a sibling family's."""
        home = next(contest for contest in contests if contest.parent is slot.parent)
        others = [c for c in contests if c.parent.parent is home.parent.parent and c is not home]
        if others and self.uniform(noise.RECRUIT, slot, 0) < self.migration(slot.layer, "recruit"):
            there = others[floor(self.uniform(noise.RECRUIT, slot, 1) * len(others))]
            return there if there.read else home
        return home


def fitness(metrics: Vector, options: dict[str, Any]) -> Vector:
    """Fitness from metrics alone; the exponential one up to a factor, which keeps it from overflowing."""
    match options.get("fitness"):
        case "exponential":
            return [exp(options["s"] * (metric - max(metrics))) for metric in metrics]
        case "linear":
            return [max(0.0, 1 + options["s"] * metric) for metric in metrics]
    return list(metrics)


def function(given: str | Callable[..., Any]) -> Callable[..., Any]:
    """A user's function, given itself or as the text 'package.module:name'."""
    if not isinstance(given, str):
        return given
    module, _, name = given.partition(":")
    found: Callable[..., Any] = attrgetter(name)(import_module(module))
    return found


def pick(values: list[float], luck: float) -> int:
    """The first place whose cumulative value exceeds luck times the total."""
    level, running = luck * sum(values), 0.0
    for place, value in enumerate(values):
        running += value
        if running > level:
            return place
    return len(values) - 1
