"""A ledger: what every tick adds, kept tick by tick as long as there is room for it, then by runs of ticks."""

import numpy as np

from superorganisms.arrays import Floats, Ints

MOST_BYTES = 64 * 2**20
_FIRST_ROOM = 256  # rows


class Ledger:
    """Sums over ticks of arrays of one shape, in bounded memory.

    A row stands for one tick until the rows fill `most_bytes`. Then neighbours are added up in pairs, so that every row
    stands for twice as many ticks (2, 4, 8, ...), as often as it takes: nothing that was entered is lost, only when within
    a row's ticks it came. The default world (4 layers, 9 terms, 8 features: 2.3 kB a tick) keeps 29,000 ticks one by one;
    8 layers, 13 terms and 100 features 800.
    """

    def __init__(self, shape: tuple[int, ...], most_bytes: int = MOST_BYTES) -> None:
        self.length = 0  # ticks entered
        self.span = 1  # ticks that a row stands for
        row_bytes = 8 * int(np.prod(shape))
        self._most = 2 * max(1, most_bytes // (2 * row_bytes))  # rows, even: they are added up in pairs
        self._entry = np.zeros(shape)
        self._rows = np.zeros((min(_FIRST_ROOM, self._most), *shape))

    @property
    def rows(self) -> Floats:
        """(rows, *shape): the sum over each row's ticks."""
        self._enter()
        return self._rows[: -(-self.length // self.span)]

    @property
    def ends(self) -> Ints:
        """(rows,): the last tick of each row, the first being tick 1."""
        count = -(-self.length // self.span)
        return np.minimum(np.arange(1, count + 1) * self.span, self.length)

    def can_be_cut(self, tick: int) -> bool:
        """Does no row stand for ticks before and after this one?"""
        return tick % self.span == 0 or tick == self.length

    def first(self, ticks: int) -> Floats:
        """Rows of the first ticks alone. Raises ValueError where they can't be cut."""
        if not self.can_be_cut(ticks):
            raise ValueError(f"rows of {self.span} ticks can't be cut after tick {ticks}")
        return self.rows[: -(-ticks // self.span)]

    def begin(self) -> Floats:
        """A new tick; its entry, all 0, to be written into before the next one begins."""
        self._enter()
        if self.length == self._most * self.span:
            self._halve()
        self.length += 1
        if self.length > self._rows.shape[0] * self.span:
            more = min(self._rows.shape[0], self._most - self._rows.shape[0])
            self._rows = np.concatenate([self._rows, np.zeros((more, *self._entry.shape))])
        return self._entry

    def restore(self, rows: Floats, length: int) -> None:
        """Take over a ledger that has entered so many ticks. Raises ValueError if these can't be its rows."""
        if rows.shape[1:] != self._entry.shape:
            raise ValueError(f"each tick enters an array of shape {self._entry.shape} here, and {rows.shape[1:]} there")
        span = 1
        while -(-length // span) > rows.shape[0] > 0:
            span *= 2
        if -(-length // span) != rows.shape[0]:
            raise ValueError(f"{rows.shape[0]} rows can't stand for {length} ticks")
        self.length, self.span = length, span
        self._entry[:] = 0.0
        room = max(min(_FIRST_ROOM, self._most), rows.shape[0])
        self._rows = np.zeros((room, *self._entry.shape))
        self._rows[: rows.shape[0]] = rows

    def _enter(self) -> None:
        """Put the last entry where it belongs."""
        if self.length:
            self._rows[(self.length - 1) // self.span] += self._entry
            self._entry[:] = 0.0

    def _halve(self) -> None:
        half = self._most // 2
        self._rows[:half] = self._rows[0 : self._most : 2] + self._rows[1 : self._most : 2]
        self._rows[half:] = 0.0
        self.span *= 2
