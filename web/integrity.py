"""How tight the blankets were over a stretch of a run: what a suspected source tells of aims once goal and letter are known.

It is asked of some units of every layer, those that something was set to leak into apart from the others, by the estimate of
model/blankets/watch.py. The numbers are means over units with an interval over units, as these are a sample.
"""

from collections.abc import Iterator
from typing import TYPE_CHECKING, Any

import numpy as np

if TYPE_CHECKING:
    from superorganisms.model.blankets.information import Information
    from superorganisms.model.world import Superorganism
    from superorganisms.web.player import Player

MOST_UNITS = 12  # of a layer and a leak: half a second of work for a hundred units of the default world
PERMUTATIONS = 99
ALARM = 0.05
CONFIDENCE = 0.95

type Question = tuple[int, str, bool, list[int], int]
"""Layer, kind of leak, whether it is set to leak, the rows that are asked about, and how many there are of that sort."""


def integrity(before: "Player", ticks: int) -> dict[str, Any]:
    """Of the next `ticks` ticks of a world, which is taken through them: first and last tick, and a row for each question.

    layer, kind, open: who is asked about, and whether it was set to leak when the stretch began. units, of: so many were
    measured, of so many. nats: mean information, low and high its interval with a confidence of 95 % (null for one unit).
    alarms: units with a p-value of at most .05. Where nothing can be measured these are null and 0, and `reason` says why.
    """
    from superorganisms.model.blankets.watch import Watch

    world, first = before.world, before.tick + 1
    asked = list(questions(world))
    watch = Watch(world, [f"{world.layers[layer].name}.{row}" for layer, _, _, rows, _ in asked for row in rows])
    for _ in range(ticks):
        before.catch_up()
        world.step()
        watch.note()
    rows = []
    for layer, kind, leaky, units, count in asked:
        name = world.layers[layer].name
        found = [watch.integrity(f"{name}.{row}", kind, permutations=PERMUTATIONS) for row in units]
        rows.append({"layer": name, "kind": kind, "open": leaky, "of": count} | _told(found))
    return {"first": first, "last": world.tick, "rows": rows}


def questions(world: "Superorganism") -> Iterator[Question]:
    """What can leak, layer by layer; what is set to, and of it some units each."""
    from superorganisms.model.leaks import leaks

    last = len(world.layers) - 1
    for number, layer in enumerate(world.layers):
        for name, kind in leaks().items():
            if number < kind.BELOW or (kind.ABOVE_LEAVES and number == last):
                continue
            leaky = np.zeros(len(layer), np.bool_)
            for entry, unit, strength in world.state.settings.layers[number].leaks:
                if entry is kind and strength > 0.0:
                    leaky[slice(None) if unit is None else unit] = True
            for is_open in (True, False):
                units = np.flatnonzero(leaky == is_open)
                # Nothing is to be read of an insider, as w doesn't vary: said where there is one
                if units.size and (is_open or name != "insider"):
                    some = units[np.unique(np.linspace(0, units.size - 1, MOST_UNITS).round().astype(np.int64))]
                    yield number, name, is_open, some.tolist(), units.size


def _told(found: "list[Information]") -> dict[str, Any]:
    from scipy.stats import t

    nats = np.array([one.nats for one in found if not np.isnan(one.nats)])
    if nats.size == 0:
        return {"units": 0, "nats": None, "low": None, "high": None, "alarms": 0, "reason": found[0].reason}
    mean, reach = float(nats.mean()), np.nan
    if nats.size > 1:
        reach = float(nats.std(ddof=1) / np.sqrt(nats.size) * t.ppf((1.0 + CONFIDENCE) / 2.0, nats.size - 1))
    known = bool(np.isfinite(reach))
    return {
        "units": int(nats.size),
        "nats": mean,
        "low": mean - reach if known else None,
        "high": mean + reach if known else None,
        "alarms": sum(one.p_value <= ALARM for one in found),
        "reason": "",
    }
