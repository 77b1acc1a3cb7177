"""Frames are sent only while the page keeps up: it says which it has painted."""

from collections import deque
from dataclasses import dataclass, field


@dataclass
class Credit:
    """Frames on their way. `window`: how many may be; `patience`: seconds after which a page counts as not looking.

    >>> credit = Credit(window=2, patience=1.0)
    >>> credit.send(now=0.0), credit.send(now=0.1), credit.free
    (1, 2, False)
    >>> credit.late(now=0.5), credit.late(now=1.5)
    (False, True)
    >>> credit.acknowledge(1)
    >>> credit.free, credit.late(now=1.05)
    (True, False)
    """

    window: int
    patience: float
    sent: int = 0
    _underway: deque[tuple[int, float]] = field(default_factory=deque)

    @property
    def free(self) -> bool:
        """May another frame be sent?"""
        return len(self._underway) < self.window

    def send(self, now: float) -> int:
        """Note that a frame goes out; its number, counted from 1."""
        self.sent += 1
        self._underway.append((self.sent, now))
        return self.sent

    def acknowledge(self, frame: int) -> None:
        """All frames up to this one have been painted."""
        while self._underway and self._underway[0][0] <= frame:
            self._underway.popleft()

    def late(self, now: float) -> bool:
        """Has the page painted nothing for so long that the world should wait for it?"""
        return bool(self._underway) and now - self._underway[0][1] > self.patience
