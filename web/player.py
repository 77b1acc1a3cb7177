"""One world in a session's hands: makes ticks in a thread, stops at once when told, hands out measures and pictures."""

import json
import time
from collections.abc import Callable
from typing import TYPE_CHECKING, Any

import numpy as np

from superorganisms.arrays import Floats
from superorganisms.errors import SuperorganismError
from superorganisms.web import own_columns, picture
from superorganisms.web.commands import LaneAt
from superorganisms.web.frames import Units
from superorganisms.web.leaks import open_blankets
from superorganisms.web.lineage import Lineage
from superorganisms.web.past import Change, Hand, Kept

if TYPE_CHECKING:
    from superorganisms.model.checkpoint import Moment
    from superorganisms.model.parameters import Parameters
    from superorganisms.model.world import Superorganism


class Player:
    """A world that can be taken through its ticks.

    given: the scenario's own parameters. start: text of the parameters at tick 0 and the seed. hand: what was changed by
    hand so far, (tick, path, value); to_come: what will be.
    """

    def __init__(self, world: "Superorganism", *, given: "Parameters", start: str) -> None:
        self.world = world
        self.given = given
        self.start = start
        self.hand: Hand = ()
        self.to_come: list[Change] = []
        self.lineage = Lineage.of(world)
        self.halted = False
        self._untouched: Moment | None = None  # before what was changed by hand at this tick
        self._response = world.response.copy()
        self.shifts: list[int] = []  # ticks at whose end the response was replaced

    @property
    def tick(self) -> int:
        """Ticks done."""
        return self.world.tick

    @property
    def run(self) -> str:
        """Text of all that decides what this world is at its tick."""
        return f"{self.start}{json.dumps(self.hand)}"

    def copy(self) -> "Player":
        """The same world once more."""
        twin = Player(self.world.branch(), given=self.given, start=self.start)
        twin.hand, twin.to_come, twin.lineage = self.hand, self.to_come.copy(), self.lineage.copy()
        twin._response, twin.shifts, twin._untouched = self._response, self.shifts.copy(), self._untouched  # of its own kind
        return twin

    def back_at(self, kept: Kept | None, hand: Hand) -> "Player":
        """This world at an earlier moment (None: at its start), all else of its changes by hand to come."""
        from superorganisms.model.checkpoint import put_back

        world = type(self.world)(self.world.parameters, rng=self.world.seed)
        if kept is not None:
            put_back(world, kept.moment, self.world)
        twin = Player(world, given=self.given, start=self.start)
        if kept is not None:
            twin.hand, twin.lineage = kept.hand, kept.lineage.copy()
            twin.shifts = [tick for tick in self.shifts if tick <= twin.tick]
        twin.to_come = list(hand[len(twin.hand) :])
        return twin

    def intervene(self, path: str, value: Any) -> None:
        """Change the world now. Raises SuperorganismError, the world untouched.

        Of several changes of one thing between two ticks only the last was made: the world is what its description makes.
        """
        from superorganisms.model.checkpoint import moment_of

        earlier = [one for one in self.hand if one[0] == self.tick]
        kept = [one for one in earlier if not f"{one[1]}.".startswith(f"{path}.")]
        change = (self.tick, path, value)
        if not earlier:
            self._untouched = moment_of(self.world)
        if kept == earlier:
            self._set(path, value)
        else:
            self._make_again(earlier, [*kept, change])
        self.hand = (*self.hand[: len(self.hand) - len(earlier)], *kept, change)

    def _make_again(self, were: list[Change], changes: list[Change]) -> None:
        """These changes in the place of those that were made at this tick."""
        from superorganisms.model.checkpoint import put_back

        assert self._untouched is not None
        try:
            put_back(self.world, self._untouched, self.world)
            for _, path, value in changes:
                self._set(path, value)
        except SuperorganismError:
            put_back(self.world, self._untouched, self.world)
            for _, path, value in were:
                self._set(path, value)
            raise

    def _set(self, path: str, value: Any) -> None:
        from superorganisms.model.fitness_functions import only_known

        with only_known():
            self.world.intervene(path, value)

    def catch_up(self) -> None:
        """Change what was changed by hand at this tick."""
        while self.to_come and self.to_come[0][0] <= self.tick:
            _, path, value = self.to_come[0]
            self.intervene(path, value)
            self.to_come.pop(0)

    def advance(self, ticks: int, seconds: float, passed: Callable[["Player"], None] | None = None) -> int:
        """Make ticks until all are made, the time is up, or `halted` is set from elsewhere; how many were made.

        passed: called before each tick, and before what is changed by hand there.
        """
        ends = time.monotonic() + seconds
        for made in range(ticks):
            if self.halted or (made and time.monotonic() > ends):
                return made
            if passed is not None:
                passed(self)
            self.catch_up()
            self.world.step()
            self.lineage.note(self.world)
            self._note_regime()
        return ticks

    def _note_regime(self) -> None:
        response = self.world.response
        if response is not self._response and not np.array_equal(response, self._response):
            self.shifts.append(self.tick)
        self._response = response

    def rows(self, first: int, last: int) -> Floats:
        """(last - first, columns) of the ticks after `first` up to `last`: measures, our own columns, shifts so far."""
        own = own_columns.values(self, first, last)
        regimes = np.searchsorted(np.array(self.shifts), np.arange(first + 1, last + 1), side="right")
        return np.concatenate([self.world.record.rows[first:last], own, regimes[:, None].astype(np.float64)], axis=1)

    def units(self) -> Units:
        """What is seen of them now."""
        world = self.world
        return Units(
            alignment=picture.alignment(world),
            flags=picture.flags(world),
            kinds=picture.kinds(world),
            leaks=open_blankets(world),
        )


def at_start(at: LaneAt, world: "Superorganism", *, given: "Parameters", start: str) -> Player:
    """A world that has not begun, with all of its changes by hand to come."""
    player = Player(world, given=given, start=start)
    player.to_come = list(at.hand)
    return player
