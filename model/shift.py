"""Shift: the schedule may replace the response; it takes effect in the next tick (MODEL.md section 2, step 6)."""

from superorganisms.model.state import State


def shift(state: State) -> None:
    """Apply the regime that the schedule names for this tick, if any."""
    response = state.settings.schedule.get(state.tick)
    if response is not None:
        state.enter_regime(response)
