"""When which ticks are due, at so many ticks a second and at most so many pictures a second."""

from dataclasses import dataclass


@dataclass
class Pace:
    """A clock that hands out ticks in even batches; what a slow machine misses is not made up for. Times in seconds."""

    rate: float
    frames: float
    next: float = 0.0

    @property
    def batch(self) -> int:
        """Ticks between two pictures.

        >>> Pace(rate=5, frames=60).batch, Pace(rate=1000, frames=60).batch
        (1, 17)
        """
        return max(1, round(self.rate / self.frames))

    def due(self, now: float) -> int:
        """Ticks to make now: a batch, or 0 while its time has not come.

        >>> pace = Pace(rate=10, frames=60)
        >>> pace.due(5.0), pace.due(5.05), pace.due(5.1)
        (1, 0, 1)
        """
        if now < self.next:
            return 0
        span = self.batch / self.rate
        missed = now - self.next > span
        self.next = (now if missed else self.next) + span
        return self.batch

    def wait(self, now: float) -> float:
        """Seconds until the next batch."""
        return max(0.0, self.next - now)
