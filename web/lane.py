"""One world on a tab's clock: made up to its front, and shown wherever the clock stands."""

import math
from collections.abc import Callable
from dataclasses import replace
from typing import Any

from superorganisms.errors import SuperorganismError
from superorganisms.web.commands import OWN, LaneAt
from superorganisms.web.past import Change, Past, with_change
from superorganisms.web.player import Player
from superorganisms.web.worlds import overlap

STEPS_BACK = 20  # ticks: as far as this it is a step back, and others will follow


class Lane:
    """`front` is as far as the world was made, `view` the same world at the clock: the front itself when it stands there.

    number: of the world in its tab. at: all that decides it. sent: ticks whose rows the page has. born: the tick of the
    clock at which it was branched. sentence: what else is to be said of it. ended: why it goes no further.
    """

    def __init__(self, number: int, at: LaneAt, front: Player, past: Past) -> None:
        self.number = number
        self.at = at
        self.front = self.view = front
        self.past = past
        self.sent = 0
        self.born: int | None = None
        self._nearby = False
        self.sentence = ""
        self.ended = ""
        self._unseen = front.tick  # it was made elsewhere up to here, and this past doesn't know
        self._filler: Player | None = None

    def halt(self, halted: bool) -> None:
        """Whether its ticks stop at once."""
        for player in (self.front, self.view, self._filler):
            if player is not None:
                player.halted = halted

    def go(self, clock: int, seconds: float) -> None:
        """Towards the clock for so many seconds, making new ticks where the front has not been yet."""
        if self.front.tick <= clock:
            self.view = self.front
            self._extend(clock, seconds)
        else:
            self.show(clock, seconds)

    def show(self, clock: int, seconds: float) -> bool:
        """Take the view to the clock, or as near as the front is; whether it has arrived."""
        target = min(clock, self.front.tick)
        if self.front.tick == target:
            self.view = self.front
        elif self.view is self.front or not self.view.tick <= target <= self.view.tick + self.past.every:
            self._nearby = self.view.tick - target in range(STEPS_BACK + 1)
            self._go_back(target)
        self.view.advance(target - self.view.tick, seconds, self._passed(target))
        if self.view.tick == target and self.view is not self.front:
            self.view.catch_up()
        return self.view.tick == target

    def _passed(self, target: int) -> Callable[[Player], None]:
        """Who goes back step by step needs the moments just before."""
        return (lambda player: self.past.pass_near(player, target)) if self._nearby else self.past.pass_by

    def _go_back(self, target: int) -> None:
        kept = self.past.nearest(self.front, target, self.at.hand)
        nearest = 0 if kept is None else kept.moment.tick
        if self.view is self.front or not nearest <= self.view.tick <= target:
            if nearest < target:
                self.past.forget_near()
            self.view = self.front.back_at(kept, self.at.hand)

    def fill(self, seconds: float) -> bool:
        """Make what was made elsewhere once more, for the moments on the way; whether there was something to do."""
        if self._unseen == 0:
            return False
        self._filler = self._filler or self.front.back_at(None, self.at.hand)
        self._filler.advance(self._unseen - self._filler.tick, seconds, self.past.pass_by)
        if self._filler.tick >= self._unseen:
            self._unseen, self._filler = 0, None
        return True

    def earlier(self, ticks: int) -> Player:
        """A copy of this world so many ticks before it is shown, its changes by hand to come."""
        tick = max(0, self.view.tick - ticks)
        player = self.front.back_at(self.past.nearest(self.front, tick, self.at.hand), self.at.hand)
        player.advance(tick - player.tick, math.inf)
        return player

    def follow(self, horizon: int, clock: int, seconds: float) -> None:
        """Bring the front nearer to the horizon, the view staying at the clock."""
        if self.view is self.front and self.front.tick >= clock:
            self.view = self.front.copy()
        self._extend(horizon if self.front.tick >= clock else clock, seconds)

    @property
    def failed(self) -> Change | None:
        """The change by hand at which it ended, if it was one."""
        due = [one for one in self.front.to_come if one[0] <= self.front.tick]
        return due[0] if self.ended and due else None

    def stands(self, clock: int) -> bool:
        """Whether it ended here or before."""
        return bool(self.ended) and self.front.tick <= clock

    def _extend(self, tick: int, seconds: float) -> None:
        """Make ticks. A change by hand that can't be made ends the world where it stands."""
        if self.ended:
            return
        try:
            self.front.advance(tick - self.front.tick, seconds, self.past.pass_by)
            self.front.catch_up()
        except SuperorganismError as problem:
            self.ended = f"This world ends at tick {self.front.tick:,}: {problem}"

    def change(self, path: str, value: Any) -> None:
        """Change the world where it is shown; its future is forgotten. Raises SuperorganismError, the world untouched.

        What was to be changed later on of other things still will be.
        """
        self.view.intervene(path, value)
        self.view.to_come = [one for one in self.view.to_come if not overlap(one[1], [path])]
        self.ended = ""  # what it ended by may be among those
        if self.view is not self.front:
            self.past = self.past.until(self.view.tick)
            self.front = self.view
            self._unseen = min(self._unseen, self.view.tick)
        self.sent = min(self.sent, self.front.tick)
        self.at = replace(self.at, hand=(*self.front.hand, *self.front.to_come))

    def change_later(self, tick: int, path: str, value: Any) -> None:
        """The same once it gets there."""
        self.front.to_come = list(with_change(tuple(self.front.to_come), (tick, path, value)))
        self.at = replace(self.at, hand=(*self.front.hand, *self.front.to_come))

    def branch(self, number: int, change: tuple[str, Any] | None = None) -> "Lane":
        """A world that is the same until here, and from here on but for this change. Raises SuperorganismError."""
        twin = self.view.copy()
        at = replace(self.at, role=OWN, name="", since=twin.tick)
        lane = Lane(number, at, twin, self.past.until(twin.tick))
        lane.born = twin.tick
        lane._unseen = min(self._unseen, twin.tick)  # of its own kind
        if change is not None:
            lane.change(*change)
        return lane
