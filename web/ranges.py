"""Between which values the worlds with other seeds lie: what a tab hears of it, for each world and for a difference."""

import math
from collections.abc import Iterator
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from superorganisms.web.others import Others, other_seeds

if TYPE_CHECKING:
    from superorganisms.web.lanes import Lanes
    from superorganisms.web.worlds import Worlds

type Key = tuple[int, int | None]
"""Numbers of a world, and of the one that is taken off it."""


@dataclass
class Line:
    """One range. reason: why there can be none. tick: up to which the page knows it, and the `sentence` that it has heard."""

    others: Others
    minus: Others | None
    reason: str
    tick: int = 0
    sentence: str = ""

    def is_like(self, other: "Line | None") -> bool:
        """Is it of the same worlds?"""
        if other is None:
            return False
        return (self.others, self.minus, self.reason) == (other.others, other.minus, other.reason)

    @property
    def _sides(self) -> list[Others]:
        return [self.others] if self.minus is None else [self.others, self.minus]

    @property
    def reached(self) -> int:
        """The tick up to which it is known here."""
        return 0 if self.reason else min(one.tick for one in self._sides)

    @property
    def ended(self) -> str:
        """Why it goes no further; empty: it does."""
        return self.reason or next((one.ended for one in self._sides if one.ended), "")


class Ranges:
    """Of all worlds of a tab."""

    def __init__(self, worlds: "Worlds") -> None:
        self._worlds = worlds
        self._wanted: tuple[str, ...] | None = None  # since they were last settled
        self._columns: tuple[str, ...] = ()
        self._others: dict[int, Others] = {}  # by the number of the world
        self._lines: dict[Key, Line] = {}

    def want(self, columns: tuple[str, ...]) -> None:
        """The measures whose ranges are to be told, all from their beginning; none: no others are needed."""
        self._wanted = columns

    @property
    def idle(self) -> bool:
        """Nothing is wanted, and nothing is left of what was."""
        return self._wanted is None and not self._columns and not self._others

    def settle(self, lanes: "Lanes") -> list[dict[str, Any]]:
        """Whose ranges there are now. An empty message for each that is another one than the page knows: it begins anew."""
        if self._wanted is not None:
            self._columns, self._wanted, self._lines = self._wanted, None, {}
        self._match(lanes)
        before, self._lines = self._lines, {}
        messages = []
        for key, line in self._lines_of(lanes):
            known = before.get(key)
            if known is not None and line.is_like(known):
                self._lines[key] = known
            else:
                self._lines[key] = line
                messages.append(self._told(key, line, last=0))
        return messages

    def _match(self, lanes: "Lanes") -> None:
        """Every world has its own others, if any are wanted."""
        seeds = other_seeds(lane.at.seed for lane in lanes.all)
        before, self._others = self._others, {}
        for lane in lanes.all if self._columns else []:
            others = before.get(lane.number)
            if others is None or not others.fits(lane.at, seeds):
                others = Others(lane.at, seeds, self._worlds)
            others.follow(lane.at)
            self._others[lane.number] = others

    def _lines_of(self, lanes: "Lanes") -> Iterator[tuple[Key, Line]]:
        if not self._others:
            return
        for lane in lanes.all:
            yield (lane.number, None), Line(self._others[lane.number], None, "")
        focus, beside = lanes.focused, lanes.beside
        if beside is not None:
            apart = "" if focus.at.seed == beside.at.seed else "a difference has one only between worlds of the same seed"
            yield (focus.number, beside.number), Line(self._others[focus.number], self._others[beside.number], apart)

    def go(self, lanes: "Lanes", seconds: float) -> bool:
        """Let others catch up with their worlds, of the two that are looked at first; whether there was something to do."""
        behind = [
            lane for lane in lanes.all if lane.number in self._others and self._others[lane.number].behind(lane.front.tick)
        ]
        if not behind:
            return False
        pair = (lanes.focused, lanes.beside)
        lane = min(behind, key=lambda lane: (lane not in pair, self._others[lane.number].tick))
        self._others[lane.number].go(lane.front.tick, seconds)
        return True

    def news(self) -> list[dict[str, Any]]:
        """Messages: what the page doesn't know yet."""
        messages = []
        for key, line in self._lines.items():
            last = line.reached
            if (last, line.ended) != (line.tick, line.sentence):
                messages.append(self._told(key, line, last=last))
        return messages

    def _told(self, key: Key, line: Line, *, last: int) -> dict[str, Any]:
        """Up to a tick, from where the page knows it on; numbers to six digits, null where there is none."""
        columns, low, high = line.others.range(self._columns, line.tick, last, line.minus)
        first, line.tick, line.sentence = line.tick, last, line.ended
        return {
            "type": "others",
            "world": key[0],
            "minus": key[1],
            "first": first,
            "last": last,
            "columns": list(columns),
            "low": [[_plain(value) for value in row] for row in low.tolist()],
            "high": [[_plain(value) for value in row] for row in high.tolist()],
            "sentence": line.sentence,
        }


def _plain(value: float) -> float | None:
    return float(f"{value:.6g}") if math.isfinite(value) else None
