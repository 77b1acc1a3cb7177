"""What the blankets show of every unit: inner alignment, flags, kind.

Units of all layers stand one after the other, the top first.
"""

from typing import TYPE_CHECKING

import numpy as np

from superorganisms.arrays import Floats
from superorganisms.web.frames import AUDITED, NEWCOMER, WATCHED, Bytes

if TYPE_CHECKING:
    from superorganisms.model.world import Superorganism


def flags(world: "Superorganism") -> Bytes:
    """(n,) NEWCOMER, AUDITED and WATCHED as bits."""
    parts = [
        NEWCOMER * layer.newcomers.astype(np.uint8) + AUDITED * layer.audited + WATCHED * layer.watched
        for layer in world.layers
    ]
    return np.concatenate(parts).astype(np.uint8)


def kinds(world: "Superorganism") -> Bytes:
    """(n,) strategy code + 1 in the low four bits, class code + 1 in the high ones, of those who acted in the last tick."""
    from superorganisms.model.classes import class_codes

    codes = [layer.former_strategies if world.tick else layer.strategies for layer in world.layers]
    classes = np.concatenate(class_codes(world.state)) + 1 if world.tick else np.zeros(1, np.int8)
    return np.asarray(np.concatenate(codes) + 1 + 16 * classes.astype(np.uint8), np.uint8)


def alignment(world: "Superorganism") -> Floats:
    """(n,) of all layers, as they acted in the last tick; NaN for those that have no aim."""
    return np.concatenate([world.inner_alignment(layer) for layer in range(len(world.layers))])
