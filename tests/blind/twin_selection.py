"""Step 4 of the twin's tick: who is replaced, who descends from whom, what is inherited, and the account of it."""

from __future__ import annotations

from math import exp, floor
from typing import Any

from tests.blind import twin_noise as noise
from tests.blind.twin_birth import Occupant
from tests.blind.twin_contest import Contest, rule_of
from tests.blind.twin_price import Price
from tests.blind.twin_unit import Unit


class Selection(Price):
    """What selection adds to a world of minds."""

    def select(self) -> None:
        """All due layers, from the bottom up, so that ancestors compose; then the account of every layer."""
        self.pooled = set()
        for members in self.units:
            for who in members:
                who.ancestor, who.newcomer = who.row, False
        for depth in reversed(range(1, len(self.units))):
            if self.tick % self.layers[depth]["period"] == 0:
                self._select(depth)
        for depth in range(len(self.units)):
            self.account_selection(depth)

    def _select(self, depth: int) -> None:
        """The newcomers of a due layer, all made from what stood before; swaps; those below."""
        for slot, occupant in self._newcomers(depth):
            self.settle(slot, occupant)
        self.swap(depth)
        if self.layers[depth].get("succession", "leader") == "lineage":
            self.inherit_below(depth)

    def _newcomers(self, depth: int) -> list[tuple[Unit, Occupant]]:
        options = rule_of(self.layers[depth]["selection"])
        contests = self.contests(depth, options)
        made: list[tuple[Unit, Occupant]] = []
        for home in contests:
            if not home.read:
                continue
            if options["rule"] == "best_of":
                vacant = [slot for slot in home.leave(options["turnover"]) if self.is_open(slot)]
                made += [(slot, self.occupant(self.hired(slot, contests, options))) for slot in vacant]
            else:
                pairs = self._ancestors(home, contests, options)
                made += [(slot, self.occupant(self.copy_of(ancestor, slot, slot.key))) for slot, ancestor in pairs]
        return made

    def is_open(self, slot: Unit) -> bool:
        """Whether a slot may be filled anew in this tick: all, or under asynchronous updating one of the layer."""
        return self.open_row(slot.layer) in (None, slot.row)

    # the rules: pairs of a vacant slot and its ancestor

    def _ancestors(self, home: Contest, contests: list[Contest], options: dict[str, Any]) -> list[tuple[Unit, Unit]]:
        match options["rule"]:
            case "truncation":
                return self._truncation(home, contests, options)
            case "moran":
                return self._moran(home, contests)
            case "wright_fisher":
                return self._wright_fisher(home, contests)
            case "fermi":
                return self._fermi(home, contests, options)
        return []

    def _truncation(self, home: Contest, contests: list[Contest], options: dict[str, Any]) -> list[tuple[Unit, Unit]]:
        parents, found = options.get("parents", options["turnover"]), []
        for slot in home.leave(options["turnover"]):
            if self.is_open(slot):
                drawn = self.uniform(noise.SELECTION, slot, 1)
                found.append((slot, self.ancestry(slot, contests).one_of_the_best(parents, drawn)))
        return found

    def _moran(self, home: Contest, contests: list[Contest]) -> list[tuple[Unit, Unit]]:
        dead = self._struck(home, self.family_uniform(home.parent, 1))
        birth = self.family_uniform(home.parent, 0)
        return [(slot, self.ancestry(slot, contests).by_fitness(birth)) for slot in dead]

    def _wright_fisher(self, home: Contest, contests: list[Contest]) -> list[tuple[Unit, Unit]]:
        slots = [slot for slot in home.read if self.is_open(slot)]
        return [(slot, self.ancestry(slot, contests).by_fitness(self.uniform(noise.SELECTION, slot))) for slot in slots]

    def _fermi(self, home: Contest, contests: list[Contest], options: dict[str, Any]) -> list[tuple[Unit, Unit]]:
        for first in self._struck(home, self.family_uniform(home.parent, 0)):
            there = self.ancestry(first, contests)
            others = [place for place, who in enumerate(there.read) if who is not first]
            if others:
                second = others[floor(self.family_uniform(home.parent, 1) * len(others))]
                better = there.worth[second] - home.worth[home.read.index(first)]
                if self.family_uniform(home.parent, 2) < logistic(options["s"] * better):
                    return [(first, there.read[second])]
        return []

    def _struck(self, home: Contest, drawn: float) -> list[Unit]:
        """The one unit of a family that a rule strikes: any of those read, or whoever alone is open, if it was read."""
        if self.open_row(home.parent.layer + 1) is None:
            return [home.read[floor(drawn * len(home.read))]]
        return [who for who in home.read if self.is_open(who)]


def logistic(x: float) -> float:
    """1 / (1 + exp(-x)), without overflow."""
    return 1 / (1 + exp(-x)) if x > 0 else exp(x) / (1 + exp(x))
