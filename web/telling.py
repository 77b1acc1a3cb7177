"""What one tab hears of its worlds: which there are, pictures while the page keeps up, parameters, the card of a unit."""

import asyncio
import logging
from collections.abc import Awaitable, Callable, Coroutine, Mapping
from dataclasses import asdict
from typing import Any

from starlette.websockets import WebSocket, WebSocketDisconnect

from superorganisms.errors import SuperorganismError
from superorganisms.web import commands
from superorganisms.web.behaviour import WINDOW, behaviour
from superorganisms.web.card import card
from superorganisms.web.controls import controls, values
from superorganisms.web.credit import Credit
from superorganisms.web.frames import Frame, LanePart
from superorganisms.web.integrity import integrity
from superorganisms.web.lane import Lane
from superorganisms.web.lanes import Lanes
from superorganisms.web.leaks import leaks
from superorganisms.web.ranges import Ranges
from superorganisms.web.shape import shape

CARD_PAUSE = 0.1  # seconds between two cards while the world plays, at least
CARD_SHARE = 0.1  # of the time may go into cards
MOST_WATCHED = 1_000_000  # units times ticks that are made again for one card,
FEWEST_WATCHED = 10  # but so many ticks at least
MEMORY_PAUSE = 1.0  # seconds between two words on what is kept
RANGES_PAUSE = 0.25  # seconds between two words on the worlds with other seeds while these catch up
MOST_ROWS = 2000  # of one world in one frame: what it caught up with at once must not hold up the picture


