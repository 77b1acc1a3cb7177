"""One world in a session's hands: makes ticks in a thread, stops at once when told, hands out pictures."""

import json
import time
from collections.abc import Sequence
from typing import TYPE_CHECKING, Any

import numpy as np

from superorganisms.arrays import Floats
from superorganisms.web import picture
from superorganisms.web.commands import Open
from superorganisms.web.frames import Frame, Rows
from superorganisms.web.lineage import Lineage

if TYPE_CHECKING:
    from superorganisms.model.parameters import Parameters
    from superorganisms.model.world import Superorganism

MOST_ROWS = 2000  # of a contrast in one frame: what it caught up with at once must not hold up the picture


class Player:
    """A world, the number it has in its tab, and how much of it has been shown.

    visit: what was asked for. given: the scenario's own parameters. start: text of the parameters at tick 0 and the
    seed. hand: what was changed by hand so far, (tick, path, value); to_come: what will be on the way to a known tick.
    """

    def __init__(self, world: "Superorganism", number: int, visit: Open, *, given: "Parameters", start: str) -> None:
        self.world = world
        self.number = number
        self.visit = visit
        self.given = given
        self.start = start
        self.hand: tuple[tuple[int, str, Any], ...] = ()
        self.to_come: list[tuple[int, str, Any]] = []
        self.lineage = Lineage.of(world)
        self.halted = False
        self._response = world.response.copy()
        self._shifts: list[int] = []  # ticks at whose end the response was replaced
        self._shown = 0  # ticks whose rows have been sent

    @property
    def tick(self) -> int:
        """Ticks done."""
        return self.world.tick

    @property
    def scenario(self) -> str:
        """Its name."""
        return self.visit.scenario

    @property
    def run(self) -> str:
        """Text of all that decides what this world is at its tick."""
        return f"{self.start}{json.dumps(self.hand)}"

    def copy(self, number: int) -> "Player":
        """The same world once more, of which nothing has been shown."""
        twin = Player(self.world.branch(), number, self.visit, given=self.given, start=self.start)
        twin.hand, twin.lineage = self.hand, self.lineage.copy()
        twin._response, twin._shifts = self._response, self._shifts.copy()  # of its own kind
        return twin

    def intervene(self, path: str, value: Any) -> None:
        """Change the world now. Of several changes of one thing between two ticks the last one counts."""
        from superorganisms.model.fitness_functions import only_known

        with only_known():
            self.world.intervene(path, value)
        others = tuple(one for one in self.hand if one[:2] != (self.tick, path))
        self.hand = (*others, (self.tick, path, value))

    def catch_up(self) -> None:
        """Change what was changed by hand at this tick."""
        while self.to_come and self.to_come[0][0] <= self.tick:
            _, path, value = self.to_come.pop(0)
            self.intervene(path, value)

    def advance(self, ticks: int, seconds: float) -> int:
        """Make ticks until all are made, the time is up, or `halted` is set from elsewhere; how many were made."""
        ends = time.monotonic() + seconds
        for made in range(ticks):
            if self.halted or (made and time.monotonic() > ends):
                return made
            self.catch_up()
            self.world.step()
            self.lineage.note(self.world)
            self._note_regime()
        return ticks

    def _note_regime(self) -> None:
        response = self.world.response
        if response is not self._response and not np.array_equal(response, self._response):
            self._shifts.append(self.tick)
        self._response = response

    def _rows(self) -> Floats:
        """Measures of the ticks not yet shown, and how many regimes had gone by."""
        measures = self.world.record.rows[self._shown :]
        ticks = np.arange(self._shown + 1, self.tick + 1)
        regimes = np.searchsorted(np.array(self._shifts), ticks, side="right")
        return np.concatenate([measures, regimes[:, None].astype(np.float64)], axis=1)

    def news(self, places: Sequence[int]) -> Rows | None:
        """Measures in these columns of ticks not yet shown, MOST_ROWS at most; None if there are none. They count as shown."""
        if self.caught_up:
            return None
        rows = self.world.record.rows[self._shown : self._shown + MOST_ROWS, list(places)]
        self._shown += len(rows)
        return Rows(tick=self._shown, values=rows)

    @property
    def caught_up(self) -> bool:
        """Have the rows of all its ticks been shown?"""
        return self._shown == self.tick

    def frame(self, number: int, *, playing: bool, beside: Rows | None = None) -> bytes:
        """The picture of now and all rows since the last one; beside them what is new of the contrast."""
        rows = self._rows()
        self._shown = self.tick
        frame = Frame(
            world=self.number,
            number=number,
            tick=self.tick,
            playing=playing,
            rows=rows,
            alignment=picture.alignment(self.world),
            flags=picture.flags(self.world),
            kinds=picture.kinds(self.world),
            beside=beside,
        )
        return frame.pack()
