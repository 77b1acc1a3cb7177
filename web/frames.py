"""One moment of all worlds of a tab as bytes, little-endian; web/page/src/protocol.ts reads it.

Six uint32: frame, tick of the clock, horizon, PLAYING and BACKWARDS as bits, 0, m lanes. Then seven uint32 a lane: its
number, tick of its picture, tick of its last row, r rows, c columns, n units, LEAKS as a bit. Then float32: of each lane
r x c measures (a row a tick), then its n inner alignments (NaN: none). Then bytes: of each lane its units' flags, their kinds,
and, if LEAKS, how open their blankets are. Units of all layers stand one after the other, the top first.
"""

import struct
from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np

from superorganisms.arrays import Floats

HEADER = struct.Struct("<6I")
LANE_HEADER = struct.Struct("<7I")
PLAYING, BACKWARDS = 1, 2  # bits of the fourth number
LEAKS = 1  # bit of a lane's last number
NEWCOMER, AUDITED, WATCHED = 1, 2, 4  # bits of the flag byte

type Bytes = np.ndarray[tuple[int, ...], np.dtype[np.uint8]]


@dataclass(frozen=True, kw_only=True)
class Units:
    """What is seen of n units.

    alignment (n,) in [-1, 1] or NaN; flags (n,); kinds (n,): strategy code + 1 in the low four bits, class code + 1 in the
    high four (0 before the first tick); leaks (n,): how open a blanket is, 0 to 255, None where nothing leaks.
    """

    alignment: Floats
    flags: Bytes
    kinds: Bytes
    leaks: Bytes | None = None


NO_UNITS = Units(alignment=np.empty(0), flags=np.empty(0, np.uint8), kinds=np.empty(0, np.uint8))


@dataclass(frozen=True, kw_only=True)
class LanePart:
    """What is new of one world: rows (r, c), one a tick, the last for `last`; its units at `tick`, None: not shown."""

    world: int
    tick: int
    last: int
    rows: Floats
    units: Units | None


@dataclass(frozen=True, kw_only=True)
class Frame:
    """A moment of all worlds."""

    number: int
    tick: int
    horizon: int
    playing: bool
    lanes: Sequence[LanePart]
    backwards: bool = False

    def pack(self) -> bytes:
        """The bytes.

        >>> unit = np.array([1], np.uint8)
        >>> units = Units(alignment=np.ones(1), flags=unit, kinds=unit)
        >>> lane = LanePart(world=1, tick=0, last=0, rows=np.empty((0, 3)), units=units)
        >>> len(Frame(number=2, tick=0, horizon=0, playing=False, lanes=[lane]).pack()) == 6 * 4 + 7 * 4 + 4 + 2
        True
        """
        state = PLAYING * self.playing + BACKWARDS * self.backwards
        parts = [HEADER.pack(self.number, self.tick, self.horizon, state, 0, len(self.lanes))]
        floats, rest = [], []
        for lane in self.lanes:
            units = lane.units or NO_UNITS
            bits = LEAKS * (units.leaks is not None)
            parts.append(LANE_HEADER.pack(lane.world, lane.tick, lane.last, *lane.rows.shape, len(units.alignment), bits))
            floats += [lane.rows.astype("<f4").tobytes(), units.alignment.astype("<f4").tobytes()]
            rest += [units.flags.tobytes(), units.kinds.tobytes(), b"" if units.leaks is None else units.leaks.tobytes()]
        return b"".join([*parts, *floats, *rest])
