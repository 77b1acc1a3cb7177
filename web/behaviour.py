"""What a leaf's conduct shows it to want: its behavioural objective over the last ticks, with what they leave open."""

from typing import TYPE_CHECKING, Any

import numpy as np

from superorganisms.arrays import Floats

if TYPE_CHECKING:
    from superorganisms.model.behaviour.objective import Objective
    from superorganisms.web.player import Player

WINDOW = 100  # ticks: enough to tell a direction from the noise of exploration, and made again in a tenth of a second
CONFIDENCE = 0.95


def behaviour(before: "Player", ticks: int, index: int) -> dict[str, Any]:
    """The objective that leaf `index` is seen to serve in the next `ticks` ticks of a world; it is taken through them.

    from, to: the first and the last tick of the unit's own window, which begins after it came. estimate: b as far as it
    shows, null if nothing does. low, high: where each of its entries lies with a confidence of 95 %, null where there is too
    little to tell. determined: whether the window leaves nothing open; else `open` says what, and `reason` is
    "new" (it has not acted yet), "idle", "cancels" or "open". agreement: the share of the conduct that one objective explains.
    alignment: cos(b, the letter above it now). verdict: how somebody would class it who sees no more than this.
    """
    from superorganisms.model.behaviour.conduct import Conduct

    world = before.world
    conduct, came = Conduct(world, ticks=max(1, ticks), units=[index]), before.tick
    for _ in range(ticks):
        before.catch_up()
        world.step()
        conduct.note()
        if world.layers[-1].newcomers[index]:
            came = world.tick
    window = {"from": came + 1, "to": world.tick}
    if came == world.tick:
        return window | _nothing("new")
    found = conduct.objectives()[0]
    assert found is not None  # it has acted
    letter = world.layers[-2].letters[world.layers[-1].parents[index]] if len(world.layers) > 1 else world.state.acted_letter
    verdict = conduct.classify()[0] if len(world.layers) > 1 else "unknown"
    return window | _told(found, letter, world.parameters.features) | {"verdict": verdict}


def _nothing(reason: str) -> dict[str, Any]:
    return {
        "estimate": None,
        "low": None,
        "high": None,
        "determined": False,
        "open": [],
        "reason": reason,
        "agreement": None,
        "alignment": None,
        "verdict": "unknown",
    }


def _told(found: "Objective", letter: Floats, features: tuple[str, ...]) -> dict[str, Any]:
    from scipy.stats import t

    from superorganisms.model.behaviour.objective import CANCELS, IDLE, OPEN

    reason = {IDLE: "idle", CANCELS: "cancels", OPEN: "open"}.get(found.reason, "")
    size = float(np.linalg.norm(found.estimate))
    if size == 0.0:
        return _nothing(reason) | {"open": found.words(features)}
    reach = found.standard_errors * float(t.ppf((1.0 + CONFIDENCE) / 2.0, found.freedom)) if found.freedom > 0 else np.nan
    known = bool(np.isfinite(reach).all())
    asked = float(np.linalg.norm(letter))
    return {
        "estimate": found.estimate.tolist(),
        "low": (found.estimate - reach).tolist() if known else None,
        "high": (found.estimate + reach).tolist() if known else None,
        "determined": not found.reason,
        "open": found.words(features),
        "reason": reason,
        "agreement": found.agreement,
        "alignment": float(found.estimate @ letter) / (size * asked) if asked > 0.0 else None,
    }