class Teller:
    """Says what has changed since it was last said.

    aside: does work in a thread. most_ticks: where a world on the page ends.
    """

    def __init__(self, socket: WebSocket, credit: Credit, aside: Callable[..., Awaitable[Any]], *, most_ticks: int) -> None:
        self.credit = credit
        self._socket = socket
        self._aside = aside
        self._most_ticks = most_ticks
        self._said: dict[tuple[str, int], Any] = {}  # the last message of each kind that is only said when it changes
        self._shaped: set[int] = set()  # worlds that the page knows the shape of
        self._shown: Any = None
        self._stood: Any = None  # where the worlds were when their fingerprints were taken
        self._values: tuple[int, object] | None = None  # world and parameters
        self._layers: list[str] = []
        self._unit: commands.Unit | None = None
        self._card_due = 0.0
        self._carded: Any = None
        self._watched: Any = None  # leaf, world and tick
        self._measured_ticks = 0  # for which this is asked
        self._work: set[asyncio.Task[None]] = set()  # beside everything else
        self._memory_due = 0.0
        self._ranges_due = 0.0

    def forget(self) -> None:
        """Other worlds begin."""
        self._said.clear()
        self._unit = None

    def look(self, unit: commands.Unit) -> None:
        """The reader looks at this unit."""
        self._unit, self._carded, self._card_due = unit, None, 0.0

    def measure(self, ticks: int) -> None:
        """The reader wants to know how tight the blankets were."""
        self._measured_ticks = ticks

    def changed(self) -> None:
        """A parameter was set, if only to what it was."""
        self._shown = self._values = self._carded = None

    async def tell(self, lanes: Lanes, ranges: Ranges, *, playing: bool, backwards: bool, rate: float) -> None:
        """As far as the page keeps up."""
        if await self._tell_anew(_lanes(lanes)):
            self._said.pop(("stands", 0), None)
        for lane in lanes.all:
            if lane.number not in self._shaped:
                self._shaped.add(lane.number)
                await self._socket.send_json(shape(lane, most_ticks=self._most_ticks))
        for message in [] if ranges.idle else ranges.settle(lanes):
            await self._socket.send_json(message)
        state = {"type": "state", "playing": playing, "backwards": backwards, "rate": rate}
        if state != self._said.get(("state", 0)):
            self._said["state", 0] = state
            await self._socket.send_json({**state, "tick": lanes.clock, "horizon": lanes.horizon})
        if self.credit.free:
            await self._tell_frame(lanes, playing=playing, backwards=backwards)
        await self._tell_values(lanes.focused)
        await self._tell_card(lanes.focused, playing=playing)
        await self._measure(lanes.focused)
        if now() >= self._memory_due:
            self._memory_due = now() + MEMORY_PAUSE
            await self._tell_anew(_memory(lanes))

    async def still(self, lanes: Lanes) -> None:
        """Nothing moves: what the worlds are is worth a fingerprint each."""
        await self._tell_anew(_memory(lanes))
        await self._tell_stands(lanes)
        await self._watch_leaf(lanes.focused)

    async def tell_ranges(self, ranges: Ranges, *, more: bool) -> None:
        """What is new of the worlds with other seeds, now and then as long as there is `more` to come."""
        if more and now() < self._ranges_due:
            return
        self._ranges_due = now() + RANGES_PAUSE
        for message in await self._aside(ranges.news):
            await self._socket.send_json(message)

    async def _tell_anew(self, message: dict[str, Any], of: int = 0) -> bool:
        """Unless it was just said, `of` this world; whether it wasn't."""
        kind = (message["type"], of)
        if message == self._said.get(kind):
            return False
        self._said[kind] = message
        await self._socket.send_json(message)
        return True

    async def _tell_stands(self, lanes: Lanes) -> None:
        """A fingerprint takes a while: it isn't taken again of what has not moved."""
        place = (lanes.clock, [(lane.number, lane.view.tick, lane.view.hand) for lane in lanes.all])
        if ("stands", 0) in self._said and place == self._stood:
            return
        self._stood = place
        await self._tell_anew(await self._aside(_stands, lanes))

    async def _tell_frame(self, lanes: Lanes, *, playing: bool, backwards: bool) -> None:
        shown = lanes.shown
        seen = (
            (lanes.clock, lanes.horizon, playing, backwards),
            [(lane.number, lane.view.tick) for lane in shown],
            [(lane.number, lane.front.tick) for lane in lanes.all],
        )
        if seen == self._shown and all(lane.sent == lane.front.tick for lane in lanes.all):
            return
        self._shown = seen
        for lane in shown:
            await self._tell_anew({"type": "leaks", "world": lane.number, "leaks": leaks(lane.view.world)}, of=lane.number)
        frame = Frame(
            number=self.credit.send(now()),
            tick=lanes.clock,
            horizon=lanes.horizon,
            playing=playing,
            backwards=backwards,
            lanes=[_part(lane, pictured=lane in shown) for lane in lanes.all],
        )
        await self._socket.send_bytes(frame.pack())

    async def _tell_values(self, lane: Lane) -> None:
        """The controls once for every hierarchy, and their values whenever a parameter has changed."""
        present = (lane.number, lane.view.world.present)
        if self._values is not None and self._values[0] == present[0] and self._values[1] is present[1]:
            return
        layers = [layer.name for layer in lane.view.world.parameters.layers]
        self._values = present
        if layers != self._layers:
            self._layers = layers
            await self._socket.send_json(await self._aside(controls, lane.view))
        found = await self._aside(values, lane.view)
        await self._socket.send_json({**found, "world": lane.number})

    async def _tell_card(self, lane: Lane, *, playing: bool) -> None:
        """The unit that the reader looks at, anew as the world goes on."""
        unit, began, seen = self._unit, now(), (lane.number, lane.view.tick)
        if unit is None or seen == self._carded or (playing and began < self._card_due):
            return
        try:
            found = await self._aside(card, lane.view.world, lane.view.lineage, unit.layer, unit.index)
        except SuperorganismError:
            if self._unit is unit:
                self._unit = None
            raise
        if self._unit is unit:  # else the reader has gone on to another one meanwhile, whose card is due at once
            self._card_due = now() + max(CARD_PAUSE, (now() - began) / CARD_SHARE)
            self._carded = seen
        await self._socket.send_json({**found, "world": lane.number})

    async def _watch_leaf(self, lane: Lane) -> None:
        """What the leaf that is looked at seems to want, by what it did in its last ticks, made again beside all else."""
        unit, seen = self._unit, (lane.number, lane.view.tick)
        leaves = len(lane.view.world.layers) - 1
        if unit is None or unit.layer != leaves or self._watched == (unit, seen) or not lane.view.tick:
            return
        self._watched = (unit, seen)
        units = sum(len(layer) for layer in lane.view.world.layers)
        ticks = min(WINDOW, lane.view.tick, max(FEWEST_WATCHED, MOST_WATCHED // units))
        before = await self._aside(lane.earlier, ticks)
        world, lineage = lane.view.world, lane.view.lineage

        async def tell() -> None:
            found = await self._aside(behaviour, before, ticks, unit.index)
            if self._unit is unit and self._carded == seen:
                told = await self._aside(card, world, lineage, unit.layer, unit.index, behaviour=found)
                await self._socket.send_json({**told, "world": lane.number})

        self._beside(tell())

    async def _measure(self, lane: Lane) -> None:
        """How tight the blankets were in the last ticks, which are made again, beside everything else."""
        ticks, self._measured_ticks = min(self._measured_ticks, lane.view.tick), 0
        if not ticks:
            return
        before = await self._aside(lane.earlier, ticks)

        async def tell() -> None:
            found = await self._aside(integrity, before, ticks)
            await self._socket.send_json({"type": "blankets", "world": lane.number, **found})

        self._beside(tell())

    def _beside(self, work: Coroutine[Any, Any, None]) -> None:
        task = asyncio.create_task(work)
        self._work.add(task)
        task.add_done_callback(self._done)

    def _done(self, task: asyncio.Task[None]) -> None:
        self._work.discard(task)
        if not task.cancelled() and (problem := task.exception()) is not None and not isinstance(problem, WebSocketDisconnect):
            logging.getLogger(__name__).error("what was worked out beside a world", exc_info=problem)

    def end(self) -> None:
        """The tab is closed."""
        for task in self._work:
            task.cancel()


def _lanes(lanes: Lanes) -> dict[str, Any]:
    """The message that says which worlds there are."""
    present = lanes.present
    told = [
        {
            **asdict(lane.at),
            "hand": [list(one) for one in lane.at.hand],
            "world": lane.number,
            "sentence": lane.ended or lane.sentence,
            "ended": bool(lane.ended),
        }
        for lane in lanes.all
    ]
    return {
        "type": "lanes",
        "lanes": told,
        "focus": present.focus,
        "beside": present.beside,
        "side": present.side,
        "linked": present.linked,
    }


def _part(lane: Lane, *, pictured: bool) -> LanePart:
    """What the page has not seen of a world, which counts as seen."""
    last = min(lane.front.tick, lane.sent + MOST_ROWS)
    rows = lane.front.rows(lane.sent, last)
    lane.sent = last
    return LanePart(world=lane.number, tick=lane.view.tick, last=last, rows=rows, units=lane.view.units() if pictured else None)


def _memory(lanes: Lanes) -> dict[str, Any]:
    """The message that says what is kept to go back to."""
    pasts = [lane.past for lane in lanes.all]
    return {
        "type": "memory",
        "bytes": sum(past.size for past in pasts),
        "most": sum(past.most for past in pasts),
        "copies": sum(past.count for past in pasts),
        "every": lanes.focused.past.every,
    }


def _stands(lanes: Lanes) -> dict[str, Any]:
    """The message that says what stands at the clock; a world that is not there yet has no hash."""
    there = [lane for lane in lanes.all if lane.view.tick == lanes.clock]
    return {
        "type": "stands",
        "tick": lanes.clock,
        "hashes": {str(lane.number): lane.view.world.state_hash() for lane in there},
    }


def now() -> float:
    """Seconds on the loop's clock."""
    return asyncio.get_running_loop().time()


async def tell_problem(socket: WebSocket, sentence: str, *, final: bool, meant: Mapping[str, str] | None = None) -> None:
    """One clear sentence; `final` if the server hangs up after it. meant: by unknown scenarios, the known ones likely meant."""
    message: dict[str, Any] = {"type": "problem", "sentence": sentence, "final": final, "meant": dict(meant or {})}
    await socket.send_json(message)
