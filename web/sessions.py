"""One browser tab: one socket, its worlds on one clock.

Two tasks share a session. `hear` takes in commands and only notes what is wanted; `drive` alone touches the worlds, a
slice of ticks at a time in a thread, and looks between two slices at what is wanted now.
"""

import asyncio
import functools
import itertools
import logging
from collections import deque
from collections.abc import Callable, Mapping
from concurrent.futures import Executor
from contextlib import suppress
from dataclasses import replace

from starlette.websockets import WebSocket, WebSocketDisconnect

from superorganisms.errors import SuperorganismError
from superorganisms.web import commands, versions
from superorganisms.web.commands import CONTRAST, LaneAt, Open
from superorganisms.web.credit import Credit
from superorganisms.web.lanes import Lanes
from superorganisms.web.pace import Pace
from superorganisms.web.parsing import MOST_CHANGES, parse
from superorganisms.web.ranges import Ranges
from superorganisms.web.runs import Keeper
from superorganisms.web.telling import Teller, now, tell_problem
from superorganisms.web.worlds import Worlds, anew

SLICE = 0.025  # seconds in a thread at a time, so that all tabs get their turn
PAUSE = 0.005  # seconds between two slices of what nothing waits for,
TURN = 0.05  # and until a tab looks again whether it is its turn
REST = 0.2  # seconds without a movement
FIRST_RATE = 5.0  # ticks a second
MOST_STEPS = 1000  # waiting


