"""Runs that stand ready: a world asked for again at a tick that was seen before comes back at once."""

import threading
from collections import OrderedDict
from typing import TYPE_CHECKING

import numpy as np

from superorganisms.web.past import leads

if TYPE_CHECKING:
    from superorganisms.web.past import Hand
    from superorganisms.web.player import Player

EVERY = 100  # ticks between two copies of a world that plays


def size(player: "Player") -> int:
    """Bytes that a copy of this world takes, about."""
    world = player.world
    columns = (column for layer in world.layers for column in layer if isinstance(column, np.ndarray))
    return sum(column.nbytes for column in columns) + world.record.rows.nbytes + world.record.drift.nbytes


class Keeper:
    """When a world in a tab is worth a copy: one that was paused for whoever comes back, one that plays every so often."""

    def __init__(self) -> None:
        self._last: tuple[Player, int, object] | None = None  # world, tick and changes by hand of the last copy

    def pass_by(self, player: "Player") -> None:
        """Not worth a copy where it stands: single steps are soon made again."""
        self._last = (player, player.tick, player.hand)

    def due(self, player: "Player", *, paused: bool) -> bool:
        """Is a copy due now? It counts as made."""
        place, last = (player, player.tick, player.hand), self._last
        if place == last or not player.tick:
            return False
        if not paused and last is not None and last[0] is player and player.tick - last[1] < EVERY:
            return False
        self._last = place
        return True


class Runs:
    """Copies of worlds by (parameters, seed, what was changed by hand) and tick, at most so many bytes of them.

    The least lately used go first; a world larger than all the room is not kept. Shared by all tabs: a copy holds no
    more than parameters and seed say.
    """

    def __init__(self, most: int) -> None:
        self._most = most
        self._kept: OrderedDict[tuple[str, int], Player] = OrderedDict()  # by run, hand included, and tick
        self._sizes: dict[tuple[str, int], int] = {}
        self._lock = threading.Lock()

    @property
    def size(self) -> int:
        """Bytes kept."""
        return sum(self._sizes.values())

    def keep(self, player: "Player") -> None:
        """Put a copy aside, unless there is one already. For the thread that works on the world."""
        place, room = (player.run, player.tick), size(player)
        with self._lock:
            if place in self._kept:
                self._kept.move_to_end(place)
                return
        if room > self._most:
            return
        copy = player.copy()
        with self._lock:
            self._kept[place], self._sizes[place] = copy, room
            while self.size > self._most:
                gone, _ = self._kept.popitem(last=False)
                del self._sizes[gone]

    def nearest(self, start: str, hand: "Hand", tick: int) -> "Player | None":
        """A copy of the latest world of this run that is not past the tick; None if there is none."""
        with self._lock:
            fitting = [
                one
                for one in self._kept.values()
                if one.start == start and one.tick <= tick and leads(one.hand, one.tick, hand)
            ]
            if not fitting:
                return None
            best = max(fitting, key=lambda one: (one.tick, len(one.hand)))
            self._kept.move_to_end((best.run, best.tick))
        return best.copy()
