"""One browser tab: one socket, one world of its own.

Two tasks share a session. `hear` takes in commands and only notes what is wanted; `drive` alone touches the world, a
slice of ticks at a time in a thread, and looks between two slices at what is wanted now.
"""

import asyncio
import functools
import logging
from collections.abc import Callable
from concurrent.futures import Executor
from contextlib import suppress
from typing import Any

from starlette.websockets import WebSocket, WebSocketDisconnect

from superorganisms.errors import SuperorganismError
from superorganisms.web import commands
from superorganisms.web.card import card
from superorganisms.web.credit import Credit
from superorganisms.web.library import Library
from superorganisms.web.limits import Limits
from superorganisms.web.pace import Pace
from superorganisms.web.player import Player
from superorganisms.web.shape import shape

SLICE = 0.025  # seconds in a thread at a time, so that all tabs get their turn
FIRST_RATE = 5.0  # ticks a second
MOST_STEPS = 1000  # waiting
CARD_PAUSE = 0.1  # seconds between two cards while the world plays, at least
CARD_SHARE = 0.1  # of the time may go into cards


class Session:
    """What one tab wants, and the world that it has."""

    def __init__(self, socket: WebSocket, library: Library, limits: Limits, threads: Executor) -> None:
        self._socket = socket
        self._library = library
        self._limits = limits
        self._threads = threads
        self._changed = asyncio.Event()
        self._credit = Credit(limits.window, limits.patience)
        self._pace = Pace(FIRST_RATE, limits.frames)
        self._player: Player | None = None
        self._worlds = 0
        self._wanted: commands.Open | None = None
        self._playing = False
        self._steps = 0
        self._unit: commands.Unit | None = None
        self._card_due = 0.0
        self._carded: tuple[int, int] | None = None  # world and tick of the last card
        self._told: tuple[int, bool, float] | None = None
        self._shown: tuple[int, int, bool] | None = None

    async def run(self) -> None:
        """Until the tab is closed."""
        hear = asyncio.create_task(self._hear())
        drive = asyncio.create_task(self._drive())
        done, running = await asyncio.wait((hear, drive), return_when=asyncio.FIRST_COMPLETED)
        self._halt()
        for task in running:
            task.cancel()
        await asyncio.gather(*running, return_exceptions=True)
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
                self._credit.acknowledge(frame)
            case commands.Speed(rate):
                self._pace = Pace(rate, self._limits.frames)
            case commands.Open():
                self._want(command, playing=False)
            case commands.Unit():
                self._unit, self._carded, self._card_due = command, None, 0.0
            case _:
                self._note_of_world(command)

    def _note_of_world(self, command: commands.Command) -> None:
        """What makes sense only once a world was asked for."""
        now = self._wanted or self._present()
        if now is None:
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
                self._want(commands.Open(now.scenario, now.seed, 0), playing=False)
            case commands.Seed(seed):
                self._want(commands.Open(now.scenario, seed, 0), playing=self._playing)
            case commands.Scenario(name):
                self._want(commands.Open(name, now.seed, 0), playing=self._playing)

    def _present(self) -> commands.Open | None:
        player = self._player
        return None if player is None else commands.Open(player.scenario, player.world.seed, player.tick)

    def _want(self, visit: commands.Open, *, playing: bool) -> None:
        self._wanted, self._playing, self._steps = visit, playing, 0
        self._halt()

    def _pause(self) -> None:
        self._playing = False
        self._halt()

    def _halt(self) -> None:
        if self._player is not None:
            self._player.halted = True

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
        wait = await self._move(self._player)
        await self._tell(self._player)
        return wait

    async def _travel(self) -> None:
        """Make the world that is wanted, and take it to its tick."""
        visit, self._wanted = self._wanted, None
        assert visit is not None
        world = await self._aside(self._library.world, visit.scenario, visit.seed)
        self._worlds += 1
        player = Player(world, self._worlds, visit.scenario)
        while player.tick < visit.tick and self._wanted is None:
            sentence = f"Going to tick {visit.tick:,}."
            await self._socket.send_json({"type": "waiting", "sentence": sentence, "share": player.tick / visit.tick})
            await self._aside(player.advance, visit.tick - player.tick, 4 * SLICE)
        if self._wanted is None:
            self._player, self._told, self._unit = player, None, None
            opening = shape(world, world_number=player.number, scenario=visit.scenario, most_ticks=self._limits.ticks)
            await self._socket.send_json(opening)

    async def _move(self, player: Player) -> float | None:
        """Make the ticks that are due."""
        now = _now()
        if player.tick >= self._limits.ticks and (self._playing or self._steps):
            most = f"{self._limits.ticks:,}"
            raise SuperorganismError(f"a world on the page ends at tick {most}; longer runs are for the command line")
        player.halted = False
        if self._steps:
            self._steps -= await self._aside(player.advance, 1, SLICE)
            return 0.0
        if not self._playing:
            return None
        if self._credit.late(now):
            return None  # until the page has painted
        if due := self._pace.due(now):
            await self._aside(player.advance, min(due, self._limits.ticks - player.tick), SLICE)
        return self._pace.wait(_now())

    # Pictures out.

    async def _tell(self, player: Player) -> None:
        """Say what has changed since it was last said, as far as the page keeps up."""
        state = (player.number, self._playing, self._pace.rate)
        if state != self._told:
            self._told = state
            named = dict(zip(("world", "playing", "rate"), state, strict=True))
            await self._socket.send_json({"type": "state", **named, "tick": player.tick})
        seen = (player.number, player.tick, self._playing)
        if seen != self._shown and self._credit.free:
            self._shown = seen
            number = self._credit.send(_now())
            await self._socket.send_bytes(player.frame(number, playing=self._playing))
        await self._tell_card(player)

    async def _tell_card(self, player: Player) -> None:
        """The unit that the reader looks at, anew as the world goes on."""
        unit, began, now = self._unit, _now(), (player.number, player.tick)
        if unit is None or now == self._carded or (self._playing and began < self._card_due):
            return
        try:
            found = await self._aside(card, player.world, unit.layer, unit.index)
        except SuperorganismError:
            self._unit = None
            raise
        self._card_due = _now() + max(CARD_PAUSE, (_now() - began) / CARD_SHARE)
        self._carded = now
        await self._socket.send_json({**found, "world": player.number})

    async def _aside[**P, R](self, work: Callable[P, R], *args: P.args, **kwargs: P.kwargs) -> R:
        """Work in a thread, the event loop meanwhile free."""
        call = functools.partial(work, *args, **kwargs)
        return await asyncio.get_running_loop().run_in_executor(self._threads, call)

    async def _problem(self, problem: SuperorganismError) -> None:
        logging.getLogger(__name__).info("said to a page: %s", problem)
        await tell_problem(self._socket, str(problem), final=False)


def _now() -> float:
    return asyncio.get_running_loop().time()


async def tell_problem(socket: WebSocket, sentence: str, *, final: bool) -> None:
    """One clear sentence; `final` if the server hangs up after it."""
    message: dict[str, Any] = {"type": "problem", "sentence": sentence, "final": final}
    await socket.send_json(message)
