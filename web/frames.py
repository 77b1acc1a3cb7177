"""A picture of one tick as bytes, little-endian; web/page/src/protocol.ts reads it.

Seven uint32: world, frame, tick, PLAYING and BESIDE as bits, r rows, c columns, n units. Then float32: r x c measures (a
row a tick, the last one for `tick`), n inner alignments (NaN: none). Then a byte per unit with its flags, and one with its
kind. Units of all layers stand one after the other, the top first.

Where rows of the contrast come along (BESIDE), three more uint32 follow the seven: its tick, its rows and columns; and its
measures, a row a tick and the last one for its tick, follow the alignments.
"""

import struct
from dataclasses import dataclass

import numpy as np

from superorganisms.arrays import Floats

HEADER = struct.Struct("<7I")
BESIDE_HEADER = struct.Struct("<3I")
PLAYING, BESIDE = 1, 2  # bits of the fourth number
NEWCOMER, AUDITED, WATCHED = 1, 2, 4  # bits of the flag byte

type Bytes = np.ndarray[tuple[int, ...], np.dtype[np.uint8]]


@dataclass(frozen=True, kw_only=True)
class Rows:
    """Measures (r, c), a row a tick, the last one for `tick`."""

    tick: int
    values: Floats


@dataclass(frozen=True, kw_only=True)
class Frame:
    """What a page sees of a world after a tick.

    rows (r, c); alignment (n,) in [-1, 1] or NaN; flags (n,); kinds (n,): strategy code + 1 in the low four
    bits, class code + 1 in the high four (0 before the first tick). beside: what is new of the contrast.
    """

    world: int
    number: int
    tick: int
    playing: bool
    rows: Floats
    alignment: Floats
    flags: Bytes
    kinds: Bytes
    beside: Rows | None = None

    def pack(self) -> bytes:
        """The bytes.

        >>> none = np.empty((0, 3))
        >>> unit = np.array([1], np.uint8)
        >>> picture = {"alignment": np.ones(1), "flags": unit, "kinds": unit}
        >>> len(Frame(world=1, number=2, tick=0, playing=False, rows=none, **picture).pack()) == 7 * 4 + 4 + 2
        True
        """
        count, columns = self.rows.shape
        state = PLAYING * self.playing + BESIDE * (self.beside is not None)
        header = (self.world, self.number, self.tick, state, count, columns, len(self.alignment))
        floats = [self.rows, self.alignment]
        parts = [HEADER.pack(*header)]
        if self.beside is not None:
            parts.append(BESIDE_HEADER.pack(self.beside.tick, *self.beside.values.shape))
            floats.append(self.beside.values)
        parts += [values.astype("<f4").tobytes() for values in floats]
        return b"".join([*parts, self.flags.tobytes(), self.kinds.tobytes()])
