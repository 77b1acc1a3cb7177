"""One browser tab: one socket, one world of its own.

Two tasks share a session. `hear` takes in commands and only notes what is wanted; `drive` alone touches the world, a
slice of ticks at a time in a thread, and looks between two slices at what is wanted now.
"""

import asyncio
import functools
import logging
from collections import deque
from collections.abc import Callable
from concurrent.futures import Executor
from contextlib import suppress
from dataclasses import replace

from starlette.websockets import WebSocket, WebSocketDisconnect

from superorganisms.errors import SuperorganismError
from superorganisms.web import commands
from superorganisms.web.contrast import Contrast
from superorganisms.web.credit import Credit
from superorganisms.web.pace import Pace
from superorganisms.web.player import Player
from superorganisms.web.runs import Keeper
from superorganisms.web.shape import shape
from superorganisms.web.telling import Teller, now, tell_problem
from superorganisms.web.worlds import Worlds, anew

SLICE = 0.025  # seconds in a thread at a time, so that all tabs get their turn
FIRST_RATE = 5.0  # ticks a second
MOST_STEPS = 1000  # waiting


class Session:
    """What one tab wants, and the world that it has."""

    def __init__(self, socket: WebSocket, worlds: Worlds, threads: Executor) -> None:
        self._socket = socket
        self._all = worlds
        self._limits = limits = worlds.limits
        self._threads = threads
        self._changed = asyncio.Event()
        self._teller = Teller(socket, Credit(limits.window, limits.patience), self._aside)
        self._contrast = Contrast(worlds, self._aside)
        self._pace = Pace(FIRST_RATE, limits.frames)
        self._player: Player | None = None
        self._worlds = 0
        self._wanted: commands.Open | None = None
        self._playing = False
        self._steps = 0
        self._changes: deque[commands.Change] = deque()
        self._keeper = Keeper()

    async def run(self) -> None:
        """Until the tab is closed."""
        hear = asyncio.create_task(self._hear())
        drive = asyncio.create_task(self._drive())
        done, running = await asyncio.wait((hear, drive), return_when=asyncio.FIRST_COMPLETED)
        self._halt()
        for task in running:
            task.cancel()
        await asyncio.gather(*running, return_exceptions=True)
        self._contrast.end()
        for task in done:
            with suppress(WebSocketDisconnect):
                task.result()

    # Commands in: these only note what is wanted.

    async def _hear(self) -> None:
        while True:
            message = await self._socket.receive_text()
            try:
                command = commands.parse(message, rate=self._limits.rate, ticks=self._limits.ticks)
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
            case commands.Open():
                self._want(command, playing=False)
            case commands.Change():
                if self._player is None or len(self._changes) >= commands.MOST_CHANGES:
                    raise commands.CommandError("no world is open yet, or too many changes wait; try again in a moment")
                self._changes.append(command)
            case commands.Contrast(on):
                self._contrast.wanted = on
            case commands.Unit():
                self._teller.look(command)
            case _:
                self._note_of_world(command)

    def _note_of_world(self, command: commands.Command) -> None:
        """What makes sense only once a world was asked for."""
        shown = self._wanted or self._present()
        if shown is None:
            raise commands.CommandError("no world is open yet; open one first")
        match command:
            case commands.Play():
                self._playing = True
            case commands.Pause():
                self._pause()
            case commands.Step():
                self._pause()
                self._steps = min(self._steps + 1, MOST_STEPS)
            case commands.Reset():
                self._want(replace(shown, tick=0), playing=False)
            case commands.Seed(seed):
                self._want(replace(shown, seed=seed, tick=0), playing=self._playing)
            case commands.Scenario(name):
                self._want(commands.Open(name, shown.seed, 0), playing=self._playing)

    def _present(self) -> commands.Open | None:
        return None if self._player is None else anew(self._player)

    def _want(self, visit: commands.Open, *, playing: bool) -> None:
        self._wanted, self._playing, self._steps = visit, playing, 0
        self._changes.clear()
        self._halt()

    def _pause(self) -> None:
        self._playing = False
        self._halt()

    def _halt(self) -> None:
        for player in (self._player, self._contrast.player):
            if player is not None:
                player.halted = True

    # The world: this alone touches it.

    async def _drive(self) -> None:
        while True:
            self._changed.clear()
            try:
                wait = await self._turn()
            except SuperorganismError as problem:
                self._playing, self._steps = False, 0
                await self._problem(problem)
                wait = None
            if wait is None or wait > 0:
                with suppress(TimeoutError):
                    await asyncio.wait_for(self._changed.wait(), wait)

    async def _turn(self) -> float | None:
        """Do what is due; seconds until something may be due again, None if only a command can change that."""
        if self._wanted is not None:
            await self._travel()
            return 0.0
        if self._player is None:
            return None
        if self._changes:
            await self._change(self._player, self._changes.popleft())
            return 0.0
        wait = await self._move(self._player)
        behind = await self._contrast.follow(self._player, paused=not self._playing)
        await self._teller.tell(self._player, self._contrast, playing=self._playing, rate=self._pace.rate)
        return 0.0 if behind else wait

    async def _travel(self) -> None:
        """Make the world that is wanted, and take it to its tick."""
        visit, self._wanted = self._wanted, None
        assert visit is not None
        self._worlds += 1
        player = await self._aside(self._all.player, visit, self._worlds)
        while player.tick < visit.tick and self._wanted is None:
            sentence = f"Going to tick {visit.tick:,}."
            await self._socket.send_json({"type": "waiting", "sentence": sentence, "share": player.tick / visit.tick})
            await self._aside(self._all.travel, player, visit.tick, 4 * SLICE)
        await self._aside(player.catch_up)
        if self._wanted is None:
            self._player = player
            self._teller.forget()
            opening = shape(player, seed=visit.seed, most_ticks=self._limits.ticks)
            await self._socket.send_json(opening)

    async def _change(self, player: Player, wish: commands.Change) -> None:
        """In the running world, or by a new one."""
        try:
            visit = await self._aside(self._all.change, player, wish)
        except SuperorganismError as problem:
            message = {"type": "refused", "world": player.number, "path": wish.path, "sentence": str(problem)}
            await self._socket.send_json(message)
            return
        if visit is not None and self._wanted is None:
            self._want(visit, playing=self._playing)
        elif visit is None:
            await self._contrast.change(player)
            self._teller.changed()

    async def _move(self, player: Player) -> float | None:
        """Make the ticks that are due."""
        moment = now()
        if player.tick >= self._limits.ticks and (self._playing or self._steps):
            most = f"{self._limits.ticks:,}"
            raise SuperorganismError(f"a world on the page ends at tick {most}; longer runs are for the command line")
        player.halted = False
        if self._steps:
            self._steps -= await self._aside(player.advance, 1, SLICE)
            self._keeper.pass_by(player)
            return 0.0
        if not self._playing:
            await self._keep(player, paused=True)
            return None
        if self._teller.credit.late(moment):
            return None  # until the page has painted
        if due := self._pace.due(moment):
            await self._aside(player.advance, min(due, self._limits.ticks - player.tick), SLICE)
            await self._keep(player, paused=False)
        return self._pace.wait(now())

    async def _keep(self, player: Player, *, paused: bool) -> None:
        """A copy, if one is due."""
        if self._keeper.due(player, paused=paused):
            await self._aside(self._all.runs.keep, player)

    async def _aside[**P, R](self, work: Callable[P, R], *args: P.args, **kwargs: P.kwargs) -> R:
        """Work in a thread, the event loop meanwhile free."""
        call = functools.partial(work, *args, **kwargs)
        return await asyncio.get_running_loop().run_in_executor(self._threads, call)

    async def _problem(self, problem: SuperorganismError) -> None:
        logging.getLogger(__name__).info("said to a page: %s", problem)
        await tell_problem(self._socket, str(problem), final=False)
