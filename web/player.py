"""One world in a session's hands: makes ticks in a thread, stops at once when told, hands out pictures."""

import time
from typing import TYPE_CHECKING

import numpy as np

from superorganisms.arrays import Floats
from superorganisms.web import picture
from superorganisms.web.frames import Frame

if TYPE_CHECKING:
    from superorganisms.model.world import Superorganism


class Player:
    """A world, the number it has in its tab, and how much of it has been shown."""

    def __init__(self, world: "Superorganism", number: int, scenario: str) -> None:
        self.world = world
        self.number = number
        self.scenario = scenario
        self.halted = False
        self._response = world.response.copy()
        self._shifts: list[int] = []  # ticks at whose end the response was replaced
        self._shown = 0  # ticks whose rows have been sent

    @property
    def tick(self) -> int:
        """Ticks done."""
        return self.world.tick

    def advance(self, ticks: int, seconds: float) -> int:
        """Make ticks until all are made, the time is up, or `halted` is set from elsewhere; how many were made."""
        ends = time.monotonic() + seconds
        for made in range(ticks):
            if self.halted or (made and time.monotonic() > ends):
                return made
            self.world.step()
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

    def frame(self, number: int, *, playing: bool) -> bytes:
        """The picture of now and all rows since the last one."""
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
        )
        return frame.pack()
