"""The same world with other seeds, to tell what is luck and what isn't: an ensemble, and prediction intervals from its range.

Of so many worlds that differ in their seed alone, and one more, each is as likely as any other to have the smallest or the
largest value of a measure at a tick. So one more lies within the range of SEEDS others with probability
(SEEDS - 1) / (SEEDS + 1) = .9, or more where values are equal, whatever their distribution (Fligner & Wolfe 1976, The
American Statistician 30, 78-85). That holds for any one tick and not for a whole curve at once, and over many such ranges:
within any one of them lies a share of further worlds that is itself drawn, Beta(SEEDS - 1, 2).
"""

import math
import time
from collections.abc import Iterable, Sequence
from dataclasses import replace
from itertools import count, islice
from typing import TYPE_CHECKING, NamedTuple

import numpy as np

from superorganisms.arrays import Floats
from superorganisms.errors import SuperorganismError
from superorganisms.web.commands import LaneAt
from superorganisms.web.past import leads, same
from superorganisms.web.runs import size

if TYPE_CHECKING:
    from superorganisms.web.player import Player
    from superorganisms.web.worlds import Worlds

SEEDS = 19
BATCH = "`superorganisms batch` runs as many as you like"
STRETCH = 16  # ticks of one world before it is the next one's turn


class Range(NamedTuple):
    """Of `columns`, the smallest and the largest values, (ticks, columns) each; NaN where a world has none."""

    columns: tuple[str, ...]
    low: Floats
    high: Floats


def other_seeds(taken: Iterable[int]) -> tuple[int, ...]:
    """The first SEEDS seeds from 1 on that are not taken.

    >>> other_seeds([2, 7])[:4]
    (1, 3, 4, 5)
    """
    gone = set(taken)
    return tuple(islice((seed for seed in count(1) if seed not in gone), SEEDS))


class Others:
    """One world with each of the other seeds. end: the tick past which they don't go, and `ended` why; empty: they do."""

    def __init__(self, at: LaneAt, seeds: tuple[int, ...], worlds: "Worlds") -> None:
        self.end = math.inf
        self.ended = ""
        self._at = self._seen = at
        self._seeds = seeds
        self._worlds = worlds
        self._players: list[Player] = []

    @property
    def tick(self) -> int:
        """As far as all of them are."""
        return min((player.tick for player in self._all), default=0)

    @property
    def _all(self) -> "list[Player]":
        """None as long as one is missing."""
        return self._players if len(self._players) == len(self._seeds) else []

    def fits(self, at: LaneAt, seeds: tuple[int, ...]) -> bool:
        """Are these the others of such a world, or on their way to be?"""
        if seeds != self._seeds or at is self._seen:
            return seeds == self._seeds
        if replace(at, name=self._at.name, hand=self._at.hand) != self._at:
            return False
        on_the_way = not self.ended and all(leads(player.hand, player.tick, at.hand) for player in self._players)
        return on_the_way or same(at.hand, self._at.hand)

    def follow(self, at: LaneAt) -> None:
        """Of a world that they fit: what is to be changed in it by hand is in them too."""
        self._seen = at
        if not same(at.hand, self._at.hand):
            self._at = at
            for player in self._players:
                player.to_come = list(at.hand[len(player.hand) :])

    def go(self, tick: int, seconds: float) -> None:
        """Towards a tick, the hindmost first, for so many seconds."""
        ends = time.monotonic() + seconds
        try:
            while self.behind(tick) and time.monotonic() < ends:
                if len(self._players) < len(self._seeds):
                    self._add(self._seeds[len(self._players)])
                else:
                    self._go_on(tick, ends)
        except SuperorganismError as problem:
            self.end, self.ended = 0, str(problem)

    def behind(self, tick: int) -> bool:
        """Is there something to do to get to a tick?"""
        return self.tick < min(tick, self.end)

    def _go_on(self, tick: int, ends: float) -> None:
        hindmost = min(self._players, key=lambda player: player.tick)
        target = min(tick, self.end, hindmost.tick + STRETCH)
        try:
            hindmost.advance(int(target) - hindmost.tick, ends - time.monotonic())
        except SuperorganismError as problem:
            self.end, self.ended = hindmost.tick, str(problem)
        if self._fill(hindmost) and not self.ended:
            self.end = max(player.tick for player in self._players)
            filled = f"{len(self._seeds)} worlds of {self.end:,} ticks fill the {self._megabytes} MB that they have"
            self.ended = f"{filled}; {BATCH}"

    def _add(self, seed: int) -> None:
        player = self._worlds.player(replace(self._at, seed=seed), 0)
        player.world.record.keep_drift_in_brief()
        if self._fill(player):
            units = sum(len(layer) for layer in player.world.layers)
            raise SuperorganismError(
                f"{len(self._seeds)} worlds of {units:,} units are more than the {self._megabytes} MB that they have; {BATCH}"
            )
        self._players.append(player)

    def _fill(self, player: "Player") -> bool:
        """Would so many as large as this one take more than their room?"""
        return len(self._seeds) * size(player) > self._worlds.limits.past

    @property
    def _megabytes(self) -> int:
        return self._worlds.limits.past // 2**20

    def range(self, columns: Iterable[str], first: int, last: int, minus: "Others | None" = None) -> Range:
        """Of the ticks after `first` up to `last`; of what they have over the worlds of the same seeds in `minus`, if given."""
        sides = [self] if minus is None else [self, minus]
        had = tuple(name for name in columns if all(name in one._columns for one in sides))
        own, *less = [one._rows(had, first, last) for one in sides]
        values = own - less[0] if less else own
        return Range(had, values.min(axis=0), values.max(axis=0))

    @property
    def _columns(self) -> Sequence[str]:
        return list(self._all[0].world.record.columns) if self._all else []

    def _rows(self, columns: Sequence[str], first: int, last: int) -> Floats:
        """(seeds, ticks, columns)."""
        places = [self._columns.index(name) for name in columns]
        rows = [player.world.record.rows[first:last, places] for player in self._all]
        return np.stack(rows) if rows else np.empty((len(self._seeds), 0, 0))
