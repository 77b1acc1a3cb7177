"""Worlds run with their laws interpreted, and watched: which random numbers are drawn, which functions are called when.

Called as `python watched_world.py WORLDS` with NUMBA_DISABLE_JIT=1: the laws can't be watched as machine code. WORLDS are, as
JSON, a list of [file, changes, ticks]; changes are parameter paths with values. Prints JSON, of each world: draws, a list of
[purpose, layer number]; calls, a list of functions as module:name for each phase, in the order of their first calls; order,
phases and measures of the first tick.
"""

import json
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from types import FrameType
from typing import Any

from superorganisms import noise, scenario
from superorganisms.model.record import Record
from superorganisms.model.tick import PHASES
from superorganisms.model.world import Superorganism

BEFORE, BETWEEN = "initialization", "intervention"


class Watch:
    """What has been seen."""

    def __init__(self) -> None:
        self.draws: set[tuple[str, int]] = set()
        self.calls: dict[str, dict[str, None]] = {}
        self.order: list[str] = []
        self.time = BEFORE
        self.phases = {phase.__code__: phase.__name__ for phase in PHASES}

    @contextmanager
    def spying_on_noise(self) -> Iterator[None]:
        """Every random number comes out of the cipher, whose second counter says what for."""
        cipher = noise.threefry2x64

        def spied(k0: Any, k1: Any, c0: Any, c1: Any) -> Any:
            purpose = int(c1) >> 48
            if purpose:  # 0: the key of a unit
                self.draws.add((noise.Purpose(purpose).name, (int(c1) >> 40) & 255))
            return cipher(k0, k1, c0, c1)

        noise.threefry2x64 = spied
        yield
        noise.threefry2x64 = cipher

    def profile(self, frame: FrameType, event: str, _: object) -> None:
        """Note a call, under the phase that it is made in."""
        code = frame.f_code
        if event == "call":
            if self.time != BEFORE and code in self.phases:
                self.time = self.phases[code]
                self.order.append(self.time)
            elif code is Record.observe.__code__:
                self.order.append("observe")
            self.calls.setdefault(self.time, {})[f"{frame.f_globals.get('__name__')}:{code.co_qualname}"] = None
        elif event == "return" and self.phases.get(code) == self.time:
            self.time = BETWEEN


def watched(file: str, changes: dict[str, Any], ticks: int) -> dict[str, Any]:
    """The world of a scenario with changes, run for some ticks with seed 1."""
    parameters = scenario(file).parameters.with_changes(changes)
    watch = Watch()
    with watch.spying_on_noise():
        sys.setprofile(watch.profile)
        world = Superorganism(parameters, rng=1)
        watch.time = BETWEEN
        for _ in range(ticks):
            world.step()
        sys.setprofile(None)
    calls = {time: list(found) for time, found in watch.calls.items()}
    return {"draws": sorted(watch.draws), "calls": calls, "order": watch.order[: len(PHASES) + 1]}


if __name__ == "__main__":
    sys.stdout.write(json.dumps([watched(*world) for world in json.loads(sys.argv[1])]))
