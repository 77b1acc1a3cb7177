"""What one tab hears of its world: state, pictures while the page keeps up, parameters, the card of a unit."""

import asyncio
from collections.abc import Awaitable, Callable
from typing import Any

from starlette.websockets import WebSocket

from superorganisms.errors import SuperorganismError
from superorganisms.web import commands
from superorganisms.web.card import card
from superorganisms.web.contrast import Contrast
from superorganisms.web.controls import controls, values
from superorganisms.web.credit import Credit
from superorganisms.web.player import Player

CARD_PAUSE = 0.1  # seconds between two cards while the world plays, at least
CARD_SHARE = 0.1  # of the time may go into cards


class Teller:
    """Says what has changed since it was last said. `aside`: does work in a thread."""

    def __init__(self, socket: WebSocket, credit: Credit, aside: Callable[..., Awaitable[Any]]) -> None:
        self.credit = credit
        self._socket = socket
        self._aside = aside
        self._state: tuple[int, bool, float] | None = None
        self._shown: tuple[int, int, bool] | None = None
        self._contrast: dict[str, Any] = {}
        self._values: Any = None  # parameters
        self._layers: list[str] = []
        self._unit: commands.Unit | None = None
        self._card_due = 0.0
        self._carded: tuple[int, int] | None = None  # world and tick of the last card

    def forget(self) -> None:
        """Another world begins."""
        self._state = self._unit = None
        self._contrast = {}

    def look(self, unit: commands.Unit) -> None:
        """The reader looks at this unit."""
        self._unit, self._carded, self._card_due = unit, None, 0.0

    def changed(self) -> None:
        """A parameter was set, if only to what it was."""
        self._shown = self._values = self._carded = None

    async def tell(self, player: Player, contrast: Contrast, *, playing: bool, rate: float) -> None:
        """As far as the page keeps up."""
        state = (player.number, playing, rate)
        if state != self._state:
            self._state = state
            named = dict(zip(("world", "playing", "rate"), state, strict=True))
            await self._socket.send_json({"type": "state", **named, "tick": player.tick})
        if (told := contrast.told(player)) != self._contrast:
            self._contrast = told
            await self._socket.send_json(told)
        seen = (player.number, player.tick, playing)
        if (seen != self._shown or contrast.has_news) and self.credit.free:
            self._shown = seen
            number = self.credit.send(now())
            await self._socket.send_bytes(player.frame(number, playing=playing, beside=contrast.news()))
        await self._tell_values(player)
        await self._tell_card(player, playing=playing)

    async def _tell_values(self, player: Player) -> None:
        """The controls once for every hierarchy, and their values whenever a parameter has changed."""
        if self._values is player.world.present:
            return
        layers = [layer.name for layer in player.world.parameters.layers]
        self._values = player.world.present
        if layers != self._layers:
            self._layers = layers
            await self._socket.send_json(await self._aside(controls, player))
        await self._socket.send_json(await self._aside(values, player))

    async def _tell_card(self, player: Player, *, playing: bool) -> None:
        """The unit that the reader looks at, anew as the world goes on."""
        unit, began, seen = self._unit, now(), (player.number, player.tick)
        if unit is None or seen == self._carded or (playing and began < self._card_due):
            return
        try:
            found = await self._aside(card, player, unit.layer, unit.index)
        except SuperorganismError:
            if self._unit is unit:
                self._unit = None
            raise
        if self._unit is unit:  # else the reader has gone on to another one meanwhile, whose card is due at once
            self._card_due = now() + max(CARD_PAUSE, (now() - began) / CARD_SHARE)
            self._carded = seen
        await self._socket.send_json({**found, "world": player.number})


def now() -> float:
    """Seconds on the loop's clock."""
    return asyncio.get_running_loop().time()


async def tell_problem(socket: WebSocket, sentence: str, *, final: bool) -> None:
    """One clear sentence; `final` if the server hangs up after it."""
    message: dict[str, Any] = {"type": "problem", "sentence": sentence, "final": final}
    await socket.send_json(message)