class Session:
    """What one tab wants, and the worlds that it has."""

    def __init__(self, socket: WebSocket, worlds: Worlds, threads: Executor) -> None:
        self._socket = socket
        self._all = worlds
        self._limits = limits = worlds.limits
        self._threads = threads
        self._changed = asyncio.Event()
        self._teller = Teller(socket, Credit(limits.window, limits.patience), self._aside, most_ticks=limits.ticks)
        self._pace = Pace(FIRST_RATE, limits.frames)
        self._numbers = itertools.count(1)
        self._lanes = Lanes(worlds, self._numbers)
        self._places = 0  # taken for worlds beside the first
        self._visit: Open | None = None
        self._playing = self._backwards = False
        self._steps = 0
        self._sought: int | None = None
        self._contrast = False  # wanted, of this world and those to come
        self._wishes: deque[commands.OfLanes] = deque()
        self._keeper = Keeper()
        self._ranges = Ranges(worlds)
        self._rest_due: float | None = None

    async def run(self) -> None:
        """Until the tab is closed."""
        hear = asyncio.create_task(self._hear())
        drive = asyncio.create_task(self._drive())
        done, running = await asyncio.wait((hear, drive), return_when=asyncio.FIRST_COMPLETED)
        self._lanes.halt(True)
        for task in running:
            task.cancel()
        await asyncio.gather(*running, return_exceptions=True)
        self._take_places(0)
        self._teller.end()
        for task in done:
            with suppress(WebSocketDisconnect):
                task.result()

    # Commands in: these only note what is wanted.

    async def _hear(self) -> None:
        while True:
            message = await self._socket.receive_text()
            try:
                command = parse(message, rate=self._limits.rate, ticks=self._limits.ticks)
                self._note(command)
            except SuperorganismError as problem:
                await self._problem(problem)
            self._changed.set()

    def _note(self, command: commands.Command) -> None:
        match command:
            case commands.Ack(frame):
                self._teller.credit.acknowledge(frame)
            case commands.Speed(rate):
                self._pace = Pace(rate, self._limits.frames)
            case Open():
                self._contrast = command.lanes[-1].role == CONTRAST
                self._want(command, playing=False)
            case commands.Unit():
                self._teller.look(command)
            case commands.Measure(ticks):
                self._teller.measure(ticks)
            case commands.OtherSeeds(columns):
                self._ranges.want(columns)
            case (
                commands.Play()
                | commands.Pause()
                | commands.Step()
                | commands.Back()
                | commands.Seek()
                | commands.Reset()
                | commands.Seed()
                | commands.Scenario()
            ):
                self._note_of_time(command)
            case _:
                if not self._lanes.all or len(self._wishes) >= MOST_CHANGES:
                    raise commands.CommandError("no world is open yet, or too many changes wait; try again in a moment")
                if isinstance(command, commands.Contrast):
                    self._contrast = command.on
                self._wishes.append(command)

    def _note_of_time(self, command: commands.OfTime) -> None:
        """What makes sense only once a world was asked for."""
        shown = self._visit or (self._lanes.present if self._lanes.all else None)
        if shown is None:
            raise commands.CommandError("no world is open yet; open one first")
        match command:
            case commands.Play(backwards):
                self._playing, self._backwards = True, backwards
            case commands.Pause():
                self._pause()
            case commands.Step():
                self._pause()
                if self._sought is not None and self._sought < self._lanes.horizon:
                    self._sought += 1
                else:
                    self._steps = min(self._steps + 1, MOST_STEPS)
            case commands.Back():
                from_tick = self._lanes.clock if self._sought is None else self._sought
                self._seek(max(0, from_tick - 1))
            case commands.Seek(tick):
                self._seek(tick)
            case commands.Reset():
                self._want(self._begun_anew(shown), playing=False)
            case commands.Seed(seed):
                begun = self._begun_anew(shown)
                lanes = tuple(replace(at, seed=seed) for at in begun.lanes)
                self._want(replace(begun, lanes=lanes), playing=self._playing)
            case commands.Scenario(name):
                self._want(self._alone(LaneAt(scenario=name, seed=shown.lanes[0].seed)), playing=self._playing)

    def _begun_anew(self, shown: Open) -> Open:
        """The same worlds at tick 0, what was changed by hand so far from the first tick on; branches leave where they left."""
        there = [None for _ in shown.lanes] if self._visit else [lane.failed for lane in self._lanes.all]
        lanes = tuple(
            at if at.since else anew(at, [one for one in at.hand if one[0] <= shown.tick and one != failed])
            for at, failed in zip(shown.lanes, there, strict=True)
        )
        return replace(shown, lanes=lanes, tick=0, horizon=0)

    def _alone(self, at: LaneAt) -> Open:
        """One world at its start, with its contrast, if it has one and the reader wants contrasts."""
        known = at.scenario in self._all.library.known()
        if self._contrast and known and self._all.library.contrast(at.scenario):
            return Open(lanes=(at, replace(at, role=CONTRAST)), tick=0, horizon=0, beside=1)
        return Open(lanes=(at,), tick=0, horizon=0)

    def _want(self, visit: Open, *, playing: bool) -> None:
        self._visit, self._playing, self._steps, self._sought = visit, playing, 0, None
        self._backwards = False
        self._wishes.clear()
        self._lanes.halt(True)

    def _pause(self) -> None:
        self._playing = False
        self._lanes.halt(True)

    def _seek(self, tick: int) -> None:
        self._pause()
        self._steps, self._sought = 0, tick

    # The worlds: this alone touches them.

    async def _drive(self) -> None:
        while True:
            self._changed.clear()
            try:
                wait = await self._turn()
            except SuperorganismError as problem:
                self._playing, self._steps, self._sought = False, 0, None
                await self._problem(problem)
                wait = 0.0  # and how it stands now is to be told
            if wait is None or wait > 0:
                with suppress(TimeoutError):
                    await asyncio.wait_for(self._changed.wait(), wait)

    async def _turn(self) -> float | None:
        """Do what is due; seconds until something may be due again, None if only a command can change that."""
        if self._visit is not None:
            await self._travel()
            return 0.0
        lanes = self._lanes
        if not lanes.all:
            return None
        lanes.halt(False)
        rest_due, self._rest_due = self._rest_due, None
        if self._wishes and self._sought is None and not self._steps:  # they are of the tick that the reader went to
            await self._do(self._wishes.popleft())
            return 0.0
        wait = await self._move(lanes)
        if self._sought is not None:
            return 0.0
        if behind := bool(lanes.late or lanes.behind):
            await self._aside(lanes.follow, SLICE)
        await self._teller.tell(lanes, self._ranges, playing=self._playing, backwards=self._backwards, rate=self._pace.rate)
        if behind:
            return 0.0
        if wait is None:
            return await self._rest(lanes, now() + REST if rest_due is None else rest_due)
        left = await self._use_spare_time(lanes, min(wait, SLICE)) if wait > 0 and not self._ranges.idle else None
        wait = self._pace.wait(now())
        return wait if left is None else min(wait, left)

    async def _rest(self, lanes: Lanes, due: float) -> float | None:
        """What needn't be done while the reader goes on step by step."""
        self._rest_due = due
        if (left := due - now()) > 0:
            return left
        await self._keep(lanes, paused=True)
        await self._teller.still(lanes)
        if self._changed.is_set():
            return None
        return await self._use_spare_time(lanes, SLICE)

    async def _use_spare_time(self, lanes: Lanes, seconds: float) -> float | None:
        """What nothing waits for: moments to go back to, worlds with other seeds; seconds until there is more to do, if any.

        Of all tabs one at a time does so: the ticks of worlds that play come first.
        """
        if self._all.busy:
            return TURN
        self._all.busy = True
        try:
            more = await self._aside(lanes.fill, seconds) or await self._aside(self._ranges.go, lanes, seconds)
        finally:
            self._all.busy = False
        await self._teller.tell_ranges(self._ranges, more=more)
        return PAUSE if more else None

    async def _travel(self) -> None:
        """Make the worlds that are wanted, and take them to their tick."""
        visit, self._visit = self._visit, None
        assert visit is not None
        before = self._places
        self._take_places(max(before, len(visit.lanes) - 1))
        lanes = Lanes(self._all, self._numbers)
        try:
            await self._aside(lanes.open, visit)
            while (share := await self._aside(lanes.arrive, 4 * SLICE)) < 1.0 and self._visit is None:
                sentence = f"Going to tick {visit.tick:,}."
                await self._socket.send_json({"type": "waiting", "sentence": sentence, "share": share})
        except SuperorganismError as problem:
            self._take_places(before)
            await self._problem(problem, self._all.library.meant(at.scenario for at in visit.lanes))
            self._playing = False
            return
        if self._visit is None:
            self._lanes = lanes
            self._take_places(len(lanes.all) - 1)
            self._teller.forget()
            for sentence in (versions.what_changed(visit.version), "" if lanes.clock == visit.tick else lanes.focused.ended):
                if sentence:
                    await self._socket.send_json({"type": "remark", "sentence": sentence})

    async def _do(self, wish: commands.OfLanes) -> None:
        """A refusal of a change stands at its control, any other above the page."""
        lanes = self._lanes
        try:
            if lanes.may_grow_by(wish):
                self._take_places(max(self._places, len(lanes.all)))  # one more than there are
            await self._aside(lanes.do, wish)
        except SuperorganismError as problem:
            if not isinstance(wish, commands.Change):
                raise
            message = {"type": "refused", "world": lanes.focused.number, "path": wish.path, "sentence": str(problem)}
            await self._socket.send_json(message)
            return
        finally:
            self._take_places(len(lanes.all) - 1)
        if isinstance(wish, commands.Change):
            self._teller.changed()

    def _take_places(self, places: int) -> None:
        """So many for worlds beside the first. Raises SuperorganismError if there is no room."""
        while self._places > places:
            self._all.room.leave()
            self._places -= 1
        while self._places < places:
            if (refusal := self._all.room.take()) is not None:
                raise SuperorganismError(refusal)
            self._places += 1

    async def _move(self, lanes: Lanes) -> float | None:
        """Take the clock where it is due."""
        moment = now()
        if self._sought is not None:
            sought = self._sought
            if await self._aside(lanes.seek, sought, SLICE) and self._sought == sought:
                self._sought = None
            return 0.0
        if lanes.clock >= self._limits.ticks and (self._steps or (self._playing and not self._backwards)):
            most = f"{self._limits.ticks:,}"
            raise SuperorganismError(f"a world on the page ends at tick {most}; longer runs are for the command line")
        if self._steps:
            made = await self._aside(lanes.go, 1, SLICE)
            self._steps = max(0, self._steps - made)  # others may have been asked for meanwhile
            self._keeper.pass_by(lanes.focused.front)
            return 0.0
        if not self._playing:
            return None
        if self._teller.credit.late(moment):
            return None  # until the page has painted
        if due := self._pace.due(moment):
            await self._play(lanes, due)
        return self._pace.wait(now())

    async def _play(self, lanes: Lanes, due: int) -> None:
        if not self._backwards:
            await self._aside(lanes.go, min(due, self._limits.ticks - lanes.clock), SLICE)
            await self._keep(lanes, paused=False)
            return
        target = max(0, lanes.clock - due)
        while self._playing and not await self._aside(lanes.seek, target, SLICE):
            pass
        if lanes.clock == 0:
            self._playing = self._backwards = False

    async def _keep(self, lanes: Lanes, *, paused: bool) -> None:
        """A copy for whoever comes back, if one is due."""
        front = lanes.focused.front
        if lanes.focused.view is front and self._keeper.due(front, paused=paused):
            await self._aside(self._all.runs.keep, front)

    async def _aside[**P, R](self, work: Callable[P, R], *args: P.args, **kwargs: P.kwargs) -> R:
        """Work in a thread, the event loop meanwhile free."""
        call = functools.partial(work, *args, **kwargs)
        return await asyncio.get_running_loop().run_in_executor(self._threads, call)

    async def _problem(self, problem: SuperorganismError, meant: Mapping[str, str] | None = None) -> None:
        logging.getLogger(__name__).info("said to a page: %s", problem)
        await tell_problem(self._socket, str(problem), final=False, meant=meant)
