"""Swaps between slots, and what becomes of those below a slot whose occupant has changed, in the twin's world."""

from __future__ import annotations

from collections.abc import Iterator
from math import floor

from tests.blind import twin_noise as noise
from tests.blind.twin_sandbox import Sandbox
from tests.blind.twin_unit import Unit


class Succession(Sandbox):
    """What happens in a due layer once its newcomers are made."""

    def swap(self, depth: int) -> None:
        """Pairs of units in a group of sibling families change places with all they are."""
        share = self.migration(depth, "swap")
        for key, group in self._groups(depth):
            lots = (noise.uniform(self.seed, noise.SWAP, depth, key, self.tick, draw) for draw in range(len(group) + 1))
            for one, other in self._pairs(group, share, lots):
                here, there = self.occupant(one), self.occupant(other)
                self.settle(one, there)
                self.settle(other, here)

    def _groups(self, depth: int) -> list[tuple[int, list[Unit]]]:
        """Units whose parents are siblings, in the order of rows, with the key of the unit two layers up."""
        if depth == 1:
            return [(0, self.units[1])]
        above = self.units[depth - 2]
        return [(old.key, [who for parent in old.children for who in parent.children]) for old in above]

    def _pairs(self, group: list[Unit], share: float, lots: Iterator[float]) -> Iterator[tuple[Unit, Unit]]:
        """As many pairs as the share says, none of them sharing a unit."""
        n, order = len(group), list(group)
        pairs = min(n // 2, floor(share * n / 2 + next(lots)))
        for place in range(2 * pairs):
            other = place + floor(next(lots) * (n - place))
            order[place], order[other] = order[other], order[place]
        for pair in range(pairs):
            yield order[2 * pair], order[2 * pair + 1]

    def inherit_below(self, depth: int) -> None:
        """Lineage: below a slot whose occupant came from another, everyone is an exact copy from below that one."""
        members = self.units[depth]
        heirs = [pair for who in members if who.ancestor != who.row for pair in matched(who, members[who.ancestor])]
        copies = [(heir, self.occupant(model)) for heir, model in heirs]  # all as they stood before any copying
        for heir, occupant in copies:
            self.settle(heir, occupant)


def matched(heir: Unit, source: Unit) -> Iterator[tuple[Unit, Unit]]:
    """Every slot below `heir` with the one below `source` that it copies: child j from child j mod (number there)."""
    for place, child in enumerate(heir.children):
        model = source.children[place % len(source.children)]
        yield child, model
        yield from matched(child, model)
