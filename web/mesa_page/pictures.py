"""A world as the canvas module is told it: its shape once, and a frame of every tick that is shown."""

from typing import Any

import numpy as np

from superorganisms.model.classes import CLASSES
from superorganisms.model.world import Superorganism
from superorganisms.web import picture
from superorganisms.web.frames import Frame, LanePart, Units
from superorganisms.web.leaks import open_blankets


def shape_of(world: Superorganism) -> dict[str, Any]:
    """The hierarchy with its names, the top layer first (of WorldMessage in web/page/src/protocol.ts what a picture needs).

    >>> [(layer["name"], layer["size"]) for layer in shape_of(Superorganism(rng=1))["layers"]]
    [('order', 1), ('government', 5), ('firm', 50), ('employee', 1000)]
    """
    layers = [
        {
            "name": layer.name,
            "size": len(layer),
            "parents": layer.parents.tolist() if number else [],
            "names": world.names(number) if world.parameters.tree else None,
        }
        for number, layer in enumerate(world.layers)
    ]
    names = world.strategy_names
    present = sorted({names[code] for layer in world.layers for code in np.unique(layer.strategies)})
    return {"type": "world", "layers": layers, "strategies": list(names), "present": present, "classes": list(CLASSES)}


def frame_of(world: Superorganism) -> bytes:
    """A picture of the world as it is now (web/frames.py), without measures.

    >>> len(frame_of(Superorganism(rng=1))) == 6 * 4 + 7 * 4 + 1056 * (4 + 1 + 1)
    True
    """
    units = Units(
        alignment=picture.alignment(world),
        flags=picture.flags(world),
        kinds=picture.kinds(world),
        leaks=open_blankets(world),
    )
    lane = LanePart(world=1, tick=world.tick, last=world.tick, rows=np.empty((0, 0)), units=units)
    return Frame(number=world.tick, tick=world.tick, horizon=world.tick, playing=False, lanes=[lane]).pack()
