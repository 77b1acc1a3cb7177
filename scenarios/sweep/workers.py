"""Who does the runs: a group of them is sent, and comes back done, or lost with the worker that had it."""

import queue
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import Protocol

from superorganisms.scenarios.sweep.plan import Job
from superorganisms.scenarios.sweep.work import Group


@dataclass(frozen=True)
class Lost:
    """Runs that never came back, and what is known about why."""

    jobs: tuple[Job, ...]
    why: str


def drained[T](came: queue.SimpleQueue[T], seconds: float) -> list[T]:
    """What stands in a queue; waits for so long if nothing does."""
    try:
        found = [came.get(timeout=seconds)]
    except queue.Empty:
        return []
    while not came.empty():
        found.append(came.get())
    return found


class Workers(Protocol):
    """Workers of any kind. They may come and go; what is sent comes back once, in any order."""

    @property
    def count(self) -> int:
        """How many there are now."""
        ...

    def send(self, jobs: Sequence[Job]) -> None:
        """Have these runs done."""
        ...

    def received(self, seconds: float) -> Iterator[Group | Lost]:
        """What has come back; waits for so long if nothing has."""
        ...

    def close(self) -> None:
        """End them, whatever they do."""
        ...
