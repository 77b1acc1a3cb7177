"""Where a world has been: moments to go back to, from which all between them are made again, exactly."""

import json
from typing import TYPE_CHECKING, Any, NamedTuple

if TYPE_CHECKING:
    from superorganisms.model.checkpoint import Moment
    from superorganisms.web.lineage import Lineage
    from superorganisms.web.player import Player

FIRST_EVERY = 16  # ticks: what lies between two moments of a small world is made again in some milliseconds
FEWEST, FEW, NEAR = 3, 10, 4  # moments of a world however large it is; of one that is large; before one gone back to
LARGE = 8  # times the room that a small world has

type Change = tuple[int, str, Any]  # by hand: tick, path, value
type Hand = tuple[Change, ...]


class Kept(NamedTuple):
    """A world at a tick, with what had been changed by hand and whose copy sat in each slot."""

    moment: "Moment"
    hand: Hand
    lineage: "Lineage"


class Past:
    """Moments of one world: one `every` so many ticks and, where they would take more than their room, fewer.

    The room is three fourths of `room` bytes, or FEW moments of a large world. The rest is for those of every tick before one
    to which was gone back, as who goes back a tick will likely go back another.
    """

    def __init__(self, room: int) -> None:
        self.room = room
        self.every = FIRST_EVERY
        self._kept: dict[int, Kept] = {}
        self._near: dict[int, Kept] = {}

    @property
    def size(self) -> int:
        """Bytes kept."""
        return sum(kept.moment.size for kept in (*self._kept.values(), *self._near.values()))

    @property
    def most(self) -> int:
        """Bytes that may be kept."""
        return max(self.room, (self._fewest + NEAR) * self._one)

    @property
    def count(self) -> int:
        """Moments kept."""
        return len(self._kept) + len(self._near)

    def pass_by(self, player: "Player") -> None:
        """Keep this moment if it is one of those that are kept. For the thread that works on the world."""
        if player.tick % self.every or player.tick in self._kept or _just_changed(player):
            return
        self._kept[player.tick] = _kept(player)
        room = self.room - self.room // 4
        while sum(one.moment.size for one in self._kept.values()) > room and len(self._kept) > self._fewest:
            self.every *= 2
            self._kept = {tick: one for tick, one in self._kept.items() if tick % self.every == 0}

    def pass_near(self, player: "Player", target: int) -> None:
        """On the way back to a tick: this one too, if it is so near that there is room for all up to there."""
        self.pass_by(player)
        if not _just_changed(player) and target - player.tick <= max(NEAR, self.room // 4 // max(1, self._one)):
            self._near[player.tick] = _kept(player)

    def forget_near(self) -> None:
        """It is gone back to somewhere else."""
        self._near.clear()

    @property
    def _one(self) -> int:
        """Bytes of a moment; they are all of about one size."""
        return next((one.moment.size for one in self._kept.values()), 0)

    @property
    def _fewest(self) -> int:
        return max(FEWEST, min(FEW, LARGE * self.room // max(1, self._one)))

    def nearest(self, front: "Player", tick: int, hand: Hand) -> Kept | None:
        """The latest moment that is not past the tick, on the way of a world with these changes by hand."""
        record, known = front.world.record, self._kept | self._near
        fitting = [at for at, one in known.items() if at <= tick and leads(one.hand, at, hand) and record.can_be_cut(at)]
        return known[max(fitting)] if fitting else None

    def until(self, tick: int) -> "Past":
        """The past of a world that leaves this one at a tick: the same moments, not copies of them."""
        past = Past(self.room)
        past.every = self.every
        past._kept = {at: kept for at, kept in self._kept.items() if at < tick}  # of its own kind
        return past


def _kept(player: "Player") -> Kept:
    from superorganisms.model.checkpoint import moment_of

    return Kept(moment_of(player.world), player.hand, player.lineage.copy())


def _just_changed(player: "Player") -> bool:
    """By hand: that may be changed again."""
    return bool(player.hand) and player.hand[-1][0] == player.tick


def with_change(hand: Hand, change: Change) -> Hand:
    """Changes by hand and one more, which is made in the place of those of the same thing, or of a part of it, at its tick.

    >>> with_change(((3, "firm.selection.turnover", 0.1), (7, "leaks", [])), (3, "firm.selection", None))
    ((3, 'firm.selection', None), (7, 'leaks', []))
    """
    tick, path, _ = change
    kept = [one for one in hand if one[0] != tick or not f"{one[1]}.".startswith(f"{path}.")]
    return tuple(sorted([*kept, change], key=lambda one: one[0]))


def leads(done: Hand, tick: int, hand: Hand) -> bool:
    """Is a world at this tick, with these changes made, on the way of a world with those? The same so far, all else to come.

    >>> leads(((3, "a", 1),), 5, ((3, "a", 1), (7, "b", 2))), leads((), 5, ((3, "a", 1),))
    (True, False)
    """
    return same(done, hand[: len(done)]) and all(at >= tick for at, _, _ in hand[len(done) :])


def same(one: Hand, other: Hand) -> bool:
    """Equal, true and 1 not being the same."""
    return json.dumps(one) == json.dumps(other)
