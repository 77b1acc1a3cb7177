"""Shift: the response changes by the schedule, or drifts; that takes effect in the next tick (MODEL.md section 2, step 6)."""

from bisect import bisect_right

import numpy as np

from superorganisms.model.kinds.regimes import Draw
from superorganisms.model.models import NOBODYS
from superorganisms.model.regimes import drifted, lot_of, next_response
from superorganisms.model.state import State


def shift(state: State) -> None:
    """What the schedule names for this tick, or draws in every tick; then drift. All above the leaves look again."""
    settings, response = state.settings, state.response
    ticks = list(settings.schedule)
    last = bisect_right(ticks, state.tick)
    if last > 0:
        change = settings.schedule[ticks[last - 1]]
        if ticks[last - 1] == state.tick or isinstance(change, Draw):
            lot = lot_of(state.seed, state.tick) if isinstance(change, Draw) else 0.0
            response = next_response(change, response, lot)
    if settings.response_drift > 0.0:
        response = drifted(response, settings.response_drift, state.seed, state.tick)
    if not np.array_equal(response, state.response):
        state.enter_regime(response)
    elif state.table.own[-2] != NOBODYS or any(state.due(number) for number in range(len(state.layers) - 1)):
        state.gain_insight()  # newcomers, and those who no longer run a fleet
