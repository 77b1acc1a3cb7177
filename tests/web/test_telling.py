"""What a tab is told while the reader goes on."""

import asyncio
from types import SimpleNamespace
from typing import Any

from superorganisms.web import commands
from superorganisms.web.credit import Credit
from superorganisms.web.telling import Teller


def test_who_looks_at_another_unit_while_a_card_is_made_gets_its_card_too() -> None:
    """Keys pressed fast in a paused world: no later tick would bring the card that was left out."""
    told: list[int] = []
    lane: Any = SimpleNamespace(number=1, view=SimpleNamespace(tick=60, world=None, lineage=None))

    async def send(message: dict[str, Any]) -> None:
        told.append(message["index"])

    async def aside(work: object, world: object, lineage: object, layer: int, index: int) -> dict[str, Any]:
        if index == 0:
            teller.look(commands.Unit(layer, 1))
        return {"type": "card", "index": index}

    async def paused() -> None:
        for _ in range(3):
            await teller._tell_card(lane, playing=False)

    socket: Any = SimpleNamespace(send_json=send)
    teller = Teller(socket, Credit(window=2, patience=1.0), aside, most_ticks=100)
    teller.look(commands.Unit(3, 0))
    asyncio.run(paused())
    assert told == [0, 1]
