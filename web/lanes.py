"""All worlds of a tab on one clock. Whoever calls this works in a thread, one call at a time."""

import math
from collections.abc import Iterator
from dataclasses import dataclass, field, replace
from typing import Any

from superorganisms.errors import SuperorganismError
from superorganisms.web import commands
from superorganisms.web.commands import CONTRAST, LaneAt, Open
from superorganisms.web.lane import Lane
from superorganisms.web.parsing import MOST_LANES
from superorganisms.web.past import Past
from superorganisms.web.worlds import Worlds, anew, clash, overlap, value_of


@dataclass
class Lanes:
    """The worlds in their order, a contrast last; which one has the `focus`, which is drawn `beside` it.

    clock: the tick that is shown. horizon: how far the furthest world is or should come. side: is there a picture of the
    one beside? linked: is a change made in all of them?
    """

    worlds: Worlds
    numbers: Iterator[int]
    all: list[Lane] = field(default_factory=list)
    focused: Lane = field(init=False)
    beside: Lane | None = None
    side: bool = False
    linked: bool = False
    clock: int = 0
    horizon: int = 0

    def open(self, visit: Open) -> None:
        """Make what is asked for, at the nearest ticks that are known. Raises SuperorganismError."""
        for place, at in enumerate(visit.lanes):
            try:
                whole = self.worlds.contrast(self.all[0].at) if at.role == CONTRAST else at
                self._add(self._lane(whole, visit.tick))
            except SuperorganismError as problem:
                raise SuperorganismError(f"{problem}" if not place else f"World {place + 1}: {problem}") from problem
        self.focused = self.all[visit.focus]
        self.beside = None if visit.beside in (None, visit.focus) else self.all[visit.beside]
        self.side, self.linked = visit.side, visit.linked
        self.clock, self.horizon = visit.tick, visit.horizon
        self._say_clash()

    def _lane(self, at: LaneAt, tick: int) -> Lane:
        return Lane(next(self.numbers), at, self.worlds.player(at, tick), Past(self.worlds.limits.past))

    def _add(self, lane: Lane) -> None:
        """Before the contrast, which is last."""
        at = len(self.all) - (self._contrast is not None and lane.at.role != CONTRAST)
        self.all.insert(at, lane)

    @property
    def _contrast(self) -> Lane | None:
        return self.all[-1] if self.all and self.all[-1].at.role == CONTRAST else None

    @property
    def present(self) -> Open:
        """What it takes to open all of this again."""
        beside = None if self.beside is None else self.all.index(self.beside)
        return Open(
            lanes=tuple(lane.at for lane in self.all),
            tick=self.clock,
            horizon=self.horizon,
            focus=self.all.index(self.focused),
            beside=beside,
            side=self.side,
            linked=self.linked,
        )

    @property
    def shown(self) -> list[Lane]:
        """Those of which there is a picture."""
        return [self.focused, *([self.beside] if self.side and self.beside is not None else [])]

    def halt(self, halted: bool) -> None:
        """Whether all ticks stop at once."""
        for lane in self.all:
            lane.halt(halted)

    # Time.

    def arrive(self, seconds: float) -> float:
        """After `open`, towards the clock, or as far as any world goes; the share of the way that is done."""
        head = self._lead(self.clock, seconds)
        if head is None:
            self.clock = self.horizon = max(lane.front.tick for lane in self.all)
            return 1.0
        return 1.0 if head.front.tick >= self.clock else head.front.tick / self.clock

    def go(self, ticks: int, seconds: float) -> int:
        """The clock goes on; how many ticks were made. Raises SuperorganismError if all worlds have ended."""
        before = self.clock
        head = self._lead(before + ticks, seconds)
        if head is None:
            raise SuperorganismError(self.focused.ended)
        self.clock = max(before, head.view.tick)
        self.horizon = max(self.horizon, self.clock)
        for lane in self.all:
            if lane is not head and (lane in self.shown or lane.front.tick < self.clock):
                lane.go(self.clock, seconds)
        self._end_with_the_last()
        return self.clock - before

    def _lead(self, tick: int, seconds: float) -> Lane | None:
        """Take the world at the head towards this tick: the one in focus, or another where that has ended; None: all have."""
        order = (self.focused, *sorted(self.all, key=lambda one: (one.front.tick < self.clock, one is not self.beside)))
        for lane in order:
            lane.go(tick, seconds)
            if not lane.stands(self.clock):
                return lane
        return None

    def _end_with_the_last(self) -> None:
        """Where no world goes any further, the horizon doesn't either."""
        if all(lane.ended for lane in self.all):
            self.horizon = max(self.clock, *(lane.front.tick for lane in self.all))

    def seek(self, tick: int, seconds: float) -> bool:
        """Towards a tick up to the horizon; whether the clock stands there now."""
        target = min(tick, self.horizon)
        arrived = [lane.show(target, seconds) for lane in self.shown]
        if all(arrived):
            self.clock = target
        return all(arrived)

    @property
    def late(self) -> list[Lane]:
        """Those that are not shown at the clock yet, though they have been there."""
        return [lane for lane in self.shown if lane.view.tick != min(self.clock, lane.front.tick)]

    @property
    def behind(self) -> list[Lane]:
        """Those that the horizon waits for, the hindmost first."""
        waiting = [lane for lane in self.all if not lane.ended and lane.front.tick < self.horizon]
        return sorted(waiting, key=lambda lane: lane.front.tick)

    def follow(self, seconds: float) -> None:
        """Show what isn't shown at the clock yet, bring the hindmost nearer to the horizon."""
        for lane in self.late:
            lane.show(self.clock, seconds)
        for lane in self.behind[:1]:
            lane.follow(self.horizon, self.clock, seconds)
        self._end_with_the_last()

    def fill(self, seconds: float) -> bool:
        """Nothing else is to be done: make it quick to go back. Whether there was something to do."""
        return any(lane.fill(seconds) for lane in self.all)

    # What there is.

    def do(self, wish: commands.OfLanes) -> None:
        """Raises SuperorganismError, everything as it was."""
        match wish:
            case commands.Focus(number) | commands.Beside(number) | commands.Drop(number) | commands.Name(number) if (
                number is not None and all(lane.number != number for lane in self.all)
            ):
                pass  # said a moment before it was gone
            case commands.Change():
                self._change(wish)
            case commands.Branch():
                self._branch(None)
            case commands.Compare(name):
                self._compare(name)
            case commands.Focus(number):
                self._focus(self._named(number))
            case commands.Beside(number, side):
                beside = None if number is None else self._named(number)
                self.beside, self.side = (None if beside is self.focused else beside), side
            case commands.Drop(number):
                self._drop(self._named(number))
            case commands.Name(number, name):
                lane = self._named(number)
                lane.at = replace(lane.at, name=name)
            case commands.Link(on):
                self.linked = on
            case commands.Contrast(on):
                self._show_contrast(on)

    def may_grow_by(self, wish: commands.OfLanes) -> bool:
        """Can there be one more world after it?"""
        match wish:
            case commands.Change():
                return wish.branch
            case commands.Contrast(on):
                return on and self._contrast is None
            case _:
                return isinstance(wish, commands.Branch | commands.Compare)

    def _named(self, number: int) -> Lane:
        return next(lane for lane in self.all if lane.number == number)

    def _focus(self, lane: Lane) -> None:
        if lane is self.beside:
            self.beside = self.focused
        self.focused = lane

    def _check_room(self) -> None:
        if len(self.all) >= MOST_LANES:
            raise SuperorganismError(f"there are up to {MOST_LANES} worlds on one clock; discard one first")

    def _check_there(self, lane: Lane) -> None:
        """A world that ended before the clock can be changed only where it was."""
        if lane.ended and lane.front.tick < self.clock:
            raise SuperorganismError(lane.ended)

    def _branch(self, change: tuple[str, Any] | None) -> None:
        self._check_room()
        self._check_there(self.focused)
        self.focused.show(self.clock, math.inf)
        lane = self.focused.branch(next(self.numbers), change)
        if self.focused.at.role == CONTRAST:
            lane.at = self.worlds.on_its_own(lane.at)
        self._add(lane)
        self.focused, self.beside = lane, self.focused

    def _compare(self, name: str) -> None:
        self._check_room()
        lane = self._lane(LaneAt(scenario=name, seed=self.focused.at.seed), self.clock)
        self._add(lane)
        self.beside = lane

    def _drop(self, lane: Lane) -> None:
        if lane is self._contrast:
            self._show_contrast(False)
            return
        others = [one for one in self.all if one is not lane]
        if all(one.at.role == CONTRAST for one in others):
            raise SuperorganismError("the last world can't be discarded; choose another scenario instead")
        first = lane is self.all[0]
        self._forget(lane)
        if first and self._contrast is not None:
            self._renew_contrast()

    def _forget(self, lane: Lane) -> None:
        self.all = [one for one in self.all if one is not lane]
        if self.focused is lane:
            self.focused = self.beside if self.beside is not None else self.all[0]
        if self.beside is lane or self.beside is self.focused:
            self.beside = None
        fronts = [one.front.tick for one in self.all]
        self.horizon = max(*fronts, self.clock)

    def _replace(self, lane: Lane, by: Lane) -> None:
        self.all = [by if one is lane else one for one in self.all]
        self.focused = by if self.focused is lane else self.focused
        self.beside = by if self.beside is lane else self.beside

    # Changes.

    def _change(self, wish: commands.Change) -> None:
        from superorganisms.model.parameter_interventions import is_live

        value, lane = value_of(wish), self.focused
        if lane.at.role == CONTRAST:
            raise SuperorganismError("the contrast follows the first world; change that, or branch the contrast")
        lane.show(self.clock, math.inf)
        first, live = lane is self.all[0], is_live(lane.view.world.present, wish.path)
        keep = wish.branch and not self.linked and lane.born != self.clock
        if not live:
            self._change_from_start(lane, wish.path, value, keep=keep)
        elif keep:
            self._branch((wish.path, value))
        else:
            self._check_there(lane)
            lane.change(wish.path, value)
        if keep:
            return
        for other in self.all[:] if self.linked else []:
            if other is not self.focused and other.at.role != CONTRAST:
                self._change_too(other, wish.path, value)
        if self._contrast is not None and (first or self.linked):
            self._change_contrast(self._contrast, wish.path, value, live=live)

    def _change_from_start(self, lane: Lane, path: str, value: Any, *, keep: bool) -> None:
        """As another world from tick 0: with `keep` one more, which comes as far as the clock; else in the place of this one.

        The clock begins again where the world was one with a run behind it, and not one that was made just here.
        """
        if keep or lane.born == self.clock:
            if keep:
                self._check_room()
            at = replace(lane.at, changes={**lane.at.changes, path: value}, since=0, name="" if keep else lane.at.name)
            new = self._lane(at, self.clock)
            new.born = self.clock
            if keep:
                self._add(new)
                self.focused, self.beside = new, lane
            else:
                self._replace(lane, new)
            return
        at = anew(lane.at, lane.view.hand)
        self._replace(lane, self._lane(replace(at, changes={**at.changes, path: value}), 0))
        self.clock = 0
        self.horizon = max(one.front.tick for one in self.all)

    def _change_too(self, lane: Lane, path: str, value: Any) -> None:
        """The same in a world that is linked, if it can be."""
        from superorganisms.model.parameter_interventions import is_live

        lane.sentence = ""
        try:
            if not is_live(lane.front.world.present, path):
                changed = anew(lane.at, lane.front.hand)
                self._replace(lane, self._lane(replace(changed, changes={**changed.changes, path: value}), 0))
            elif lane.front.tick < self.clock:
                self._check_there(lane)
                lane.change_later(self.clock, path, value)
            else:
                lane.show(self.clock, math.inf)
                lane.change(path, value)
        except SuperorganismError as problem:
            lane.sentence = f"{path} was not changed here: {problem}"

    # The contrast.

    def _show_contrast(self, on: bool) -> None:
        contrast = self._contrast
        if on and contrast is None:
            self._check_room()
            self._add(self._lane(self.worlds.contrast(self.all[0].at), self.clock))
            if self.beside is None:
                self.beside = self._contrast
            self._say_clash()
        elif not on and contrast is not None:
            self._forget(contrast)

    def _renew_contrast(self) -> None:
        """Another first world, or this one from its start: another contrast."""
        contrast = self._contrast
        assert contrast is not None
        try:
            self._replace(contrast, self._lane(self.worlds.contrast(self.all[0].at), self.clock))
        except SuperorganismError:
            self._forget(contrast)
        self._say_clash()

    def _change_contrast(self, contrast: Lane, path: str, value: Any, *, live: bool) -> None:
        if not live:
            self._renew_contrast()
            return
        contrast.sentence = ""
        if not overlap(path, self.worlds.library.contrast(contrast.at.scenario)):
            self._change_too(contrast, path, value)
        self._say_clash()

    def _say_clash(self) -> None:
        contrast = self._contrast
        if contrast is not None and not contrast.sentence:
            changes = self.worlds.library.contrast(contrast.at.scenario)
            contrast.sentence = clash(changes, self.all[0].front, contrast.front)
